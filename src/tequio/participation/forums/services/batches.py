"""Tables and paper: a batch is opened, captured sheet by sheet, and closed when it squares."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core import flow, ids
from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.voices import (
    BatchClosed,
    BatchOpened,
    CaptureCorrected,
    CaptureRemoved,
    SheetVoided,
)
from tequio.participation.forums.models import Contribution, Forum, PaperBatch, VoidSheet
from tequio.participation.forums.models.voices import PUBLIC_STATES
from tequio.participation.forums.queries import exercise as forums
from tequio.participation.forums.services.contributing import change, hand_in, write
from tequio.participation.forums.services.errors import PhaseClosed, ReasonMissing
from tequio.participation.forums.services.participants import written_down
from tequio.participation.forums.services.refusals import (
    BatchDoesNotSquare,
    BatchIsClosed,
    NotChangeable,
    OutOfTime,
    SheetTaken,
)
from tequio.participation.forums.services.whole import demand_whole
from tequio.participation.forums.types import About, Channel, ContributionState, PhaseKind

# Calendar days after contributions close in which the sheets that came in time may still be captured.
LATE_DAYS = 10
LETTER = "L"


@transaction.atomic
def open_batch(
    *,
    forum: Forum,
    channel: Channel,
    place: str,
    gathered_on: date,
    at: datetime,
    actor: int,
    sheets: int | None = None,
    note: str = "",
) -> PaperBatch:
    """Open a table, or a batch of sheets. Its folio goes on the cover of the bundle.

    Args:
        forum: the exercise.
        channel: TABLE or PAPER.
        place: where people were heard.
        gathered_on: on which day.
        at: now.
        actor: the id of who opens it.
        sheets: how many came; None at a table, which counts none.
        note: for the office.

    Raises:
        OutOfTime: if that day is outside contributions, or it is too late to capture.
    """
    # All of the year: their batches share one series of folios.
    same_year = list(Forum.objects.select_for_update().filter(year=forum.year).order_by("pk"))
    _demand_in_time(forum, gathered_on, at)
    number = PaperBatch.objects.filter(forum__in=same_year).count() + 1
    batch = PaperBatch.objects.create(
        forum=forum,
        folio=LETTER + ids.folio(forum.year, number),
        channel=channel.value,
        place=place,
        gathered_on=gathered_on,
        sheets=sheets,
        note=note,
        opened_at=at,
        opened_by_id=actor,
    )
    event = BatchOpened(batch_id=batch.pk, forum_id=forum.pk, folio=batch.folio)
    audit.record(event, actor=actor, at=at)
    return batch


@transaction.atomic
def capture(
    *,
    batch: PaperBatch,
    said: Mapping[str, Any],
    at: datetime,
    actor: int,
    sheet: int | None = None,
    about: About | None = None,
    email: str = "",
    phone: str = "",
) -> Contribution:
    """Write down one voice of a batch: it gets its folio and becomes public, without anybody's name.

    Args:
        batch: open.
        said: fields of ``Contribution`` by their names.
        at: now.
        actor: the id of who captures.
        sheet: its number in the bundle; None at a table that counts none.
        about: what the sheet says of the person.
        email: to look the voice up and get a certificate; never public.
        phone: the same.

    Raises:
        BatchIsClosed, OutOfTime: if the batch takes no more.
        SheetTaken: if that sheet was captured or set aside.
        VoiceIncomplete, OutsideTheMap: if it lacks something, or its place is elsewhere.
    """
    batch = _open(batch, at)
    if sheet is not None:
        _demand_free(batch, sheet)
    voice = Contribution(
        forum=batch.forum,
        channel=batch.channel,
        batch=batch,
        sheet=sheet,
        captured_by_id=actor,
        contact_email=email,
        contact_phone=phone,
    )
    write(batch.forum, voice, said)
    demand_whole(batch.forum, voice)
    voice.participant = written_down(forum=batch.forum, about=about, at=at)
    return hand_in(batch.forum, voice, at=at, actor=actor)


@transaction.atomic
def correct(
    *, voice: Contribution, said: Mapping[str, Any], reason: str, at: datetime, actor: int
) -> Contribution:
    """Correct what was copied wrong while the batch is open. What it said before stays in its history.

    Raises:
        BatchIsClosed: once the batch has closed.
        ReasonMissing: without a reason.
        VoiceIncomplete, OutsideTheMap: if it would lack something.
    """
    voice = _captured(voice, reason, at)
    if change(voice, said, at=at, by_office=True):
        event = CaptureCorrected(
            contribution_id=voice.pk, forum_id=voice.forum_id, folio=voice.folio or "", reason=reason
        )
        audit.record(event, actor=actor, at=at)
    return voice


@transaction.atomic
def remove(*, voice: Contribution, reason: str, at: datetime, actor: int) -> Contribution:
    """Take away what was captured by mistake (twice, say) while the batch is open. Its sheet is free again.

    Raises:
        BatchIsClosed: once the batch has closed.
        ReasonMissing: without a reason.
    """
    voice = _captured(voice, reason, at)
    voice.state, voice.sheet = ContributionState.WITHDRAWN.value, None
    voice.save(update_fields=["state", "sheet"])
    event = CaptureRemoved(
        contribution_id=voice.pk, forum_id=voice.forum_id, folio=voice.folio or "", reason=reason
    )
    audit.record(event, actor=actor, at=at)
    return voice


@transaction.atomic
def set_aside(*, batch: PaperBatch, sheet: int, reason: str, at: datetime, actor: int) -> VoidSheet:
    """Set aside a sheet that says no voice: it cannot be read, or it is blank.

    Raises:
        BatchIsClosed, OutOfTime: if the batch takes no more.
        SheetTaken: if that sheet was captured or set aside.
        ReasonMissing: without a reason.
    """
    _demand_reason(reason)
    batch = _open(batch, at)
    _demand_free(batch, sheet)
    row = VoidSheet.objects.create(batch=batch, sheet=sheet, reason=reason, at=at, by_id=actor)
    batch.void += 1
    batch.save(update_fields=["void"])
    event = SheetVoided(
        batch_id=batch.pk, forum_id=batch.forum_id, folio=batch.folio, sheet=sheet, reason=reason
    )
    audit.record(event, actor=actor, at=at)
    return row


@transaction.atomic
def close_batch(*, batch: PaperBatch, at: datetime, actor: int, difference: str = "") -> PaperBatch:
    """Close a batch. Captured and set aside are the sheets that came, or ``difference`` says why not.

    Closing it again changes nothing.

    Raises:
        BatchDoesNotSquare: without a reason for what is missing or left over.
    """
    batch = _locked(batch)
    if batch.closed_at is not None:
        return batch
    count = batch.contributions.filter(state__in=PUBLIC_STATES).count()
    if batch.sheets is not None and batch.sheets != count + batch.void and not difference.strip():
        values = {"sheets": batch.sheets, "captured": count, "void": batch.void}
        raise BatchDoesNotSquare(
            _(
                "Llegaron %(sheets)s hojas; hay %(captured)s capturadas y %(void)s apartadas. "
                "Revise las que faltan o escriba por qué no cuadra."
            )
            % values
        )
    batch.closed_at, batch.difference = at, difference
    batch.save(update_fields=["closed_at", "difference"])
    event = BatchClosed(
        batch_id=batch.pk,
        forum_id=batch.forum_id,
        folio=batch.folio,
        captured=count,
        void=batch.void,
        difference=difference,
    )
    audit.record(event, actor=actor, at=at)
    return batch


def _demand_in_time(forum: Forum, gathered_on: date, at: datetime) -> None:
    phase = forums.phase(forum, PhaseKind.CONTRIBUTING)
    if phase is None or forum.published_at is None or phase.moment(at) is flow.Moment.BEFORE:
        raise OutOfTime(_("Todavía no se reciben aportaciones en este foro."))
    first, last = timezone.localdate(phase.opens), timezone.localdate(phase.closes - timedelta(seconds=1))
    if not first <= gathered_on <= last:
        raise OutOfTime(_("Ese día no se recibían aportaciones. Revise la fecha de las hojas."))
    if gathered_on > timezone.localdate(at):
        raise OutOfTime(_("Ese día todavía no llega. Revise la fecha de las hojas."))
    _demand_not_late(phase, at)


def _demand_not_late(phase: flow.Phase, at: datetime) -> None:
    if at >= phase.closes + timedelta(days=LATE_DAYS):
        raise OutOfTime(
            _("Las hojas se capturan hasta %(days)s días después de que cierran las aportaciones.")
            % {"days": LATE_DAYS}
        )


def _open(batch: PaperBatch, at: datetime) -> PaperBatch:
    """Return an open batch under a row lock."""
    found = _locked(batch)
    if found.closed_at is not None:
        raise BatchIsClosed(_("Este lote ya se cerró: no recibe más hojas."))
    phase = forums.phase(found.forum, PhaseKind.CONTRIBUTING)
    if phase is None:
        raise PhaseClosed(_("Este foro no tiene fechas para aportar."))
    _demand_not_late(phase, at)
    return found


def _locked(batch: PaperBatch) -> PaperBatch:
    held = PaperBatch.objects.select_for_update(of=("self",)).select_related("forum__territory")
    return held.get(pk=batch.pk)


def _demand_free(batch: PaperBatch, sheet: int) -> None:
    values = {"sheet": sheet}
    if batch.sheets is not None and sheet > batch.sheets:
        raise SheetTaken(_("El lote no tiene hoja %(sheet)s. Revise el número.") % values)
    if batch.contributions.filter(sheet=sheet).exists():
        raise SheetTaken(_("La hoja %(sheet)s ya se capturó.") % values)
    if batch.void_sheets.filter(sheet=sheet).exists():
        raise SheetTaken(_("La hoja %(sheet)s ya se apartó.") % values)


def _captured(voice: Contribution, reason: str, at: datetime) -> Contribution:
    _demand_reason(reason)
    if voice.batch is None:
        raise NotChangeable(_("Esta aportación no es de un lote: la cambia quien la hizo."))
    _open(voice.batch, at)
    held = Contribution.objects.select_for_update(of=("self",))
    found = held.select_related("forum__territory", "pillar", "theme", "site").get(pk=voice.pk)
    if found.state != ContributionState.SUBMITTED:
        raise NotChangeable(_("Esta aportación ya no se puede cambiar."))
    return found


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: queda en la bitácora."))
