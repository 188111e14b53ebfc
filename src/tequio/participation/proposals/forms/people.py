"""What an author fills in about people, and anyone about works."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.proposals.models import TypicalWork

ROWS = 4  # works that one estimate holds
_MOST = Decimal(1_000_000)


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("El correo de esa persona"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Le llega un enlace. Su nombre se publica solo si acepta."),
    )


class EstimateForm(forms.Form):
    """Some works of the catalogue and how much of each."""

    def __init__(self, data: Any = None, *, works: Sequence[TypicalWork], category: str = "") -> None:
        self.works = {str(work.pk): work for work in works}
        choices = _grouped(works, category)
        super().__init__(data, label_suffix="")
        for number in range(1, ROWS + 1):
            self.fields[f"obra{number}"] = forms.ChoiceField(
                label=_("Obra %(number)s") % {"number": number}, choices=choices, required=False
            )
            self.fields[f"cuanto{number}"] = forms.DecimalField(
                label=_("Cuánto"),
                required=False,
                min_value=Decimal("0.01"),
                max_value=_MOST,
                max_digits=10,
                decimal_places=2,
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Return each work with its quantity, as they are drawn."""
        return [(self[f"obra{n}"], self[f"cuanto{n}"]) for n in range(1, ROWS + 1)]

    def chosen(self) -> list[tuple[TypicalWork, Decimal]]:
        """Return the works that have a quantity; what makes no sense is left out."""
        if not self.is_bound:
            return []
        self.is_valid()
        found = []
        for number in range(1, ROWS + 1):
            work = self.works.get(self.cleaned_data.get(f"obra{number}") or "")
            quantity = self.cleaned_data.get(f"cuanto{number}")
            if work and quantity:
                found.append((work, quantity))
        return found


def _grouped(works: Sequence[TypicalWork], category: str) -> list[tuple[Any, Any]]:
    """Put the works of the proposal's category first."""
    mine = [(str(w.pk), str(w)) for w in works if category and w.category_code == category]
    others = [(str(w.pk), str(w)) for w in works if not category or w.category_code != category]
    groups = [(_("De su categoría"), mine), (_("Otras"), others)] if mine else [("", others)]
    listed: list[tuple[Any, Any]] = [("", _("Elija una obra"))]
    return listed + [g for g in groups if g[1]] if mine else listed + others
