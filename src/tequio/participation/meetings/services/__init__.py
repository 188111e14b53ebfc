"""Named writes of meetings: calling, registering, attending, and what was agreed."""

from tequio.participation.meetings.services.attending import (
    demand_desk,
    mark,
    take_back,
    take_list,
    walk_in,
)
from tequio.participation.meetings.services.calling import (
    cancel,
    change,
    copy,
    create,
    publish,
)
from tequio.participation.meetings.services.door import demand_code, shown_code
from tequio.participation.meetings.services.errors import (
    AlreadyOver,
    CodeGone,
    DeskClosed,
    MeetingCancelled,
    NoSubject,
    NothingAgreed,
    NotRegistering,
)
from tequio.participation.meetings.services.minutes import AgreementDraft, publish_minutes
from tequio.participation.meetings.services.personal import forget_needs, forget_person
from tequio.participation.meetings.services.registering import leave, register
from tequio.participation.meetings.services.reminders import remind
from tequio.participation.meetings.services.seats import new_folio

__all__ = [
    "AgreementDraft",
    "AlreadyOver",
    "CodeGone",
    "DeskClosed",
    "MeetingCancelled",
    "NoSubject",
    "NotRegistering",
    "NothingAgreed",
    "cancel",
    "change",
    "copy",
    "create",
    "demand_code",
    "demand_desk",
    "forget_needs",
    "forget_person",
    "leave",
    "mark",
    "new_folio",
    "publish",
    "publish_minutes",
    "register",
    "remind",
    "shown_code",
    "take_back",
    "take_list",
    "walk_in",
]
