"""Named writes of editions. The rules lock when the first phase of a published edition opens."""

from tequio.participation.editions.services.amendments import PaperPointDraft, amend, text_is_open
from tequio.participation.editions.services.editions import (
    create_edition,
    edit_edition,
    lacking,
    publish_edition,
)
from tequio.participation.editions.services.errors import (
    AlreadySuspended,
    EditionIncomplete,
    NotAmendable,
    NothingToAmend,
    NotSuspended,
    PartInUse,
    PhaseClosed,
    PhasesDoNotFit,
    ReasonMissing,
    RulesLocked,
    SlugTaken,
    Suspended,
)
from tequio.participation.editions.services.phases import (
    add_phase,
    demand_not_suspended,
    demand_open,
    reschedule_phase,
    set_calendar,
)
from tequio.participation.editions.services.rulebook import preview
from tequio.participation.editions.services.rules import (
    add_category,
    add_envelope,
    add_envelopes,
    add_size,
    remove_part,
)
from tequio.participation.editions.services.suspensions import lift, suspend

__all__ = [
    "AlreadySuspended",
    "EditionIncomplete",
    "NotAmendable",
    "NotSuspended",
    "NothingToAmend",
    "PaperPointDraft",
    "PartInUse",
    "PhaseClosed",
    "PhasesDoNotFit",
    "ReasonMissing",
    "RulesLocked",
    "SlugTaken",
    "Suspended",
    "add_category",
    "add_envelope",
    "add_envelopes",
    "add_phase",
    "add_size",
    "amend",
    "create_edition",
    "demand_not_suspended",
    "demand_open",
    "edit_edition",
    "lacking",
    "lift",
    "preview",
    "publish_edition",
    "remove_part",
    "reschedule_phase",
    "set_calendar",
    "suspend",
    "text_is_open",
]
