"""The questions of a proposal, the filters of the explorer, and what the office fills in."""

from tequio.participation.proposals.forms.explorer import ExplorerForm
from tequio.participation.proposals.forms.office import (
    HideForm,
    HideVersionForm,
    MergeForm,
    WorkForm,
    WorksFileForm,
)
from tequio.participation.proposals.forms.people import EstimateForm, InviteForm
from tequio.participation.proposals.forms.steps import STEPS, PhotoStep, PlaceStep, ProblemStep, Step

__all__ = [
    "STEPS",
    "EstimateForm",
    "ExplorerForm",
    "HideForm",
    "HideVersionForm",
    "InviteForm",
    "MergeForm",
    "PhotoStep",
    "PlaceStep",
    "ProblemStep",
    "Step",
    "WorkForm",
    "WorksFileForm",
]
