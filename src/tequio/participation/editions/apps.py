from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "tequio.participation.editions"
    label = "editions"
    verbose_name = _("Ediciones")
    default_auto_field = "django.db.models.BigAutoField"
