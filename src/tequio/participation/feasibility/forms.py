"""The opinion, and the assignment of many proposals at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.fields import PesosField
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.types import VERDICT_LABELS, Verdict
from tequio.participation.proposals.models import Proposal

_REASONS = 6000


class OpinionForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Dictamen"),
        choices=[(v.value, VERDICT_LABELS[v]) for v in Verdict],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Razones"),
        max_length=_REASONS,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("En palabras sencillas: las leerá quien propuso y cualquier persona cuando se publiquen."),
    )
    cost_centavos = PesosField(
        label=_("Costo en pesos"),
        required=False,
        help_text=_("Hace falta si es factible."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        costless = values.get("cost_centavos") is None and "cost_centavos" not in self.errors
        if values.get("verdict") == Verdict.FEASIBLE and costless:
            self.add_error("cost_centavos", _("Escriba el costo de la propuesta."))
        return values


class AssignForm(forms.Form):
    """Which office judges the proposals that are ticked, and by when."""

    office = forms.ModelChoiceField(
        label=_("Área que dictamina"), queryset=queries.active_offices(), empty_label=_("Elija un área")
    )
    due = forms.DateField(
        label=_("Fecha límite"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    proposals = forms.ModelMultipleChoiceField(label=_("Propuestas"), queryset=Proposal.objects.none())

    def __init__(self, data: Any = None, *, edition: Edition, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["proposals"].queryset = queries.to_assign(edition)  # type: ignore[attr-defined]
        self.fields["proposals"].error_messages["required"] = _("Marque al menos una propuesta.")
