from collections.abc import Iterable
from typing import Any, cast

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels, pending


class FeasibilityConfig(AppConfig):
    name = "tequio.participation.feasibility"
    label = "feasibility"
    verbose_name = _("Factibilidad")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.participation.feasibility import handlers  # noqa: F401, PLC0415 - registers; models are ready now

        menus.register(
            menus.Entry(
                label=_("Factibilidad"), url_name="feasibility:desk", visible=_visible, order=40, count=_waiting
            )
        )
        panels.register(
            "proposals.detail", template="feasibility/opinions_panel.html", values=_opinions, order=10
        )
        pending.register(_pending)


def _visible(request: HttpRequest) -> bool:
    from tequio.participation.feasibility import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_open_desk(request.user)


def _mine(request: HttpRequest) -> Any:
    """Return what the person's own offices owe; the coordinator, who judges nothing, owes nothing."""
    from tequio.foundation.accounts.permissions import can, offices  # noqa: PLC0415 - models are ready only now
    from tequio.foundation.accounts.types import Permission  # noqa: PLC0415 - the same
    from tequio.participation.feasibility import queries  # noqa: PLC0415 - the same

    if not can(request.user, Permission.GIVE_OPINION):
        return None
    held = offices(cast("Any", request.user), Permission.GIVE_OPINION)
    return queries.desk(offices=held, today=timezone.localdate())


def _waiting(request: HttpRequest) -> int:
    found = _mine(request)
    return 0 if found is None else int(found.count())


def _pending(request: HttpRequest) -> Iterable[pending.Item]:
    found = _mine(request)
    for review in [] if found is None else found[:100]:
        yield pending.Item(
            folio=review.proposal.folio,
            what=review.proposal.title,
            missing=_("Dictamen de factibilidad"),
            url=reverse("feasibility:opinion", args=[review.pk]),
            due=review.due,
        )


def _opinions(request: HttpRequest, proposal: Any) -> dict[str, Any] | None:
    from tequio.participation.feasibility import queries  # noqa: PLC0415 - models are ready only now

    del request
    opinions = list(queries.published_opinions(proposal))
    return {"opinions": opinions} if opinions else None
