"""What people are told of a meeting: their place in it, what changes, that it is tomorrow, what was agreed."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import services as messaging
from tequio.foundation.messaging.types import LINK, Audience, Kind, Letter, key, register
from tequio.participation.meetings.events import (
    MeetingCancelled,
    MeetingChanged,
    MinutesPublished,
    RegistrationMade,
    SeatGiven,
)
from tequio.participation.meetings.models import Meeting, Minutes, Registration
from tequio.participation.meetings.services.reminders import context
from tequio.participation.meetings.types import KIND

_SAMPLES = {
    "reunion": _("Foro de bienestar social"),
    "cuando": _("30 de abril de 2026, 5 p.m."),
    "lugar": _("Casa de la cultura, Calle Hidalgo 10"),
}
_BODY = _("{reunion}\n\nCuándo: {cuando}\nDónde: {lugar}")

register(
    Kind(
        code="meetings.registered",
        label=_("Se registró en una reunión"),
        audience=Audience.PERSON,
        subject=_("Su lugar en «{reunion}»"),
        body=_(
            "Tiene lugar en «{reunion}».\n\nCuándo: {cuando}\nDónde: {lugar}\n\nSu folio de registro: {folio}"
            "\n\nMuestre en la mesa el código de su página o diga su folio. Si no va a ir, cancele: alguien más"
            " espera."
        ),
        samples=_SAMPLES | {"folio": "7KQ2M9XWPA"},
        transactional=True,
    ),
    Kind(
        code="meetings.waiting",
        label=_("Quedó en la lista de espera de una reunión"),
        audience=Audience.PERSON,
        subject=_("Lista de espera de «{reunion}»"),
        body=_(
            "«{reunion}» está llena. Quedó en la lista de espera: si alguien cancela, le avisamos en el"
            " orden en que se registraron.\n\nCuándo: {cuando}\nDónde: {lugar}"
        ),
        samples=_SAMPLES,
        transactional=True,
    ),
    Kind(
        code="meetings.seated",
        label=_("Se desocupó un lugar que esperaba"),
        audience=Audience.PERSON,
        subject=_("Ya tiene lugar en «{reunion}»"),
        body=_(
            "Se desocupó un lugar en «{reunion}» y es suyo.\n\nCuándo: {cuando}\nDónde: {lugar}\n\n"
            "Si ya no puede ir, cancele para que lo aproveche quien sigue."
        ),
        samples=_SAMPLES,
        transactional=True,
    ),
    Kind(
        code="meetings.moved",
        label=_("Cambió una reunión a la que va"),
        audience=Audience.PERSON,
        subject=_("Cambió «{reunion}»"),
        body=_(
            "Cambió la fecha o el lugar de «{reunion}».\n\nAhora es: {cuando}\nDónde: {lugar}\n\n"
            "Su registro sigue en pie. Si ya no puede ir, cancele."
        ),
        samples=_SAMPLES,
        transactional=True,
    ),
    Kind(
        code="meetings.cancelled",
        label=_("Se canceló una reunión a la que iba"),
        audience=Audience.PERSON,
        subject=_("Se canceló «{reunion}»"),
        body=_("Se canceló «{reunion}», que iba a ser el {cuando}.\n\nMotivo: {motivo}"),
        samples={
            "reunion": _SAMPLES["reunion"],
            "cuando": _SAMPLES["cuando"],
            "motivo": _("aviso de lluvia intensa"),
        },
        transactional=True,
    ),
    Kind(
        code="meetings.tomorrow",
        label=_("Recordatorio de una reunión"),
        audience=Audience.PERSON,
        subject=_("Se acerca «{reunion}»"),
        body=_BODY,
        samples=_SAMPLES,
    ),
    Kind(
        code="meetings.minutes",
        label=_("Minuta de una reunión a la que fue"),
        audience=Audience.PERSON,
        subject=_("La minuta de «{reunion}»"),
        body=_("Ya puede leer qué se dijo y qué se acordó en «{reunion}»."),
        samples={"reunion": _SAMPLES["reunion"]},
    ),
)


@on(RegistrationMade)
def tell_their_place(event: RegistrationMade) -> None:
    """Give who registered their folio, or tell them that they wait."""
    row = _registration(event.registration_id)
    if row is None:
        return
    if event.waiting:
        if row.seated_at is None:  # else another event tells that they have a seat
            _tell("meetings.waiting", row.meeting, [row.person_id], f"waiting:{row.pk}", context(row.meeting))
    else:
        values = context(row.meeting) | {"folio": row.folio}
        _tell("meetings.registered", row.meeting, [row.person_id], f"registered:{row.pk}", values)


@on(SeatGiven)
def tell_they_have_a_seat(event: SeatGiven) -> None:
    """Tell who waited that a seat is theirs."""
    row = _registration(event.registration_id)
    if row is not None:
        _tell("meetings.seated", row.meeting, [row.person_id], f"seated:{row.pk}", context(row.meeting))


@on(MeetingChanged)
def tell_it_moved(event: MeetingChanged) -> None:
    """Tell who registered of another day, hour or place."""
    if event.moved:
        meeting = Meeting.objects.get(pk=event.meeting_id)
        event_key = f"moved:{meeting.pk}:{event.revision}"
        _tell("meetings.moved", meeting, _everyone(meeting), event_key, context(meeting))


@on(MeetingCancelled)
def tell_it_is_off(event: MeetingCancelled) -> None:
    """Tell who registered that it will not be held, and why."""
    meeting = Meeting.objects.get(pk=event.meeting_id)
    values = context(meeting)
    del values["lugar"]
    values |= {"motivo": meeting.cancel_reason, LINK: reverse("meetings:detail", args=[meeting.folio])}
    _tell("meetings.cancelled", meeting, _everyone(meeting), f"cancelled:{meeting.pk}", values)


@on(MinutesPublished)
def tell_what_was_agreed(event: MinutesPublished) -> None:
    """Lead who came to the minutes; of a correction too."""
    minutes = Minutes.objects.select_related("meeting").get(pk=event.minutes_id)
    came = minutes.meeting.registrations.filter(attended_at__isnull=False)
    people = came.values_list("person_id", flat=True)
    link = reverse("meetings:minutes", args=[minutes.meeting.folio])
    values = {"reunion": minutes.meeting.title, LINK: link}
    _tell("meetings.minutes", minutes.meeting, people, f"minutes:{minutes.pk}", values)


def _registration(pk: int) -> Registration | None:
    """Return a registration that still stands."""
    found = Registration.objects.standing().select_related("meeting")
    return found.filter(pk=pk, person__isnull=False).first()


def _everyone(meeting: Meeting) -> Iterable[int | None]:
    return meeting.registrations.standing().values_list("person_id", flat=True)


def _tell(
    kind: str, meeting: Meeting, people: Iterable[int | None], event_key: str, values: dict[str, Any]
) -> None:
    letter = Letter(
        recipients=[person for person in people if person is not None],
        subject_key=key(KIND, meeting.pk),
        context=values,
        event_key=f"meeting-{event_key}",
    )
    messaging.notify_all(kind=kind, letters=[letter])
