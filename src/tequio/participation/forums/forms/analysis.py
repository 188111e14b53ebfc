"""What the analyst and the liaisons fill in: filters, acts on many voices, groups, duties and answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import Assignment, Cluster, Contribution, Theme
from tequio.participation.forums.queries.analysis import Choices
from tequio.participation.forums.services.analysis.answers import LONGEST
from tequio.participation.forums.services.analysis.clusters import LONGEST_NAME
from tequio.participation.forums.types import BenchFilter, Doing

_REASON, _NOTE, _SEARCH = 500, 1000, 120
Options = list[tuple[Any, Any]]


def _named(rows: Iterable[Any], first: Any) -> Options:
    return [("", first), *((row.pk, str(row)) for row in rows)]


def _concepts(rows: Iterable[Concept], first: Any) -> Options:
    """Return concepts under the titles of their schemes."""
    schemes: dict[str, Options] = {}
    for row in rows:
        schemes.setdefault(row.scheme.title, []).append((row.pk, str(row)))
    return [("", first), *schemes.items()]


def _themes(rows: Iterable[Theme], first: Any) -> Options:
    pillars: dict[str, Options] = {}
    for row in rows:
        pillars.setdefault(row.pillar.name, []).append((row.pk, row.name))
    return [("", first), *pillars.items()]


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=_REASON, widget=widget, help_text=help_text)


class BenchForm(forms.Form):
    """The filters of the bench. Whatever it does not understand is left out."""

    q = forms.CharField(label=_("Buscar"), required=False, max_length=_SEARCH)
    pilar = forms.TypedChoiceField(label=_("Pilar"), required=False, coerce=int, empty_value=None)
    tema = forms.TypedChoiceField(label=_("Tema"), required=False, coerce=int, empty_value=None)
    colonia = forms.TypedChoiceField(label=_("Colonia"), required=False, coerce=int, empty_value=None)
    etiqueta = forms.TypedChoiceField(label=_("Etiqueta"), required=False, coerce=int, empty_value=None)
    grupo = forms.TypedChoiceField(label=_("Agrupación"), required=False, coerce=int, empty_value=None)
    area = forms.TypedChoiceField(label=_("Dependencia"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        super().__init__(data, label_suffix="", auto_id="filtro_%s")
        everything = _("Todo")
        for name, options in {
            "pilar": _named(choices.pillars, everything),
            "tema": _themes(choices.themes, everything),
            "colonia": _named(choices.sites, everything),
            "etiqueta": _named(choices.tags, everything),
            "grupo": _named(choices.clusters, everything),
            "area": _named(choices.offices, everything),
        }.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def asked(self, doing: str) -> BenchFilter:
        """Return what the address asks for."""
        self.is_valid()
        said = self.cleaned_data
        return BenchFilter(
            doing=Doing(doing) if doing in set(Doing) else Doing.LOOSE,
            text=said.get("q", "").replace("\0", ""),
            pillar=said.get("pilar"),
            theme=said.get("tema"),
            site=said.get("colonia"),
            tag=said.get("etiqueta"),
            cluster=said.get("grupo"),
            office=said.get("area"),
        )


class BulkForm(forms.Form):
    """What is done with the voices that are ticked; each act reads its own fields."""

    concept = forms.TypedChoiceField(label=_("Etiqueta"), required=False, coerce=int, empty_value=None)
    office = forms.TypedChoiceField(label=_("Dependencia"), required=False, coerce=int, empty_value=None)
    note = forms.CharField(
        label=_("Nota para la dependencia"),
        required=False,
        max_length=_NOTE,
        help_text=_("No se publica."),
    )
    cluster = forms.TypedChoiceField(label=_("Agrupación"), required=False, coerce=int, empty_value=None)
    name = forms.CharField(label=_("O una nueva, con este nombre"), required=False, max_length=LONGEST_NAME)
    into = forms.CharField(label=_("Folio de la que queda"), required=False, max_length=40)
    reason = forms.CharField(
        label=_("Motivo para unirlas"), required=False, max_length=_REASON, help_text=_("Se publica.")
    )

    def __init__(self, data: Any = None, *, choices: Choices) -> None:
        super().__init__(data, label_suffix="", auto_id="varias_%s")
        for name, options in {
            "concept": _concepts(choices.concepts, _("Elija una")),
            "office": _named(choices.offices, _("Elija una")),
            "cluster": _named(choices.clusters, _("Ninguna")),
        }.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]


class ReclassifyForm(forms.Form):
    pillar = forms.TypedChoiceField(label=_("Pilar"), coerce=int)
    theme = forms.TypedChoiceField(label=_("Tema"), required=False, coerce=int, empty_value=None)
    reason = _reason(_("Motivo"), _("Se publica. Lo que eligió quien aportó se sigue viendo."))

    def __init__(self, data: Any = None, *, voice: Contribution, choices: Choices) -> None:
        initial = {"pillar": voice.pillar_id, "theme": voice.theme_id}
        super().__init__(data, initial=initial, label_suffix="", auto_id="cambio_%s")
        self.choices = choices
        self.fields["pillar"].choices = [(p.pk, p.name) for p in choices.pillars]  # type: ignore[attr-defined]
        self.fields["theme"].choices = _themes(choices.themes, _("Ninguno"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        theme = next((t for t in self.choices.themes if t.pk == values.get("theme")), None)
        if theme is not None and theme.pillar_id != values.get("pillar"):
            self.add_error("theme", _("Ese tema es de otro pilar."))
        return values

    def said(self) -> dict[str, Any]:
        """Return what the service takes."""
        values = self.cleaned_data
        return {
            "pillar": next(p for p in self.choices.pillars if p.pk == values["pillar"]),
            "theme": next((t for t in self.choices.themes if t.pk == values["theme"]), None),
            "reason": values["reason"],
        }


class MergeVoiceForm(forms.Form):
    into = forms.CharField(label=_("Folio de la que queda"), max_length=40)
    reason = _reason(_("Motivo"), _("Se publica, y lo leen las dos personas."))


class OfficeForm(forms.Form):
    """To which office a voice goes."""

    office = forms.TypedChoiceField(label=_("Dependencia"), coerce=int)
    note = forms.CharField(
        label=_("Nota para la dependencia"),
        required=False,
        max_length=_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No se publica."),
    )

    def __init__(self, data: Any = None, *, choices: Choices, **options: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="turno_%s", **options)
        self.fields["office"].choices = _named(choices.offices, _("Elija una"))  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """Why a duty is taken back."""

    reason = _reason(_("Motivo"), _("Se publica junto a la aportación."))


class ClusterForm(forms.Form):
    """The name of a group, and which of its voices stay in it."""

    name = forms.CharField(label=_("Nombre de la agrupación"), max_length=LONGEST_NAME)

    def __init__(self, data: Any = None, *, cluster: Cluster, **options: Any) -> None:
        super().__init__(data, initial={"name": cluster.name}, label_suffix="", **options)


class AnswerForm(forms.Form):
    """What an office answers, to one voice or to several that it has in the same group."""

    text = forms.CharField(
        label=_("Respuesta"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Es pública. Diga qué se hará, cuándo y quién; si no se puede, por qué. Frases cortas, sin siglas."
        ),
    )
    others = forms.TypedMultipleChoiceField(
        label=_("Responder lo mismo a estas, que piden algo parecido"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, others: Iterable[Assignment], **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        rows = [(one.pk, f"{one.contribution.folio} {one.contribution.title}") for one in others]
        self.fields["others"].choices = rows  # type: ignore[attr-defined]
        if not rows:
            del self.fields["others"]


class PassForm(forms.Form):
    """To which office a duty goes, and why."""

    office = forms.TypedChoiceField(label=_("Dependencia a la que le toca"), coerce=int)
    reason = _reason(_("Por qué le toca a ella"), _("Se publica junto a la aportación."))

    def __init__(self, data: Any = None, *, offices: Iterable[Any], **options: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="pasar_%s", **options)
        self.fields["office"].choices = _named(offices, _("Elija una"))  # type: ignore[attr-defined]
