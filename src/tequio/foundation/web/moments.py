"""Days and hours as the office writes them in a form, and fields in groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOMENT = "%Y-%m-%dT%H:%M"
_MINUTE = timedelta(minutes=1)
_LAST = time(23, 59)


class MomentField(forms.DateTimeField):
    """A day and hour in the municipality's time zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"], **options)

    def to_python(self, value: Any) -> Any:
        moment = super().to_python(value)
        if moment is not None:
            sound_day(moment.date())
        return moment


def sound_day(day: date) -> None:
    """Refuse a year that is a typing slip: no calendar reaches there.

    Raises:
        ValidationError: saying what to write.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Revise el año: escríbalo con cuatro cifras, entre 2000 y 2100."))


class ClosingField(MomentField):
    """The end of a phase. A minute to midnight is the end of that day, as people write it."""

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if isinstance(moment, datetime) and timezone.localtime(moment).time() == _LAST:
            return moment + _MINUTE
        return moment

    def prepare_value(self, value: Any) -> Any:
        """Show a closing at midnight as the last minute of the day before."""
        shown = super().prepare_value(value)
        if isinstance(shown, datetime) and shown.time() == time():
            return shown - _MINUTE
        return shown


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: some side by side, then the rest; folded where nobody has said anything."""

    title: object
    first: Sequence[BoundField]
    beside: Sequence[BoundField]
    last: Sequence[BoundField]
    folded: bool = False
