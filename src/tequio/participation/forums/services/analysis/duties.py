"""Handing voices to the office that must answer them, by a day; sending them on, and taking them back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.foundation.restdays import queries as restdays
from tequio.participation.forums.events.analysis import AssignmentEnded, VoiceAssigned
from tequio.participation.forums.models import Assignment, Contribution, Forum
from tequio.participation.forums.services.analysis.errors import DutyEnded, NotAssignable, SaidNothing
from tequio.participation.forums.types import ContributionState


@transaction.atomic
def assign(
    *,
    forum: Forum,
    voices: Iterable[Contribution],
    office: Office,
    at: datetime,
    actor: int | None = None,
    note: str = "",
) -> int:
    """Hand voices to an office, which has the working days of the exercise to answer. All or none.

    Asking an office again for what it has already changes nothing: its clock runs on.

    Args:
        forum: whose rules give the days.
        voices: of that exercise.
        office: who answers.
        at: now; the term begins to run the day after.
        actor: the id of the person.
        note: for the office; it is never public.

    Returns:
        How many voices the office did not have yet.

    Raises:
        NotAssignable: if a voice is of another exercise, or does not stand by itself; or the office is closed.
    """
    if not office.active:
        raise NotAssignable(_("Esa dependencia ya no está activa. Elija otra."))
    keys = [voice.pk for voice in voices]
    rows = Contribution.objects.select_for_update(of=("self",)).filter(pk__in=keys, forum=forum)
    found = list(rows.order_by("pk"))
    if len(found) != len(set(keys)):
        raise NotAssignable(_("Una de las aportaciones es de otro foro. Nada cambió."))
    for voice in found:
        if voice.state != ContributionState.SUBMITTED or voice.hidden_at:
            raise NotAssignable(
                _("La aportación %(folio)s está unida a otra o ya no se ve: no se turna. Nada cambió.")
                % {"folio": voice.folio}
            )
    have = set(
        Assignment.objects.standing()
        .filter(contribution__in=found, office=office)
        .values_list("contribution", flat=True)
    )
    due = restdays.last_day(at, forum.answer_days)
    made = Assignment.objects.bulk_create(
        Assignment(
            contribution=voice,
            office=office,
            assigned_at=at,
            assigned_by_id=actor,
            due_on=due,
            note=note.strip(),
        )
        for voice in found
        if voice.pk not in have
    )
    if made:
        audit.record_all([_assigned(one) for one in made], actor=actor, at=at)
    return len(made)


@transaction.atomic
def pass_on(
    *, assignment: Assignment, office: Office, reason: str, at: datetime, actor: int | None = None
) -> Assignment:
    """Send a duty to the office that it belongs to. The reason is public, and so is since when the voice waits.

    The new office has the working days of the exercise anew.

    Raises:
        SaidNothing: without a reason.
        DutyEnded: if it was answered, sent on or taken back already.
        NotAssignable: if that office has it already, or is closed.
    """
    found = _ended(assignment, reason, at)
    if office.pk == found.office_id:
        raise NotAssignable(_("Esa dependencia ya la tiene. Elija otra."))
    if not assign(
        forum=found.contribution.forum, voices=[found.contribution], office=office, at=at, actor=actor
    ):
        raise NotAssignable(_("Esa dependencia ya la tiene. Elija otra."))
    audit.record(_end(found, office.pk), actor=actor, at=at)
    return Assignment.objects.standing().get(contribution=found.contribution_id, office=office)


@transaction.atomic
def take_back(*, assignment: Assignment, reason: str, at: datetime, actor: int | None = None) -> None:
    """Take a duty back from an office that has not answered.

    Raises:
        SaidNothing: without a reason; it is public.
        DutyEnded: if it was answered, sent on or taken back already.
    """
    found = _ended(assignment, reason, at)
    audit.record(_end(found, 0), actor=actor, at=at)


def _ended(assignment: Assignment, reason: str, at: datetime) -> Assignment:
    if not reason.strip():
        raise SaidNothing(_("Escriba el motivo: se publica junto a la aportación."))
    found = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("contribution__forum")
        .get(pk=assignment.pk)
    )
    if found.ended_at or found.answered_at:
        raise DutyEnded(_("Ya se respondió, o ya no la tiene esa dependencia. Nada cambió."))
    found.ended_at, found.end_reason = at, reason.strip()
    found.save(update_fields=["ended_at", "end_reason"])
    return found


def _assigned(one: Assignment) -> VoiceAssigned:
    return VoiceAssigned(
        assignment_id=one.pk,
        contribution_id=one.contribution_id,
        office_id=one.office_id,
        folio=one.contribution.folio or "",
        due_on=one.due_on.isoformat(),
    )


def _end(one: Assignment, to_office: int) -> AssignmentEnded:
    return AssignmentEnded(
        assignment_id=one.pk,
        contribution_id=one.contribution_id,
        office_id=one.office_id,
        to_office_id=to_office,
        folio=one.contribution.folio or "",
    )
