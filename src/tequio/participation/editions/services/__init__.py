"""Named writes of editions. The rules lock when the first phase of a published edition opens."""

from tequio.participation.editions.services.access import demand_access, takes_guests
from tequio.participation.editions.services.editions import (
    create_edition,
    edit_edition,
    lacking,
    publish_edition,
)
from tequio.participation.editions.services.errors import (
    EditionIncomplete,
    PartInUse,
    PhaseClosed,
    PhasesDoNotFit,
    ReasonMissing,
    RulesLocked,
    SlugTaken,
)
from tequio.participation.editions.services.phases import add_phase, demand_open, reschedule_phase, set_calendar
from tequio.participation.editions.services.rules import (
    add_category,
    add_envelope,
    add_envelopes,
    add_size,
    remove_part,
)

__all__ = [
    "EditionIncomplete",
    "PartInUse",
    "PhaseClosed",
    "PhasesDoNotFit",
    "ReasonMissing",
    "RulesLocked",
    "SlugTaken",
    "add_category",
    "add_envelope",
    "add_envelopes",
    "add_phase",
    "add_size",
    "create_edition",
    "demand_access",
    "demand_open",
    "edit_edition",
    "lacking",
    "publish_edition",
    "remove_part",
    "reschedule_phase",
    "set_calendar",
    "takes_guests",
]
