from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus


class RestDaysConfig(AppConfig):
    name = "tequio.foundation.restdays"
    label = "restdays"
    verbose_name = _("Días inhábiles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(menus.Entry(_("Días inhábiles"), "restdays:list", _visible, order=410))


def _visible(request: HttpRequest) -> bool:
    from tequio.foundation.accounts.permissions import can  # noqa: PLC0415 - models are ready only now
    from tequio.foundation.accounts.types import Permission  # noqa: PLC0415 - the same

    return can(request.user, Permission.MANAGE_EDITIONS)
