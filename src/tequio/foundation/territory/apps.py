from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoryConfig(AppConfig):
    name = "tequio.foundation.territory"
    label = "territory"
    verbose_name = _("Territorio")
    default_auto_field = "django.db.models.BigAutoField"
