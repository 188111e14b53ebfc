"""Two meetings of an exercise of the demonstration: one held, with its minutes, and one to come."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tequio.foundation.accounts.models import Office, User
from tequio.participation.meetings import services
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.services import AgreementDraft
from tequio.participation.meetings.types import Way

_FIVE = 17  # o'clock
_DAY = timedelta(days=1)
_CAME, _COMING = 34, 21


def hold_meetings(
    *, subject: str, people: list[User], lon: float, lat: float, now: datetime, actor: int
) -> list[Meeting]:
    """Make the meetings through their services; who came and who registered by rows at once.

    Args:
        subject: the key of an exercise that is open.
        people: who registers; some of them.
        lon: of the place, in degrees.
        lat: of the place, in degrees.
        now: the instant of the demonstration.
        actor: the id of who calls them.
    """
    room: dict[str, Any] = {"subject": subject, "lon": lon, "lat": lat, "actor": actor}
    held = _called("Mesa de servicios públicos", now - 9 * _DAY, at=now - 20 * _DAY, **room)
    coming = _called("Mesa de bienestar social", now + 6 * _DAY, at=now - 4 * _DAY, **room)
    _register(held, people[:_CAME], at=now - 12 * _DAY, came=True)
    _register(coming, people[:_COMING], at=now - 2 * _DAY, came=False)
    offices = list(Office.objects.filter(active=True).order_by("code")[:2])
    services.publish_minutes(
        meeting=held,
        text=(
            "Se habló de fugas, de calles sin luz y del camión de la basura.\n\n"
            "Las vecinas pidieron que se diga en qué día pasa por cada colonia."
        ),
        agreements=[
            AgreementDraft(text, office, timezone.localdate(now) + days * _DAY)
            for text, office, days in zip(
                (
                    "Publicar el calendario de recolección por colonia",
                    "Revisar las luminarias de la calle Juárez",
                ),
                offices,
                (15, 30),
                strict=False,
            )
        ],
        at=now - 7 * _DAY,
        actor=actor,
    )
    return [held, coming]


def _called(title: str, day: datetime, *, at: datetime, actor: int, **room: Any) -> Meeting:
    starts = timezone.localtime(day).replace(hour=_FIVE, minute=0, second=0, microsecond=0)
    made = services.create(
        at=at,
        actor=actor,
        title=title,
        text="Traiga lo que le preocupa de su colonia. Se escribe lo que cada quien diga.",
        place="Casa de la cultura",
        address="Calle Hidalgo 10, Centro",
        starts=starts,
        ends=starts + timedelta(hours=2),
        registration_opens=at,
        registration_closes=starts,
        capacity=60,
        offered="Intérprete de lengua de señas mexicana. Entrada sin escalones.",
        **room,
    )
    return services.publish(meeting=made, at=at, actor=actor)


def _register(meeting: Meeting, people: list[User], *, at: datetime, came: bool) -> None:
    Registration.objects.bulk_create(
        Registration(
            meeting=meeting,
            folio=services.new_folio(),
            person=person,
            name=person.name,
            created_at=at,
            seated_at=at,
            attended_at=meeting.starts if came else None,
            attended_way=Way.LIST.value if came else "",
        )
        for person in people
    )
