"""The forms of plans: the plan itself, its tree, its indicators, and where voices end."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.plans.models import Element, Indicator, Plan
from tequio.accountability.plans.queries import matrix
from tequio.accountability.plans.types import (
    DIRECTION_LABELS,
    LEVEL_LABELS,
    OUTCOME_LABELS,
    OUTCOME_PLURALS,
    STATES,
    Direction,
    ElementDraft,
    Filters,
    IndicatorDraft,
    Level,
    PlanDraft,
    Verdict,
)
from tequio.core.alignment import Outcome
from tequio.foundation.accounts.models import Office
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import Forum, Pillar, Theme

Choices = Iterable[tuple[Any, Any]]
_FIRST_YEAR, _LAST_YEAR, _LONGEST = 1900, 2200, 4000


class Day(forms.DateInput):
    """A day, with the calendar of the device."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def _choose(form: forms.Form, **choices: Choices) -> None:
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so by each form
        field.choices = list(offered)


def _offices() -> list[tuple[str, str]]:
    found = Office.objects.filter(active=True).values_list("pk", "name")
    return [("", str(_("Ninguna en particular"))), *((str(pk), name) for pk, name in found)]


def _number(value: str | None) -> int | None:
    return int(value) if value else None


class PlanForm(forms.Form):
    """What is written about a plan, and the exercises to which it answers."""

    name = forms.CharField(label=_("Nombre del plan"), max_length=200)
    first_year = forms.IntegerField(label=_("Primer año"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    last_year = forms.IntegerField(label=_("Último año"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    forums = forms.MultipleChoiceField(
        label=_("Ejercicios cuyas aportaciones contesta"), widget=forms.CheckboxSelectMultiple
    )
    summary = forms.CharField(
        label=_("En pocas palabras"),
        help_text=_("Se lee arriba de su página pública."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=_LONGEST,
        required=False,
    )
    document = forms.FileField(label=_("El plan en PDF"), required=False)
    document_url = forms.URLField(
        label=_("O la dirección donde está publicado"), required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, plan: Plan | None = None, forum: int | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"forums": [str(forum)] if forum else []}
        if plan is not None:
            initial = {name: getattr(plan, name) for name in PlanDraft.__dataclass_fields__}
            initial["forums"] = [str(one.pk) for one in plan.forums.all()]
        super().__init__(*args, **(kwargs | {"initial": initial}))
        _choose(self, forums=((str(one.pk), one.name) for one in Forum.objects.all()))

    def draft(self) -> PlanDraft:
        """Return what was written."""
        return PlanDraft(**{name: self.cleaned_data[name] for name in PlanDraft.__dataclass_fields__})

    def chosen(self) -> list[int]:
        """Return the exercises that were chosen."""
        return [int(pk) for pk in self.cleaned_data["forums"]]


class ElementForm(forms.Form):
    """One row of the tree."""

    level = forms.ChoiceField(label=_("Nivel"))
    parent = forms.ChoiceField(label=_("Cuelga de"), required=False)
    code = forms.CharField(label=_("Clave"), help_text=_("Única en el plan: 1, 1.1, 1.1.1."), max_length=30)
    title = forms.CharField(label=_("Título"), max_length=300)
    text = forms.CharField(
        label=_("Lo que dice el plan"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=_LONGEST,
        required=False,
    )
    office = forms.ChoiceField(label=_("Área responsable"), required=False)
    page = forms.IntegerField(label=_("Página del plan"), min_value=1, max_value=99_999, required=False)
    concepts = forms.MultipleChoiceField(
        label=_("A qué contribuye"),
        help_text=_("Objetivos de desarrollo sostenible y ejes de otros planes."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, rows: Sequence[Element], element: Element | None = None, **kwargs: Any
    ) -> None:
        if element is not None:
            kwargs.setdefault("initial", _standing(element))
        super().__init__(*args, **kwargs)
        above = [row for row in rows if row.level != Level.ACTION.value]
        own = element.pk if element else None
        _choose(
            self,
            level=((level.value, LEVEL_LABELS[level]) for level in Level),
            parent=[("", _("De nada: es un eje")), *((row.code, row) for row in above if row.pk != own)],
            office=_offices(),
            concepts=_concepts(),
        )
        if not self.fields["concepts"].choices:  # type: ignore[attr-defined]
            del self.fields["concepts"]
        if element is not None:
            del self.fields["level"]
            self._level = Level(element.level)

    def draft(self) -> ElementDraft:
        """Return what was written."""
        said = self.cleaned_data
        return ElementDraft(
            level=Level(said["level"]) if "level" in said else self._level,
            code=said["code"],
            title=said["title"],
            parent=said["parent"],
            text=said["text"],
            office_id=_number(said["office"]),
            page=said["page"],
            concepts=tuple(int(pk) for pk in said.get("concepts", ())),
        )


def _standing(element: Element) -> dict[str, Any]:
    return {
        "parent": element.parent.code if element.parent else "",
        "code": element.code,
        "title": element.title,
        "text": element.text,
        "office": str(element.office_id or ""),
        "page": element.page,
        "concepts": [str(pk) for pk in element.concepts.values_list("pk", flat=True)],
    }


def _concepts() -> list[tuple[str, str]]:
    """Return the widest concepts of each taxonomy: a plan contributes to goals, not to their targets."""
    found = Concept.objects.filter(broader__isnull=True).select_related("scheme")
    return [(str(one.pk), f"{one.scheme.title} · {one}") for one in found]


class IndicatorForm(forms.Form):
    """How an element is measured."""

    element = forms.ChoiceField(label=_("De qué renglón"))
    name = forms.CharField(label=_("Qué se mide"), max_length=200)
    unit = forms.CharField(label=_("Unidad"), help_text=_("Por ciento, árboles, minutos."), max_length=60)
    formula = forms.CharField(
        label=_("Cómo se calcula, en palabras"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    direction = forms.ChoiceField(label=_("Es mejor"))
    baseline = forms.DecimalField(label=_("Línea base"), max_digits=16, decimal_places=4)
    baseline_on = forms.DateField(label=_("Fecha de la línea base"), widget=Day())
    target = forms.DecimalField(label=_("Meta"), max_digits=16, decimal_places=4)
    target_on = forms.DateField(label=_("Fecha de la meta"), widget=Day())
    source = forms.CharField(label=_("De dónde sale el dato"), max_length=300, required=False)
    office = forms.ChoiceField(label=_("Área que lo mide"), required=False)

    def __init__(
        self, *args: Any, rows: Sequence[Element], indicator: Indicator | None = None, **kwargs: Any
    ) -> None:
        if indicator is not None:
            names = [name for name in self.base_fields if name not in ("element", "office")]
            initial = {name: getattr(indicator, name) for name in names}
            for name in ("baseline", "target"):
                initial[name] = initial[name].normalize()
            initial |= {"element": str(indicator.element_id), "office": str(indicator.office_id or "")}
            kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        _choose(
            self,
            element=((str(row.pk), row) for row in rows),
            direction=((way.value, DIRECTION_LABELS[way]) for way in Direction),
            office=_offices(),
        )

    def draft(self) -> IndicatorDraft:
        """Return what was written."""
        said = {k: v for k, v in self.cleaned_data.items() if k not in ("element", "office", "direction")}
        return IndicatorDraft(
            direction=Direction(self.cleaned_data["direction"]),
            office_id=_number(self.cleaned_data["office"]),
            **said,
        )


class MeasureForm(forms.Form):
    """What an indicator was on a day."""

    on = forms.DateField(label=_("De qué día es"), widget=Day())
    value = forms.DecimalField(label=_("Cuánto fue"), max_digits=16, decimal_places=4)
    note = forms.CharField(
        label=_("Lo que hay que saber para leerlo"),
        help_text=_("Se publica."),
        max_length=1000,
        required=False,
    )
    file = forms.FileField(label=_("Documento que lo muestra"), required=False)


class VerdictForm(forms.Form):
    """Where a voice ended, or all of a group."""

    state = forms.ChoiceField(
        label=_("Cómo quedó"),
        choices=[(state.value, OUTCOME_LABELS[state]) for state in STATES],
        widget=forms.RadioSelect,
    )
    actions = forms.MultipleChoiceField(label=_("En qué líneas de acción"), required=False)
    reason = forms.CharField(
        label=_("Por qué"),
        help_text=_("Se publica y se le dice a quien aportó. Escriba para la gente, sin siglas."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    office = forms.ChoiceField(label=_("Área que responde"), required=False)
    page = forms.IntegerField(
        label=_("Página del plan"),
        help_text=_("Vacía: la de la línea de acción."),
        min_value=1,
        max_value=99_999,
        required=False,
    )

    def __init__(self, *args: Any, actions: Sequence[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, actions=((str(one.pk), one) for one in actions), office=_offices())

    def picked(self) -> set[str]:
        """Return the actions that are marked, as they were sent or as they stand."""
        return {str(value) for value in self["actions"].value() or ()}

    def verdict(self) -> Verdict:
        """Return what was decided."""
        said = self.cleaned_data
        return Verdict(
            state=Outcome(said["state"]),
            reason=said["reason"],
            actions=tuple(int(pk) for pk in said["actions"]),
            office_id=_number(said["office"]),
            page=said["page"],
        )


class MatrixForm(forms.Form):
    """Which voices are asked for, in the address. A value that is not offered is left out, never an error."""

    q = forms.CharField(label=_("Palabra o folio"), required=False, max_length=100)
    estado = forms.ChoiceField(label=_("Cómo quedó"), required=False)
    pilar = forms.ChoiceField(label=_("Pilar"), required=False)
    tema = forms.ChoiceField(label=_("Tema"), required=False)
    eje = forms.ChoiceField(label=_("Eje del plan"), required=False)
    grupo = forms.ChoiceField(label=_("Grupo"), required=False)
    colonia = forms.IntegerField(required=False, widget=forms.HiddenInput)
    area = forms.ChoiceField(label=_("Área que la tiene"), required=False)

    def __init__(self, *args: Any, plan: Plan, office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        every = [("", str(_("Cualquiera")))]
        axes = plan.elements.filter(level=Level.AXIS.value)
        states = [(one.value, OUTCOME_PLURALS[one]) for one in Outcome]
        states += [(matrix.WITH, _("Con línea de acción")), (matrix.WITHOUT, _("Sin línea de acción"))]
        states += [(matrix.DRAFT, _("Por publicar"))] if office else []
        pillars = Pillar.objects.filter(forum__plans=plan).values_list("pk", "name")
        themes = Theme.objects.filter(pillar__forum__plans=plan).values_list("pk", "name")
        _choose(
            self,
            estado=[*every, *states],
            pilar=[*every, *((str(pk), name) for pk, name in pillars)],
            tema=[*every, *((str(pk), name) for pk, name in themes)],
            eje=[*every, *((axis.code, axis) for axis in axes)],
            grupo=[*every, *((str(one.pk), one.name) for one in matrix.clusters(plan.pk))],
            area=[*every, *_offices()[1:]] if office else every,
        )
        if not office:
            del self.fields["area"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "control"

    def filters(self) -> Filters:
        """Return what was asked, without what is not offered."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            q=said.get("q", ""),
            state=said.get("estado", ""),
            pillar=_number(said.get("pilar")),
            theme=_number(said.get("tema")),
            axis=said.get("eje", ""),
            cluster=_number(said.get("grupo")),
            unit=said.get("colonia"),
            office=_number(said.get("area")),
        )
