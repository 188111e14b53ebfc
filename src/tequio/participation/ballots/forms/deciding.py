"""What is written about a count: rivals, a review, a contest, its answer, an act, a simulation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.web.fields import LongSelect
from tequio.participation.ballots.models import Option
from tequio.participation.ballots.types import FINDING_LABELS, Finding, SimulatedRule
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import KnownCount, known_counts
from tequio.participation.editions.types import COMPLETION_LABELS, RULE_LABELS, Completion


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


class SimulationForm(forms.Form):
    """Which past elections are counted anew, and by which rules."""

    name = forms.CharField(
        label=_("Nombre"), max_length=120, required=False, help_text=_("Para encontrarla después.")
    )
    editions = forms.MultipleChoiceField(
        label=_("Elecciones"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Solo las que ya tienen resultados públicos."),
    )
    own = forms.BooleanField(label=_("La regla con la que se contó cada una"), required=False, initial=True)
    known = forms.MultipleChoiceField(
        label=_("Formas de contar que ya se usaron"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(known.code, known.name) for known in known_counts()],
    )
    plain = forms.MultipleChoiceField(
        label=_("Otras reglas, sin ajustes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(rule.value, label) for rule, label in RULE_LABELS.items()],
    )
    threshold_votes = forms.IntegerField(
        label=_("Mínimo de votos para esas otras reglas"), required=False, min_value=0, max_value=1_000_000
    )
    completion = forms.ChoiceField(
        label=_("En partes iguales, qué se hace con lo que sobra"),
        required=False,
        choices=[(completion.value, label) for completion, label in COMPLETION_LABELS.items()],
    )

    def __init__(self, *args: Any, editions: Iterable[Edition], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["editions"].choices = [(str(e.pk), e.name) for e in editions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values[name] for name in ("own", "known", "plain")):
            self.add_error("known", _("Elija al menos una forma de contar."))
        return values

    def answers(self) -> dict[str, Any]:
        """Return what ``ask_simulation`` is told."""
        values = self.cleaned_data
        found = [SimulatedRule(label=str(_("La suya")), own=True)] if values["own"] else []
        found += [_as_known(known) for known in known_counts() if known.code in values["known"]]
        found += [
            SimulatedRule(
                label=str(RULE_LABELS[rule]),
                rule=rule,
                threshold_votes=values["threshold_votes"] or 0,
                completion=Completion(values["completion"] or Completion.NONE),
            )
            for rule in RULE_LABELS
            if rule.value in values["plain"]
        ]
        chosen = [int(pk) for pk in values["editions"]]
        return {"name": values["name"], "edition_ids": chosen, "rules": found}


def _as_known(known: KnownCount) -> SimulatedRule:
    return SimulatedRule(
        label=known.name,
        rule=known.rule,
        completion=known.completion,
        tie_rule=known.tie_rule,
        threshold_votes=known.threshold_votes,
        counting=known.counting,
    )
