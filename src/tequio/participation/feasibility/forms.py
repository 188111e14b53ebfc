"""The opinion, the correction, the appeal, and the filters and bulk acts of the lists."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.fields import LongSelect, PesosField
from tequio.participation.editions.models import Criterion, Edition
from tequio.participation.editions.types import CRITERION_LABELS, CriterionKind
from tequio.participation.feasibility import queries, services
from tequio.participation.feasibility.models import Observation, Review
from tequio.participation.feasibility.types import (
    AGES,
    CORRECTABLE,
    LAND_LABELS,
    NOBODY,
    OBSERVED,
    OBSERVED_LABEL,
    RULING_LABELS,
    UNIT_LABELS,
    VERDICT_LABELS,
    DeskChoices,
    DurationUnit,
    Land,
    Narrowing,
    PrecedentFilters,
    Progress,
    Ruling,
    Verdict,
)
from tequio.participation.proposals.models import Proposal

if TYPE_CHECKING:
    from django.http import QueryDict

_REASONS = 6000
_TITLE = 120


def _long(label: Any, *, rows: int = 7, help_text: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=_REASONS, widget=widget, help_text=help_text, required=required
    )


class OpinionForm(forms.Form):
    """The opinion of one office. What its criterion does not ask for is left out or optional."""

    verdict = forms.ChoiceField(label=_("Dictamen"), widget=forms.RadioSelect)
    reasons = _long(
        _("Razones"),
        help_text=_(
            "En palabras sencillas: las leerá quien propuso y cualquier persona cuando se publiquen. "
            "Si pide una corrección, escriba qué hay que corregir: eso solo lo lee quien propuso."
        ),
    )
    fields_to_mend = forms.MultipleChoiceField(
        label=_("Qué podrá cambiar quien propuso"),
        required=False,
        choices=list(CORRECTABLE.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Solo si pide una corrección. Sin marcar nada, bastará con que conteste."),
    )
    cost_centavos = PesosField(
        label=_("Costo en pesos"), required=False, help_text=_("Hace falta si es factible.")
    )
    yearly_cost_centavos = PesosField(label=_("Costo de mantenerla, por año, en pesos"), required=False)
    duration = forms.IntegerField(label=_("Cuánto tarda"), required=False, min_value=1, max_value=3650)
    duration_unit = forms.ChoiceField(
        label=_("Tiempo en"),
        required=False,
        choices=[(u.value, UNIT_LABELS[u]) for u in reversed(DurationUnit)],
        initial=DurationUnit.MONTHS.value,
    )
    land = forms.ChoiceField(
        label=_("De quién es el terreno"),
        required=False,
        choices=[("", _("Sin decir")), *((a.value, LAND_LABELS[a]) for a in Land)],
    )
    legal_basis = _long(
        _("Fundamento legal"), rows=2, required=False, help_text=_("Artículos y reglamentos en que se apoya.")
    )

    def __init__(self, data: Any = None, *, review: Review, **options: Any) -> None:
        super().__init__(data, initial=_initial(review), **options)
        self.review = review
        may_observe = review.verdict is None and not hasattr(review, "observation")
        choices = [(v.value, VERDICT_LABELS[v]) for v in Verdict]
        if may_observe and review.proposal.edition.correction_days:
            choices.append((OBSERVED, OBSERVED_LABEL))
        else:
            del self.fields["fields_to_mend"]
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]
        self.fields["land"].required = bool(
            review.criterion and review.criterion.kind == CriterionKind.LAND and not self.observes
        )

    @property
    def observes(self) -> bool:
        """Return whether what was sent asks the author to mend something."""
        return self.is_bound and self.data.get("verdict") == OBSERVED

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        costless = values.get("cost_centavos") is None and "cost_centavos" not in self.errors
        if values.get("verdict") == Verdict.FEASIBLE and costless and services.needs_cost(self.review):
            self.add_error("cost_centavos", _("Escriba el costo de la propuesta."))
        return values

    def opinion(self) -> dict[str, Any]:
        """Return what the service of the opinion takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "fields_to_mend"}

    def typed(self) -> dict[str, str | list[str]]:
        """Return what was typed, as it was, for a draft."""
        found: dict[str, str | list[str]] = {
            name: self.data.get(name, "")[:_REASONS] for name in self.fields if name != "fields_to_mend"
        }
        marked = cast("QueryDict", self.data).getlist("fields_to_mend")
        return {**found, "fields_to_mend": [name for name in marked if name in CORRECTABLE]}


