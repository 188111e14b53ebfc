"""What an officer writes at a counter, and the coordination of its one-time codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.territory.models import Unit
from tequio.participation.ballots import queries
from tequio.participation.ballots.forms.tables import place_choices
from tequio.participation.ballots.types import Channel
from tequio.participation.editions.models import Edition, PaperPoint

_MOST_CODES = 1_000  # in one batch: what a person can cut and fold
_CAPITALS = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
_HANDED = [
    (Channel.CODE.value, _("Una clave, que saca de la urna de claves")),
    (Channel.PAPER.value, _("Una boleta de papel")),
]


class _PlaceForm(forms.Form):
    """A place where people vote, and perhaps a point."""

    place = forms.TypedChoiceField(label=_("De qué lugar"), coerce=int)
    point = forms.ModelChoiceField(
        label=_("Módulo"),
        queryset=PaperPoint.objects.none(),
        required=False,
        empty_label=_("Ninguno en especial"),
    )

    def __init__(self, *args: Any, edition: Edition, places: list[Unit] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = queries.places(edition) if places is None else places
        self.units: dict[int, Unit] = {unit.pk: unit for unit in offered}
        self.fields["place"].choices = place_choices(self.units)  # type: ignore[attr-defined]
        self.fields["point"].queryset = edition.paper_points.order_by("name")  # type: ignore[attr-defined]

    @property
    def unit(self) -> Unit | None:
        """Return the place chosen; None is the whole city."""
        return self.units.get(self.cleaned_data["place"])


class BatchForm(_PlaceForm):
    size = forms.IntegerField(
        label=_("Cuántas claves"),
        min_value=1,
        max_value=_MOST_CODES,
        initial=50,
        help_text=_("Hasta 1,000 por tanda."),
    )


class VoidForm(forms.Form):
    code = forms.CharField(label=_("Clave"), max_length=40, widget=forms.TextInput(attrs=_CAPITALS))
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=300,
        help_text=_("Por ejemplo: se mojó, se perdió antes de entregarla. Sin nombres."),
    )


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Correo, folio del talón o CURP"),
        max_length=254,
        help_text=_("Completo, como lo dice la persona. Aquí no se busca por nombre."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class HandForm(_PlaceForm):
    channel = forms.ChoiceField(
        label=_("Qué se le entrega"),
        choices=_HANDED,
        widget=forms.RadioSelect,
    )
    seen = forms.BooleanField(label=_("Vi su identificación y es la persona que está aquí."))
    field_order = ["channel", "place", "point", "seen"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"].use_fieldset = True  # type: ignore[attr-defined]
        self.fields["point"].required = True
        self.fields["point"].empty_label = None  # type: ignore[attr-defined]
