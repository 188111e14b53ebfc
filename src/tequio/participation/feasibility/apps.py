from collections.abc import Iterable
from typing import Any, cast

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata

_MOST_PENDING = 50  # lines that one source brings to the first page; the desk has the rest


class FeasibilityConfig(AppConfig):
    name = "tequio.participation.feasibility"
    label = "feasibility"
    verbose_name = _("Factibilidad")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.foundation.files import permissions as files  # noqa: PLC0415 - models are ready only now
        from tequio.participation.feasibility import exports, handlers, permissions, tasks  # noqa: F401, PLC0415 - register; models are ready

        menus.register(
            menus.Entry(
                label=_("Factibilidad"),
                url_name="feasibility:desk",
                visible=_visible,
                order=130,
                count=_waiting,
            )
        )
        panels.register(
            "proposals.detail", template="feasibility/opinions_panel.html", values=_opinions, order=10
        )
        panels.register("proposals.top", template="feasibility/observed_panel.html", values=_observed, order=10)
        panels.register("proposals.mine", template="feasibility/observed_panel.html", values=_mine_observed)
        panels.register("editions.detail", template="feasibility/edition_panel.html", values=_judging, order=70)
        pending.register(_pending)
        pending.register(_appeals)
        files.register_reader(permissions.can_read_file)
        opendata.register(exports.OPINIONS)


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
    return queries.waiting(offices=held, today=timezone.localdate())


def _waiting(request: HttpRequest) -> int:
    found = _mine(request)
    return 0 if found is None else int(found.count())


def _pending(request: HttpRequest) -> Iterable[pending.Item]:
    found = _mine(request)
    for pk, folio, title, due in [] if found is None else found[:_MOST_PENDING]:
        yield pending.Item(
            folio=folio or "",
            what=title,
            missing=_("Dictamen de factibilidad"),
            url=reverse("feasibility:opinion", args=[pk]),
            due=due,
        )


def _appeals(request: HttpRequest) -> Iterable[pending.Item]:
    """Return the appeals that the person answers: their offices', and the coordination's own."""
    from tequio.participation.feasibility import permissions, queries  # noqa: PLC0415 - models are ready only now

    if not permissions.can_open_desk(request.user):
        return
    offices = permissions.desk_offices(cast("Any", request.user))
    for appeal in queries.appeals(offices=offices)[:_MOST_PENDING]:
        if permissions.can_answer_appeal(request.user, appeal):
            yield pending.Item(
                folio=appeal.review.proposal.folio or "",
                what=appeal.review.proposal.title,
                missing=_("Contestar la inconformidad"),
                url=reverse("feasibility:appeal", args=[appeal.pk]),
                due=appeal.due,
            )


def _opinions(request: HttpRequest, proposal: Any) -> dict[str, Any] | None:
    from tequio.participation.feasibility import permissions, queries  # noqa: PLC0415 - models are ready only now

    opinions = list(queries.published_opinions(proposal))
    mine = permissions.can_correct(request.user, proposal)
    return {"opinions": opinions, "mine": mine} if opinions else None


def _observed(request: HttpRequest, proposal: Any) -> dict[str, Any] | None:
    """Tell the author alone what is to be mended on this proposal."""
    from tequio.participation.feasibility import permissions, queries  # noqa: PLC0415 - models are ready only now

    if not permissions.can_correct(request.user, proposal):
        return None
    found = list(queries.open_observations(proposals=[proposal], today=timezone.localdate()))
    return {"observations": found} if found else None


def _mine_observed(request: HttpRequest, proposals: Any) -> dict[str, Any] | None:
    """Tell the author what is to be mended on any of their proposals."""
    from tequio.participation.feasibility import queries  # noqa: PLC0415 - models are ready only now

    del request
    found = list(queries.open_observations(proposals=proposals, today=timezone.localdate()))
    return {"observations": found} if found else None


def _judging(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    """Once the review has begun, lead to how it goes."""
    from tequio.participation.editions import queries as editions  # noqa: PLC0415 - models are ready only now

    del request
    begun = any(p.kind == "feasibility" and p.opens <= timezone.now() for p in editions.phases(edition))
    return {} if begun else None
