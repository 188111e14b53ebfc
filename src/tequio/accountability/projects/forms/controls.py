"""The controls that several forms of projects share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Day(forms.DateInput):
    """A day, with the calendar of the device."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        return [one(file, initial) for file in data] if isinstance(data, list) else []


def reason_field(label: Any, **options: Any) -> forms.CharField:
    """Return a field for a reason that people will read."""
    options.setdefault("help_text", _("Se publica. Escriba para la gente, sin siglas."))
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, **options)
