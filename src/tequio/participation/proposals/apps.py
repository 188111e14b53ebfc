from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels


class ProposalsConfig(AppConfig):
    name = "tequio.participation.proposals"
    label = "proposals"
    verbose_name = _("Propuestas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(
            menus.Entry(label=_("Propuestas"), url_name="proposals:moderation", visible=_moderates, order=30)
        )
        import_module("tequio.participation.proposals.services.erasure")
        import_module("tequio.participation.proposals.handlers")
        panel = "proposals/edition_panel.html"
        panels.register("editions.detail", template=panel, values=_to_propose, order=10)
        panels.register("editions.detail", template=panel, values=_to_read, order=60)


def _moderates(request: HttpRequest) -> bool:
    from tequio.participation.proposals import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_moderate(request.user)


def _to_propose(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    """While registration is open the panel comes first."""
    del request
    return _counted(edition, is_open=True)


def _to_read(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    """Later on, what is open comes before it."""
    del request
    return _counted(edition, is_open=False)


def _counted(edition: Any, *, is_open: bool) -> dict[str, Any] | None:
    from tequio.participation.editions import queries as editions  # noqa: PLC0415 - models are ready only now
    from tequio.participation.proposals import queries  # noqa: PLC0415 - the same

    if editions.is_open(edition, "registration", timezone.now()) is not is_open:
        return None
    return {"count": queries.count_public(edition), "open": is_open}
