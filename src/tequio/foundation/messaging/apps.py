from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.messaging.types import Audience, Kind, register
from tequio.foundation.web import menus, panels


class MessagingConfig(AppConfig):
    name = "tequio.foundation.messaging"
    label = "messaging"
    verbose_name = _("Avisos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.foundation.messaging.models import DIGEST  # noqa: PLC0415 - models are ready only now
        from tequio.foundation.messaging.views import mine  # noqa: PLC0415 - the same

        register(
            Kind(
                code=DIGEST,
                label=_("Resumen de avisos"),
                audience=Audience.FOLLOWER,
                subject=_("Sus novedades de {municipio}"),
                body=_("Esto es lo nuevo de lo que usted sigue."),
                samples={"cuantos": "3", "municipio": _("su municipio")},
                transactional=True,
            )
        )
        panels.register("web.account", template="messaging/bell.html", values=mine.bell)
        panels.register("web.account_menu", template="messaging/bell_line.html", values=mine.bell)
        panels.register("accounts.home", template="messaging/account_panel.html", values=mine.bell, order=30)
        menus.register(
            menus.Entry(_("Avisos"), "messaging:outbox", _manages, order=310, count=_waits_for_a_decision)
        )


def _manages(request: HttpRequest) -> bool:
    from tequio.foundation.messaging import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_manage(request.user)


def _waits_for_a_decision(request: HttpRequest) -> int:
    from tequio.foundation.messaging.views import mine  # noqa: PLC0415 - models are ready only now

    return mine.attention(request).doubtful
