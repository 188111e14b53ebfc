"""Named writes of editions. The rules lock when the first phase of a published edition opens."""

from tequio.participation.editions.services.access import asks_nothing, demand_access, takes_guests
from tequio.participation.editions.services.amendments import PaperPointDraft, amend, text_is_open
from tequio.participation.editions.services.copying import copy_edition
from tequio.participation.editions.services.editions import (
    create_edition,
    edit_edition,
    publish_edition,
    review_step,
)
from tequio.participation.editions.services.errors import (
    AlreadySuspended,
    EditionIncomplete,
    EditionSealed,
    FiguresDoNotServe,
    NotAmendable,
    NothingToAmend,
    NotSuspended,
    PartInUse,
    PhaseClosed,
    PhasesDoNotFit,
    PresetDoesNotFit,
    ReasonMissing,
    RulesLocked,
    SlugTaken,
    Suspended,
)
from tequio.participation.editions.services.formulas import reckon, set_formula
from tequio.participation.editions.services.known import KnownCount, known_counts, take_count
from tequio.participation.editions.services.participants import set_access
from tequio.participation.editions.services.phases import (
    add_phase,
    demand_not_suspended,
    demand_open,
    reschedule_phase,
    set_calendar,
)
from tequio.participation.editions.services.presets import (
    BadPreset,
    Preset,
    all_presets,
    find_preset,
    read_preset,
)
from tequio.participation.editions.services.readiness import lacking, problems
from tequio.participation.editions.services.rulebook import preview
from tequio.participation.editions.services.rules import (
    add_category,
    add_criterion,
    add_envelope,
    add_envelopes,
    add_paper_point,
    add_size,
    remove_part,
)
from tequio.participation.editions.services.seals import demand_unsealed, is_sealed, seal
from tequio.participation.editions.services.starting import start_from_preset
from tequio.participation.editions.services.suspensions import lift, suspend

__all__ = [
    "AlreadySuspended",
    "BadPreset",
    "EditionIncomplete",
    "EditionSealed",
    "FiguresDoNotServe",
    "KnownCount",
    "NotAmendable",
    "NotSuspended",
    "NothingToAmend",
    "PaperPointDraft",
    "PartInUse",
    "PhaseClosed",
    "PhasesDoNotFit",
    "Preset",
    "PresetDoesNotFit",
    "ReasonMissing",
    "RulesLocked",
    "SlugTaken",
    "Suspended",
    "add_category",
    "add_criterion",
    "add_envelope",
    "add_envelopes",
    "add_paper_point",
    "add_phase",
    "add_size",
    "all_presets",
    "amend",
    "asks_nothing",
    "copy_edition",
    "create_edition",
    "demand_access",
    "demand_not_suspended",
    "demand_open",
    "demand_unsealed",
    "edit_edition",
    "find_preset",
    "is_sealed",
    "known_counts",
    "lacking",
    "lift",
    "preview",
    "problems",
    "publish_edition",
    "read_preset",
    "reckon",
    "remove_part",
    "reschedule_phase",
    "review_step",
    "seal",
    "set_access",
    "set_calendar",
    "set_formula",
    "start_from_preset",
    "suspend",
    "take_count",
    "takes_guests",
    "text_is_open",
]
