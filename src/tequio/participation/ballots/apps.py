from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "tequio.participation.ballots"
    label = "ballots"
    verbose_name = _("Votación")
    default_auto_field = "django.db.models.BigAutoField"
