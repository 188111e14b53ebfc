"""What a ballot page sends, and what is written about a count: a review, a contest, its answer, an act.

Of the marks, which come as checkboxes or as points, nothing is kept between steps.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tequio.core.tally.limits import Fault
from tequio.foundation.accounts.models import Office
from tequio.foundation.web.fields import LongSelect
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.services import BallotRefused
from tequio.participation.ballots.types import FINDING_LABELS, Finding
from tequio.participation.editions.types import BallotKind

MARK = "opcion"
POINTS = "puntos-"
_LONGEST = 6  # digits of a number of ours


def points_of(data: QueryDict, kind: str) -> dict[int, int]:
    """Return the points of each option marked, by its number.

    Raises:
        BallotRefused: if what came is no number.
    """
    if kind == BallotKind.APPROVAL:
        return dict.fromkeys((_number(value, Fault.UNKNOWN_OPTION) for value in data.getlist(MARK)), 1)
    given = {key.removeprefix(POINTS): value for key, value in data.items() if key.startswith(POINTS)}
    return {
        _number(key, Fault.UNKNOWN_OPTION): _number(str(value), Fault.POINTS)
        for key, value in given.items()
        if str(value).strip() not in ("", "0")
    }


def _number(text: str, fault: Fault) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise BallotRefused([fault])
    return int(text)


def order_of(text: str) -> tuple[str, ...]:
    """Return the option numbers typed for a tie: ``12, 3 y 5`` becomes ``("12", "3", "5")``."""
    cleaned = text.replace(";", ",").replace(" y ", ",").replace(" ", ",")
    return tuple(part for part in cleaned.split(",") if part.isdigit())


class RivalryForm(forms.Form):
    """Which proposals exclude each other, by their folios, and why."""

    folios = forms.CharField(
        label=_("Folios de las propuestas, separados por comas"),
        max_length=2_000,
        help_text=_("Dos o más de la lista de abajo. Por ejemplo: 26-0012, 26-0047"),
    )
    reason = forms.CharField(
        label=_("Por qué solo una puede ganar"),
        max_length=300,
        help_text=_("Lo leerá quien vote. Por ejemplo: son para el mismo terreno."),
    )

    def clean_folios(self) -> list[Any]:
        parts = self.cleaned_data["folios"].replace(";", ",").replace("\n", ",").split(",")
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


_REASONS = 6000
_DOCUMENT = _("PDF, Word, hoja de cálculo o foto, de hasta 25 MB.")


def _long(label: Any, *, rows: int = 6, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=_REASONS, widget=widget, help_text=help_text)


class _AboutAnOption(forms.Form):
    number = forms.TypedChoiceField(label=_("Proyecto"), coerce=int, empty_value=None, widget=LongSelect)

    def __init__(self, *args: Any, options: Iterable[Option], **more: Any) -> None:
        super().__init__(*args, **more)
        nothing = ("", _("El conteo en general") if not self.fields["number"].required else _("Elija uno"))
        named = [(option.number, f"{option.number}. {option.title}") for option in options]
        self.fields["number"].choices = [nothing, *named]  # type: ignore[attr-defined]


class ContestForm(_AboutAnOption):
    """What is wrong with provisional results."""

    number = forms.TypedChoiceField(
        label=_("De qué proyecto"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    reasons = _long(
        _("Qué está mal y por qué"),
        help_text=_("Lo lee quien contesta. En público solo aparece un resumen sin datos personales."),
    )
    upload = forms.FileField(label=_("Archivo que lo muestra"), required=False, help_text=_DOCUMENT)

    def __init__(self, *args: Any, signed_in: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not signed_in:  # what nobody answers for is not stored
            del self.fields["upload"]


class AnswerForm(forms.Form):
    """The answer to a contest, in public."""

    finding = forms.ChoiceField(
        label=_("Respuesta"), choices=[(f.value, FINDING_LABELS[f]) for f in Finding], widget=forms.RadioSelect
    )
    summary = _long(
        _("Resumen de lo impugnado"), rows=3, help_text=_("Público: sin nombres ni datos de nadie.")
    )
    answer = _long(_("Razones"), help_text=_("Públicas, en palabras sencillas."))


class ContestOfficeForm(forms.Form):
    office = forms.ModelChoiceField(
        label=_("Quién la contesta"),
        queryset=Office.objects.order_by("name"),
        required=False,
        empty_label=_("La coordinación"),
    )


class ReviewForm(forms.Form):
    note = _long(
        _("Qué revisó y qué encontró"),
        rows=3,
        help_text=_("Por ejemplo: contó de nuevo con el archivo y cotejó boletas contra derechos entregados."),
    )


class OverrideForm(_AboutAnOption):
    """An outcome that an authority changes."""

    reason = _long(_("Razón"), rows=3, help_text=_("Se publica junto al resultado."))
    act = forms.FileField(label=_("Acta firmada"), help_text=_DOCUMENT)
