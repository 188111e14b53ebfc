from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class RestDaysForm(forms.Form):
    first = _day(_("Primer día"))
    last = _day(_("Último día"), required=False)
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=200,
        help_text=_("Por ejemplo: fiesta patronal, vacaciones del ayuntamiento."),
    )
