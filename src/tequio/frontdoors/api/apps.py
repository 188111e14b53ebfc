from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "tequio.frontdoors.api"
    label = "api"
    verbose_name = _("API de datos abiertos")
    default_auto_field = "django.db.models.BigAutoField"
