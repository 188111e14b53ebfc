from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus


class AccountsConfig(AppConfig):
    name = "tequio.foundation.accounts"
    label = "accounts"
    verbose_name = _("Cuentas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.foundation.accounts import permissions, types  # noqa: PLC0415 - models are ready only now

        import_module("tequio.foundation.accounts.handlers")
        people = menus.Entry(
            label=_("Personas"),
            url_name="accounts:people",
            visible=lambda request: permissions.can(request.user, types.Permission.MANAGE_PEOPLE),
            order=430,
        )
        menus.register(people)
