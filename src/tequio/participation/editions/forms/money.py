"""Money: by hand for one or many territories, or by a formula for a whole level."""

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tequio.core.envelopes import FLOOR_MOST, FormulaKind
from tequio.foundation.territory import queries as territories
from tequio.foundation.territory.models import Level, Unit
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.fields import PesosField
from tequio.participation.editions.forms.figures import as_lines, read_figures
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import FORMULA_LABELS

_LARGEST_FILE = 2_000_000  # bytes: a line for each of ten thousand territories


class EnvelopeForm(forms.Form):
    """Money for one territory, for every unit of a level at once, or for the whole city."""

    where = forms.ChoiceField(label=_("Territorio"))
    size = forms.ChoiceField(label=_("Tamaño"), required=False)
    amount_centavos = PesosField(label=_("Bolsa en pesos"))
    winners_max = forms.IntegerField(
        label=_("Ganadores como máximo"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Vacío: los que alcance a pagar."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        units = list(
            edition.territory.units.filter(level__rank__gt=0)
            .select_related("level")
            .defer("geometry", "sketch")
            .order_by("level__rank", "name")
        )
        levels = {u.level_id: u.level for u in units}
        self._units = units
        self._sizes = {size.code: size for size in edition.sizes.all()}
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("city", _("Toda la ciudad")),
            *((f"level-{pk}", _("Cada uno: %s") % level.name_plural) for pk, level in levels.items()),
            *((f"unit-{u.pk}", f"{u.level.name}: {u.name}") for u in units),
        ]
        self.fields["size"].choices = [("", _("Cualquiera")), *((c, s.name) for c, s in self._sizes.items())]  # type: ignore[attr-defined]

    def units(self) -> list[Unit | None]:
        """Return the territories that were chosen; None is the whole city."""
        kind, _sep, pk = self.cleaned_data["where"].partition("-")
        if kind == "city":
            return [None]
        return [u for u in self._units if str(u.level_id if kind == "level" else u.pk) == pk]

    def cleaned_size(self) -> Any:
        """Return the size that was chosen, or None for any."""
        return self._sizes.get(self.cleaned_data["size"])


class FormulaForm(forms.Form):
    """A sum, the level that shares it, the formula, and the figures behind it."""

    level = forms.ModelChoiceField(
        label=_("Entre qué territorios se reparte"), queryset=Level.objects.none(), empty_label=None
    )
    size = forms.ChoiceField(label=_("Tamaño"), required=False)
    total_centavos = PesosField(label=_("Cuánto se reparte entre todos, en pesos"))
    kind = forms.ChoiceField(
        label=_("Fórmula"),
        choices=[(kind.value, FORMULA_LABELS[kind]) for kind in FormulaKind],
        widget=forms.RadioSelect,
    )
    floor_percent = forms.IntegerField(
        label=_("De cada cien pesos, cuántos se reparten por igual antes de la fórmula"),
        required=False,
        min_value=0,
        max_value=FLOOR_MOST,
        help_text=_("0: todo sigue la fórmula. Con 50, la mitad se reparte por igual."),
    )
    winners_max = forms.IntegerField(
        label=_("Ganadores como máximo en cada territorio"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Vacío: los que alcance a pagar."),
    )
    figures = forms.CharField(
        label=_("Cifras"),
        required=False,
        strip=False,
        max_length=_LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Un territorio por renglón: clave o nombre, coma y cifra. Si reparte según la población y deja esto"
            " vacío, se usa la del mapa."
        ),
    )
    file = forms.FileField(
        label=_("O un archivo con esas dos columnas"),
        required=False,
        help_text=_("Excel, ODS o CSV. Sus renglones quedan en el cuadro de arriba para que los revise."),
    )
    source = forms.CharField(
        label=_("De dónde salen las cifras"),
        required=False,
        max_length=300,
        help_text=_("Se publica junto con ellas. Por ejemplo: Tesorería municipal, cierre del año pasado."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self._edition = edition
        self._sizes = {size.code: size for size in edition.sizes.all()}
        levels = edition.territory.levels.filter(rank__gt=0).order_by("-rank")
        self.fields["level"].queryset = levels  # type: ignore[attr-defined]
        self.fields["size"].choices = [("", _("Cualquiera")), *((c, s.name) for c, s in self._sizes.items())]  # type: ignore[attr-defined]

    def clean_floor_percent(self) -> int:
        return int(self.cleaned_data["floor_percent"] or 0)

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.size > _LARGEST_FILE:
            raise ValidationError(_("El archivo pesa demasiado para una lista de territorios."))
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors or not values.get("level"):
            return values
        try:
            self._take_file(values)
        except DomainError as error:
            self.add_error("file", str(error))
            return values
        values["figures"] = self._figures(values)
        return values

    def _take_file(self, values: dict[str, Any]) -> None:
        """Put the lines of the file in the box, where they are kept if anything is wrong."""
        upload = values.get("file")
        if not upload:
            return
        values["figures"] = as_lines(upload.read(), upload.name)
        self.data = MultiValueDict({**dict(self.data.lists()), "figures": [values["figures"]]})  # type: ignore[attr-defined]

    def _figures(self, values: dict[str, Any]) -> dict[str, Fraction]:
        level, kind, text = values["level"], values["kind"], values["figures"] or ""
        if kind == FormulaKind.FLAT:
            return {}
        if kind == FormulaKind.PER_CAPITA and not text.strip():
            return self._from_map(level, values)
        found = read_figures(text, list(level.units.defer("geometry", "sketch").order_by("name")))
        for fault in found.faults:
            self.add_error("figures", fault)
        return found.values

    def _from_map(self, level: Level, values: dict[str, Any]) -> dict[str, Fraction]:
        people = territories.population(level)
        if None in people.values():
            self.add_error(
                "figures", _("El mapa no dice cuánta gente vive en cada territorio. Escriba las cifras.")
            )
        values["source"] = values.get("source") or _("Población del mapa «%(map)s»") % {
            "map": self._edition.territory
        }
        return {code: Fraction(number or 0) for code, number in people.items()}

    def answers(self) -> dict[str, Any]:
        """Return what ``set_formula`` is told."""
        plain = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return plain | {"size": self._sizes.get(plain["size"]), "source": str(plain["source"])}
