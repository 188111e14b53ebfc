from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "tequio.frontdoors.office"
    label = "office"
    verbose_name = _("Escritorio")
    default_auto_field = "django.db.models.BigAutoField"
