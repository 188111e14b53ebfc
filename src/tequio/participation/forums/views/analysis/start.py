"""What the analysis puts in the menu, in the pending work, and on the pages of voices and exercises."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels, pending
from tequio.participation.forums.exports import analysis as exports
from tequio.participation.forums.handlers import analysis as _handlers  # noqa: F401 - registers its notices
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.permissions import analysis as permissions
from tequio.participation.forums.queries import analysis as queries
from tequio.participation.forums.tasks import analysis as _tasks  # noqa: F401 - registers its jobs
from tequio.participation.forums.types import ContributionState, DutyProgress, deadline
from tequio.publishing.opendata import types as opendata

_MOST_PENDING = 50


def register() -> None:
    """Register everything; called once, when the models are ready."""
    menus.register(
        menus.Entry(
            label=_("Aportaciones turnadas"),
            url_name="forums:duties",
            visible=lambda request: permissions.can_open_duties(request.user),
            order=137,
            count=_waiting,
        )
    )
    pending.register(_pending)
    panels.register("forums.voice", template="forums/analysis/voice_panel.html", values=_voice, order=10)
    panels.register(
        "forums.exercise", template="forums/analysis/exercise_panel.html", values=_exercise, order=60
    )
    panels.register("forums.office", template="forums/analysis/office_panel.html", values=_office, order=30)
    opendata.register(exports.ANSWERS)


def _mine(request: HttpRequest, progress: DutyProgress) -> Any:
    """Return what the person's own offices owe; the coordinator, who has no office, owes nothing."""
    if not permissions.can_open_duties(request.user):
        return None
    held = permissions.duty_offices(cast("Any", request.user))
    if held is None:
        return None
    return queries.duties(offices=held, progress=progress, today=timezone.localdate())


def _waiting(request: HttpRequest) -> int:
    found = _mine(request, DutyProgress.PENDING)
    return 0 if found is None else int(found.count())


def _pending(request: HttpRequest) -> Iterable[pending.Item]:
    found = _mine(request, DutyProgress.PENDING)
    for one in [] if found is None else found[:_MOST_PENDING]:
        yield pending.Item(
            folio=one.contribution.folio or "",
            what=one.contribution.title,
            missing=_("Respuesta pública"),
            url=reverse("forums:duty", args=[one.pk]),
            due=one.due_on,
        )


def _voice(request: HttpRequest, voice: Contribution) -> dict[str, Any] | None:
    """Tell on the page of a voice who answers it and by when, what was answered, and what the office moved."""
    duties, today = queries.public_duties(voice), timezone.localdate()
    values = {
        "voice": voice,
        "duties": [
            (one, None if one.answered_at or one.ended_at else deadline(one.due_on, today)) for one in duties
        ],
        "together": queries.answers_of({said.act for one in duties for said in one.answers.all()}),
        "merger": queries.merger_of(voice) if voice.state == ContributionState.MERGED else None,
        "reclassified": list(queries.reclassified(voice)),
        "tags": [tag.concept for tag in voice.tags.select_related("concept__scheme")],
        "analyses": permissions.can_analyse(request.user) and voice.hidden_at is None,
    }
    said = ("duties", "merger", "reclassified", "tags", "analyses")
    return values if any(values[name] for name in said) else None


def _exercise(request: HttpRequest, forum: Forum) -> dict[str, Any] | None:
    """Lead from the page of an exercise to its answers, once something was handed to an office."""
    del request
    counts = queries.duty_counts(offices=None, today=timezone.localdate(), forum=forum)
    figures = {"answered": counts[DutyProgress.ANSWERED], "pending": counts[DutyProgress.PENDING]}
    return {"forum": forum, **figures} if any(figures.values()) else None


def _office(request: HttpRequest, forum: Forum) -> dict[str, Any] | None:
    """Lead the analyst from the office page of an exercise to its bench."""
    if not permissions.can_analyse(request.user):
        return None
    counts = queries.duty_counts(offices=None, today=timezone.localdate(), forum=forum)
    return {
        "forum": forum,
        "pending": counts[DutyProgress.PENDING],
        "overdue": counts[DutyProgress.OVERDUE],
        "answered": counts[DutyProgress.ANSWERED],
    }
