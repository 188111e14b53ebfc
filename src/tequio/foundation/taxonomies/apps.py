from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomiesConfig(AppConfig):
    name = "tequio.foundation.taxonomies"
    label = "taxonomies"
    verbose_name = _("Taxonomías")
    default_auto_field = "django.db.models.BigAutoField"
