"""What people write on the ballot's pages and at the tables."""

from tequio.participation.ballots.forms.counter import BatchForm, FindForm, HandForm, VoidForm
from tequio.participation.ballots.forms.deciding import (
    AnswerForm,
    ContestForm,
    ContestOfficeForm,
    OverrideForm,
    ReviewForm,
    RivalryForm,
    SimulationForm,
)
from tequio.participation.ballots.forms.marks import order_of, points_of, sheet_of
from tequio.participation.ballots.forms.tables import ActForm, BookletForm, ResolveForm, ShiftForm

__all__ = [
    "ActForm",
    "AnswerForm",
    "BatchForm",
    "BookletForm",
    "ContestForm",
    "ContestOfficeForm",
    "FindForm",
    "HandForm",
    "OverrideForm",
    "ResolveForm",
    "ReviewForm",
    "RivalryForm",
    "ShiftForm",
    "SimulationForm",
    "VoidForm",
    "order_of",
    "points_of",
    "sheet_of",
]
