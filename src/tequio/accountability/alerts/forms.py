from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.alerts import queries
from tequio.accountability.alerts.services.answers import LONGEST
from tequio.accountability.alerts.types import LIMITS, Filters
from tequio.core import money
from tequio.core.redflags import Thresholds


class FilterForm(forms.Form):
    """Which flags to see. What cannot be read is as if it had not been asked."""

    edicion = forms.ChoiceField(label=_("Edición"), required=False)
    area = forms.ChoiceField(label=_("Área"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Todas"))]
        self.fields["edicion"].choices = every + queries.editions()  # type: ignore[attr-defined]
        self.fields["area"].choices = every + queries.offices()  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return what was asked and can be read."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(edition=said.get("edicion", ""), office=int(said["area"]) if said.get("area") else None)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Respuesta de la dependencia"),
        help_text=_(
            "Se publica junto a la alerta, con el nombre del área y la fecha. No se puede cambiar después."
        ),
        max_length=LONGEST,
        widget=forms.Textarea,
    )


class LimitsForm(forms.Form):
    """One box for each limit. Money is written in pesos."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now, default = asdict(queries.limits()), asdict(Thresholds())
        for limit in LIMITS:
            unit = limit.unit
            if limit.money:
                self.fields[limit.name] = forms.CharField(
                    label=limit.label,
                    initial=money.exact(now[limit.name]) if now[limit.name] else "",
                    required=False,
                    help_text=_("En pesos. Vacío: el municipio no lo ha dicho, y esa alerta no se calcula."),
                )
                continue
            self.fields[limit.name] = forms.IntegerField(
                label=limit.label,
                initial=now[limit.name],
                min_value=0,
                max_value=limit.most,
                help_text=_("En %(unit)s. De fábrica: %(value)s.")
                % {"unit": unit, "value": default[limit.name]},
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for limit in LIMITS:
            if limit.money and limit.name in said:
                said[limit.name] = self._centavos(limit.name, said[limit.name])
        return said

    def _centavos(self, name: str, text: str) -> int:
        try:
            return money.parse(text) if text.strip() else 0
        except ValueError:
            self.add_error(name, _("Escriba una cantidad en pesos, como 1,500,000."))
            return 0
