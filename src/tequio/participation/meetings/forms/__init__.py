"""What people fill in about meetings."""

from tequio.participation.meetings.forms.minutes import AgreementForm, AgreementFormSet, MinutesForm
from tequio.participation.meetings.forms.office import CancelForm, CopyForm, MeetingForm
from tequio.participation.meetings.forms.people import ArriveForm, RegisterForm, WalkInForm

__all__ = [
    "AgreementForm",
    "AgreementFormSet",
    "ArriveForm",
    "CancelForm",
    "CopyForm",
    "MeetingForm",
    "MinutesForm",
    "RegisterForm",
    "WalkInForm",
]
