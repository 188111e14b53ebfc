"""The code at the door: another every twenty seconds, so that a photo of it is soon worth nothing.

It is an HMAC of the meeting, its secret and the number of the turn. Nobody who has seen some can make the next.
"""

from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from tequio.core import meetings as rules
from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.services.errors import CodeGone

_SALT = "meetings.door"
_LENGTH = 20  # hexadecimal digits: 80 bits


def shown_code(meeting: Meeting, *, at: datetime) -> str:
    """Return the code that the door shows at an instant."""
    number = rules.turn(at)
    return f"{number}-{_mark(meeting, number)}"


def demand_code(meeting: Meeting, code: str, *, at: datetime) -> None:
    """Let a code through that the door of this meeting showed within the last minute (MEE-9, MEE-10).

    Raises:
        CodeGone: for any other, and while the door is not open.
    """
    number, _dash, mark = code.partition("-")
    whole = number.isascii() and number.isdecimal() and len(number) <= _LENGTH
    if not (
        whole
        and rules.door_open(meeting.times, at=at)
        and rules.turn_good(int(number), at=at)
        and constant_time_compare(mark, _mark(meeting, int(number)))
    ):
        raise CodeGone(_("Ese código ya cambió. Acérquese a la puerta y léalo otra vez con su teléfono."))


def _mark(meeting: Meeting, number: int) -> str:
    value = f"{meeting.pk}:{meeting.door_key}:{number}"
    return salted_hmac(_SALT, value, algorithm="sha256").hexdigest()[:_LENGTH]
