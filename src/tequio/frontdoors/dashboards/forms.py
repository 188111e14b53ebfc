import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.frontdoors.dashboards import queries
from tequio.frontdoors.dashboards.types import BUCKETS, Filters, Span, Timing

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_FULL = 100


class FilterForm(forms.Form):
    """Which projects a board is about. What cannot be read is as if it had not been asked.

    The first five are boxes on the boards; the rest come from the links of the figures.
    """

    edicion = forms.ChoiceField(label=_("Edición"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    area = forms.ChoiceField(label=_("Área"), required=False)
    anio = forms.ChoiceField(label=_("Año en que se decidió"), required=False)
    procedimiento = forms.ChoiceField(label=_("Procedimiento"), required=False)
    tema = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    proveedor = forms.IntegerField(min_value=1, max_value=2**31, required=False, widget=forms.HiddenInput)
    etapa = forms.SlugField(required=False, widget=forms.HiddenInput)
    estado = forms.ChoiceField(
        choices=[(t.value, t.value) for t in Timing], required=False, widget=forms.HiddenInput
    )
    mes = forms.RegexField(_MONTH, required=False, widget=forms.HiddenInput)
    tramo = forms.ChoiceField(
        choices=[(s.value, s.value) for s in Span], required=False, widget=forms.HiddenInput
    )
    dias = forms.IntegerField(min_value=0, max_value=len(BUCKETS) - 1, required=False, widget=forms.HiddenInput)
    construido = forms.IntegerField(min_value=0, max_value=_FULL, required=False, widget=forms.HiddenInput)
    pagado = forms.IntegerField(min_value=0, max_value=_FULL, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, offices: set[int] | None = None) -> None:
        super().__init__(data)
        self._offices = offices
        for name, found in queries.options(offices).items():
            self.fields[name].choices = [("", _("Todos")), *found]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return what was asked and can be read, within the scope of offices."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            edition=said.get("edicion", ""),
            sector=_number(said.get("sector")),
            office=_number(said.get("area")),
            year=_number(said.get("anio")),
            procedure=said.get("procedimiento", ""),
            category=said.get("tema", ""),
            supplier=said.get("proveedor"),
            stage=said.get("etapa", ""),
            timing=Timing(said["estado"]) if said.get("estado") else None,
            month=said.get("mes", ""),
            span=Span(said["tramo"]) if said.get("tramo") else None,
            bucket=said.get("dias"),
            built=said.get("construido"),
            paid=said.get("pagado"),
            offices=None if self._offices is None else frozenset(self._offices),
        )


def _number(text: str | None) -> int | None:
    return int(text) if text else None
