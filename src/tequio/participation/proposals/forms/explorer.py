"""The filters of the explorer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.proposals import queries
from tequio.participation.proposals.types import Filters, Order


class ExplorerForm(forms.Form):
    """The filters of the explorer, kept in the address so that they can be shared."""

    q = forms.CharField(label=_("Buscar"), required=False, max_length=200)
    categoria = forms.ChoiceField(label=_("Categoría"), required=False)
    tamano = forms.ChoiceField(label=_("Tamaño"), required=False)
    territorio = forms.ChoiceField(label=_("Sector o colonia"), required=False)
    estado = forms.ChoiceField(label=_("Estado"), required=False)
    orden = forms.ChoiceField(label=_("Orden"), required=False)

    def __init__(self, data: Any, *, choices: queries.Choices) -> None:
        super().__init__(data, label_suffix="")
        anything = [("", _("Todas"))]
        self.fields["categoria"].choices = [*anything, *choices.categories]  # type: ignore[attr-defined]
        self.fields["tamano"].choices = [("", _("Todos")), *choices.sizes]  # type: ignore[attr-defined]
        self.fields["territorio"].choices = [("", _("Toda la ciudad")), *choices.units]  # type: ignore[attr-defined]
        self.fields["estado"].choices = [("", _("Todos")), *choices.states]  # type: ignore[attr-defined]
        orders = [("", choices.orders[0][1]), *choices.orders[1:]]
        self.fields["orden"].choices = orders  # type: ignore[attr-defined]
        self._usual = Order(choices.orders[0][0])
        if not choices.sizes:
            del self.fields["tamano"]

    def filters(self) -> Filters:
        """Return what was asked for; what makes no sense asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return Filters(
            text=asked.get("q", "").replace("\0", ""),
            category=asked.get("categoria", ""),
            size=asked.get("tamano", ""),
            unit=int(asked["territorio"]) if asked.get("territorio") else None,
            state=asked.get("estado", ""),
        )

    def order(self) -> Order:
        """Return the order that was asked for, or the usual one."""
        self.is_valid()
        asked = self.cleaned_data.get("orden")
        return Order(asked) if asked else self._usual
