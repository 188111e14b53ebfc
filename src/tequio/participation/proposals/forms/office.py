"""What the office fills in: hiding, merging, and the catalogue of typical works."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.fields import PesosField
from tequio.participation.discussion import queries as discussion
from tequio.participation.discussion.models import HouseRule
from tequio.participation.proposals import queries
from tequio.participation.proposals.models import Proposal, TypicalWork

_NAME, _UNIT, _SOURCE, _CODE, _REASON = 160, 40, 200, 50, 1000
YEARS = (2000, 2100)


class HideForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("Regla de la casa"), error_messages={"required": _("Elija la regla que no respeta.")}
    )
    reason = forms.CharField(
        label=_("Motivo"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo leerá quien hizo la propuesta, y queda en la bitácora."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self._rules = {str(rule.number): rule for rule in discussion.rules()}
        rules = [(number, str(rule)) for number, rule in self._rules.items()]
        self.fields["rule"].choices = [("", _("Elija la regla")), *rules]  # type: ignore[attr-defined]
        self.fields["rule"].required = bool(rules)

    def clean_rule(self) -> HouseRule | None:
        """Return the rule in force with the number that was chosen."""
        return self._rules.get(self.cleaned_data["rule"])


class HideVersionForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Se publica en el historial, en lugar de lo que decía esa versión."),
    )


class MergeForm(forms.Form):
    """Into which proposal, and why."""

    into = forms.CharField(
        label=_("Folio de la propuesta que queda"),
        max_length=20,
        help_text=_("La que sigue en revisión. La otra se le une, y sus autores firman juntos."),
    )
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lo leen las dos personas antes de contestar. Si aceptan, se publica en ambas propuestas."),
    )

    def clean_into(self) -> Proposal:
        """Return the proposal with that folio."""
        found = queries.by_folio(self.cleaned_data["into"].strip())
        if found is None:
            raise forms.ValidationError(_("No hay una propuesta pública con ese folio."))
        return found


class WorkForm(forms.Form):
    """One work of the catalogue."""

    name = forms.CharField(
        label=_("Obra"), max_length=_NAME, help_text=_("Como la diría la gente. Por ejemplo: banqueta nueva.")
    )
    unit = forms.CharField(
        label=_("Unidad"), max_length=_UNIT, help_text=_("Por ejemplo: m², metro, pieza, luminaria, sesión.")
    )
    cost_min_centavos = PesosField(label=_("Desde, en pesos por unidad"))
    cost_max_centavos = PesosField(label=_("Hasta, en pesos por unidad"))
    category_code = forms.CharField(
        label=_("Clave de la categoría"),
        max_length=_CODE,
        required=False,
        help_text=_("La misma de sus ediciones. Vacía: sirve para todas."),
    )
    size_code = forms.CharField(label=_("Clave del tamaño"), max_length=_CODE, required=False)
    year = forms.IntegerField(label=_("Año de los precios"), min_value=YEARS[0], max_value=YEARS[1])
    source = forms.CharField(
        label=_("De dónde salen los precios"),
        max_length=_SOURCE,
        required=False,
        help_text=_("Por ejemplo: contratos del municipio, tabulador de obra pública."),
    )
    active = forms.BooleanField(label=_("Se ofrece a quien propone"), required=False, initial=True)

    def __init__(self, data: Any = None, *, work: TypicalWork | None = None) -> None:
        initial = {name: getattr(work, name) for name in self.base_fields} if work else None
        super().__init__(data, initial=initial, label_suffix="")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        low, high = values.get("cost_min_centavos"), values.get("cost_max_centavos")
        if low is not None and high is not None and high < low:
            self.add_error("cost_max_centavos", _("Debe ser igual o mayor que el primero."))
        return values


class WorksFileForm(forms.Form):
    file = forms.FileField(
        label=_("Hoja de cálculo"),
        help_text=_("Excel (XLSX), ODS o CSV, con las columnas de la plantilla. Hasta 20 MB."),
    )
