"""What a publisher decides of a rule, and the file with which a city moves in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.types import GATE_LABELS, GateDecision
from tequio.foundation.accounts.models import Office


class GateForm(forms.Form):
    """What follows from a rule, and why."""

    decision = forms.ChoiceField(
        label=_("Qué pasa con un proceso al que le falla"),
        choices=[(one.value, GATE_LABELS[one]) for one in GateDecision],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Motivo"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Queda en la bitácora. Hace falta para detener y para no tomar en cuenta."),
    )


class HistoryForm(forms.Form):
    """A file of contracting data published elsewhere."""

    file = forms.FileField(
        label=_("Archivo"),
        help_text=_("JSON o JSON Lines de contrataciones abiertas, también con gzip, hasta 100 MB."),
    )
    office = forms.ModelChoiceField(
        label=_("Área que sigue con los procesos"),
        queryset=Office.objects.order_by("name"),
        empty_label=_("Elija un área"),
        help_text=_("Los procesos de proyectos que no existen aquí quedan a su cargo."),
    )