def _initial(review: Review) -> dict[str, Any]:
    names = ("verdict", "reasons", "cost_centavos", "yearly_cost_centavos", "duration", "land", "legal_basis")
    given = {name: getattr(review, name) for name in names} if review.verdict else {}
    return {**given, "duration_unit": review.duration_unit, **review.draft}


class NoteForm(forms.Form):
    text = _long(_("Nota para las áreas que dictaminan"), rows=3)


class PaperForm(forms.Form):
    upload = forms.FileField(
        label=_("Archivo"), help_text=_("PDF, Word, hoja de cálculo o foto, de hasta 25 MB.")
    )
    public = forms.BooleanField(
        label=_("Publicarlo junto con el dictamen. Sin marcar, queda interno."), required=False
    )


class AnswerForm(forms.Form):
    """The author's answer to an observation, with the fields that the office opened and no others."""

    answer = _long(
        _("Su respuesta"), help_text=_("Diga qué corrigió, o por qué no. La lee el área, y nadie más.")
    )

    def __init__(self, data: Any = None, *, observation: Observation, proposal: Proposal) -> None:
        initial = {name: getattr(proposal, name) for name in observation.fields}
        super().__init__(data, initial=initial)
        for name in observation.fields:
            self.fields[name] = _field(name)

    def changes(self) -> dict[str, Any]:
        """Return the fields that changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "answer"}


def _field(name: str) -> forms.Field:
    label = CORRECTABLE[name]
    if name == "estimated_cost_centavos":
        return PesosField(label=label)
    if name in {"title", "place"}:
        return forms.CharField(label=label, max_length=_TITLE, required=name == "title")
    return _long(label)


class AppealForm(forms.Form):
    reasons = _long(
        _("Por qué no está de acuerdo"),
        help_text=_("Cualquiera podrá leerlo junto a su propuesta. No escriba datos personales."),
    )


class RulingForm(forms.Form):
    ruling = forms.ChoiceField(
        label=_("Respuesta"), choices=[(r.value, RULING_LABELS[r]) for r in Ruling], widget=forms.RadioSelect
    )
    answer = _long(_("Razones"), help_text=_("Las leerá quien propuso y cualquier persona."))
    cost_centavos = PesosField(
        label=_("Costo en pesos"), required=False, help_text=_("Hace falta si pasa a factible.")
    )


class AppealOfficeForm(forms.Form):
    office = forms.ModelChoiceField(
        label=_("Quién la contesta"),
        queryset=queries.active_offices(),
        required=False,
        empty_label=_("La coordinación"),
    )


class AssignForm(forms.Form):
    """Which offices judge the proposals that are ticked, on which criterion, and by when."""

    offices = forms.ModelMultipleChoiceField(
        label=_("Áreas que dictaminan"),
        queryset=queries.active_offices(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Marque al menos un área.")},
    )
    criterion = forms.ModelChoiceField(
        label=_("Criterio"), queryset=Criterion.objects.none(), empty_label=_("Elija un criterio")
    )
    due = forms.DateField(
        label=_("Fecha límite"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    proposals = forms.ModelMultipleChoiceField(label=_("Propuestas"), queryset=Proposal.objects.none())

    def __init__(self, data: Any = None, *, edition: Edition, every: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["proposals"].queryset = queries.judgeable(edition)  # type: ignore[attr-defined]
        self.fields["proposals"].error_messages["required"] = _("Marque al menos una propuesta.")
        self.fields["proposals"].required = not every
        criteria = edition.criteria.all()
        if criteria:
            self.fields["criterion"].queryset = criteria  # type: ignore[attr-defined]
        else:
            del self.fields["criterion"]


class FilterForm(forms.Form):
    """The filters of the lists, kept in the address so that they can be shared and come back to."""

    q = forms.CharField(label=_("Folio o título"), required=False, max_length=200)
    edicion = forms.ChoiceField(label=_("Edición"), required=False, widget=LongSelect)
    categoria = forms.ChoiceField(label=_("Categoría"), required=False, widget=LongSelect)
    territorio = forms.ChoiceField(label=_("Sector"), required=False, widget=LongSelect)
    area = forms.ChoiceField(label=_("Área"), required=False, widget=LongSelect)
    criterio = forms.ChoiceField(label=_("Criterio"), required=False, widget=LongSelect)
    persona = forms.ChoiceField(label=_("A cargo de"), required=False, widget=LongSelect)
    edad = forms.ChoiceField(label=_("Pedido hace"), required=False, widget=LongSelect)

    def __init__(self, data: Any, *, choices: DeskChoices | None) -> None:
        """Offer the choices; without them the form is read, never drawn, and what it names may not exist."""
        super().__init__(data, label_suffix="")
        if choices is None:
            for name in ("edicion", "categoria"):
                self.fields[name] = forms.CharField(required=False)
            for name in ("territorio", "area", "persona"):
                self.fields[name] = forms.IntegerField(required=False)
            choices = DeskChoices(categories=[], units=[])
        self._offer(choices)
        self.is_valid()

    def _offer(self, choices: DeskChoices) -> None:
        offered: dict[str, tuple[Any, list[tuple[Any, Any]]]] = {
            "edicion": (_("Todas"), [*choices.editions]),
            "categoria": (_("Todas"), [*choices.categories]),
            "territorio": (_("Todos"), [*choices.units]),
            "area": (_("Todas"), [*choices.offices]),
            "criterio": (_("Todos"), [(k.value, CRITERION_LABELS[k]) for k in CriterionKind]),
            "persona": (_("Quien sea"), [(NOBODY, _("Nadie todavía")), *choices.people]),
            "edad": (_("Cualquier tiempo"), _ages()),
        }
        for name, (anything, values) in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", anything), *values]

    @property
    def edition(self) -> str:
        """Return the slug of the edition that was asked for, or nothing."""
        return str(self.cleaned_data.get("edicion", ""))

    def narrowing(self) -> Narrowing:
        """Return what was asked for; what makes no sense asks for nothing."""
        asked = self.cleaned_data
        return Narrowing(
            category=asked.get("categoria", ""),
            unit=_number(asked.get("territorio")),
            office=_number(asked.get("area")),
            criterion=asked.get("criterio", ""),
            person=_number(asked.get("persona")),
            age=_number(asked.get("edad")),
            text=asked.get("q", "").replace("\0", ""),
        )


def _ages() -> list[tuple[int, Any]]:
    upto = [(n, _("hasta %(days)s días") % {"days": days}) for n, days in enumerate(AGES)]
    return [*upto, (len(AGES), _("más de %(days)s días") % {"days": AGES[-1]})]


def _number(value: str | int | None) -> int | None:
    return int(value) if value else None


def progress_of(asked: str) -> Progress:
    """Return the list that an address asks for: what is pending unless it names another."""
    return Progress(asked) if asked in list(Progress) else Progress.PENDING


class BulkForm(forms.Form):
    """What is done with the reviews that are ticked: given to somebody of their office, or another date."""

    person = forms.ChoiceField(label=_("Encargar a"), required=False, widget=LongSelect)
    due = forms.DateField(
        label=_("Nueva fecha límite"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, choices: DeskChoices, dates: bool) -> None:
        super().__init__(data, label_suffix="")
        people = [("", _("Elija a alguien")), *choices.people, (NOBODY, _("Nadie en particular"))]
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        if not dates:
            del self.fields["due"]


class PrecedentForm(forms.Form):
    """The search of precedents, kept in the address."""

    q = forms.CharField(label=_("Qué se proponía, o por qué se dijo"), required=False, max_length=200)
    resultado = forms.ChoiceField(
        label=_("Dictamen"),
        required=False,
        choices=[("", _("Cualquiera")), *((v.value, VERDICT_LABELS[v]) for v in Verdict)],
    )
    anio = forms.ChoiceField(label=_("Año"), required=False)
    categoria = forms.ChoiceField(label=_("Categoría"), required=False, widget=LongSelect)

    def __init__(self, data: Any, *, years: list[int], categories: list[str]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["anio"].choices = [("", _("Todos")), *((y, y) for y in years)]  # type: ignore[attr-defined]
        named = [("", _("Todas")), *((name, name) for name in categories)]
        self.fields["categoria"].choices = named  # type: ignore[attr-defined]

    def filters(self) -> PrecedentFilters:
        """Return what was asked for; what makes no sense asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return PrecedentFilters(
            text=asked.get("q", "").replace("\0", ""),
            verdict=asked.get("resultado", ""),
            category=asked.get("categoria", ""),
            year=_number(asked.get("anio")),
        )
