"""The forms with which a coordinator sets up an edition."""

from tequio.participation.editions.forms.access import AccessForm
from tequio.participation.editions.forms.calendar import CalendarForm, RescheduleForm
from tequio.participation.editions.forms.counting import CountingForm
from tequio.participation.editions.forms.identity import IdentityForm, MapForm, NewEditionForm
from tequio.participation.editions.forms.money import EnvelopeForm, FormulaForm
from tequio.participation.editions.forms.parts import CategoryForm, CriterionForm, PaperPointForm, SizeForm
from tequio.participation.editions.forms.settings import (
    BallotForm,
    FeasibilityForm,
    ProposalsForm,
)
from tequio.participation.editions.forms.start import CopyForm, PresetForm

__all__ = [
    "AccessForm",
    "BallotForm",
    "CalendarForm",
    "CategoryForm",
    "CopyForm",
    "CountingForm",
    "CriterionForm",
    "EnvelopeForm",
    "FeasibilityForm",
    "FormulaForm",
    "IdentityForm",
    "MapForm",
    "NewEditionForm",
    "PaperPointForm",
    "PresetForm",
    "ProposalsForm",
    "RescheduleForm",
    "SizeForm",
]
