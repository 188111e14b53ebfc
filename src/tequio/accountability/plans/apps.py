from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "tequio.accountability.plans"
    label = "plans"
    verbose_name = _("Planes")
    default_auto_field = "django.db.models.BigAutoField"
