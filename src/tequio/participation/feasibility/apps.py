from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeasibilityConfig(AppConfig):
    name = "tequio.participation.feasibility"
    label = "feasibility"
    verbose_name = _("Factibilidad")
    default_auto_field = "django.db.models.BigAutoField"
