"""The plan of a project, and the template of plans."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.forms.controls import Day, reason_field
from tequio.accountability.projects.models import Stage
from tequio.accountability.projects.types import STAGE_STATE_LABELS, StageState

_MOST_DAYS = 2000
_MOST_WEIGHT = 100


def _weight_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Cuánto pesa en el avance del plan"),
        help_text=_("Un número: 6 cuenta seis veces lo que 1."),
        min_value=0,
        max_value=_MOST_WEIGHT,
        initial=1,
    )


class TemplateForm(forms.Form):
    """A stage that new projects get."""

    name = forms.CharField(label=_("Nombre de la etapa"), max_length=80)
    expected_days = forms.IntegerField(
        label=_("Días hábiles que suele durar"),
        help_text=_("Con esto se propone su fecha cuando empieza."),
        min_value=1,
        max_value=_MOST_DAYS,
        required=False,
    )
    weight = _weight_field()


class StagePlanForm(forms.Form):
    """What is planned for a stage of a project, and its real days if it has them."""

    name = forms.CharField(label=_("Nombre de la etapa"), max_length=80)
    planned_start = forms.DateField(label=_("Se planea empezar"), widget=Day(), required=False)
    planned_end = forms.DateField(label=_("Se promete terminar"), widget=Day(), required=False)
    reason = reason_field(
        _("Por qué cambia la fecha prometida"),
        help_text=_("Solo si ya había otra fecha. Se publica."),
        required=False,
    )
    started_on = forms.DateField(label=_("Empezó de verdad"), widget=Day(), required=False)
    ended_on = forms.DateField(label=_("Terminó de verdad"), widget=Day(), required=False)
    weight = _weight_field()

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {name: getattr(stage, name) for name in self.base_fields if name != "reason"},
        )
        kwargs.setdefault("auto_id", f"plan_{stage.code}_%s")
        super().__init__(*args, **kwargs)
        for name in ("started_on", "ended_on"):
            if getattr(stage, name) is None:
                del self.fields[name]
        if stage.planned_end is None:
            del self.fields["reason"]


class NewStageForm(forms.Form):
    """A stage that only this project has."""

    name = forms.CharField(label=_("Nombre de la etapa"), max_length=80)
    after = forms.ChoiceField(label=_("Va después de"))
    planned_start = forms.DateField(label=_("Se planea empezar"), widget=Day(), required=False)
    planned_end = forms.DateField(label=_("Se promete terminar"), widget=Day(), required=False)
    weight = _weight_field()

    def __init__(self, *args: Any, stages: Iterable[Stage], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "new_stage_%s")
        super().__init__(*args, **kwargs)
        chosen = self.fields["after"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [(stage.code, stage.name) for stage in list(stages)[:-1]]
        if not chosen.choices:
            del self.fields["after"]


class PlannedForm(forms.Form):
    """An activity planned within a stage."""

    stage = forms.ChoiceField(label=_("Etapa"))
    title = forms.CharField(label=_("Qué se va a hacer"), max_length=140)
    responsible = forms.ChoiceField(label=_("Quién"), required=False)
    planned_start = forms.DateField(label=_("Desde"), widget=Day(), required=False)
    planned_end = forms.DateField(label=_("Hasta"), widget=Day(), required=False)

    def __init__(
        self, *args: Any, stages: Iterable[Stage], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "planned_%s")
        super().__init__(*args, **kwargs)
        stage, responsible = self.fields["stage"], self.fields["responsible"]
        assert isinstance(stage, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(responsible, forms.ChoiceField)  # noqa: S101 - declared above
        stage.choices = [(one.code, one.name) for one in stages if one.state != StageState.DONE]
        responsible.choices = [("", _("Nadie en particular")), *people]


class PlannedStateForm(forms.Form):
    """How a planned activity goes; ``drop`` takes it out of the plan."""

    state = forms.ChoiceField(
        label=_("Cómo va"),
        choices=[*((s.value, STAGE_STATE_LABELS[s]) for s in StageState), ("drop", _("Quitar del plan"))],
    )


class ProductForm(forms.Form):
    """Something that the project delivers."""

    name = forms.CharField(label=_("Qué se entrega"), help_text=_("Por ejemplo: árboles."), max_length=120)
    quantity = forms.DecimalField(label=_("Cuánto"), max_digits=14, decimal_places=2, min_value=0)
    unit = forms.CharField(label=_("Unidad"), help_text=_("Piezas, metros, horas."), max_length=40)
    delivered = forms.DecimalField(
        label=_("Entregado hasta hoy"), max_digits=14, decimal_places=2, min_value=0, initial=0
    )
