from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractingConfig(AppConfig):
    name = "tequio.accountability.contracting"
    label = "contracting"
    verbose_name = _("Contrataciones")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tequio.accountability.contracting.handlers")
