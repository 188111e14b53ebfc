"""What the offices report: at their desk, or on site from a telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.forms.controls import Day, FilesField, reason_field
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.types import MOMENT_LABELS, STAGE_STATE_LABELS, Moment, StageState

_MOMENTS = [("", _("No aplica")), *((m.value, MOMENT_LABELS[m]) for m in Moment)]


class StageForm(forms.Form):
    """Begin, finish or reopen a stage."""

    state = forms.ChoiceField(
        label=_("Cómo va la etapa"), choices=[(s.value, STAGE_STATE_LABELS[s]) for s in StageState]
    )
    on = forms.DateField(label=_("Desde qué día"), widget=Day())
    planned_end = forms.DateField(label=_("Fecha prometida para terminarla"), widget=Day(), required=False)
    reason = reason_field(
        _("Por qué cambia la fecha prometida"),
        help_text=_("Solo si ya había otra fecha. Se publica."),
        required=False,
    )


class LastStageForm(StageForm):
    """The same for the last stage, when whoever coordinates may deliver the work without a signature."""

    without_signature = reason_field(
        _("Por qué se entrega sin firma"),
        help_text=_("Solo si nadie firmó que recibe la obra. Se publica."),
        required=False,
    )


class _Report(forms.Form):
    """What every report says."""

    title = forms.CharField(label=_("Qué se hizo"), help_text=_("En una línea."), max_length=140)
    happened_on = forms.DateField(label=_("Qué día"), widget=Day())
    physical_percent = forms.IntegerField(
        label=_("Avance de toda la obra, en por ciento"),
        help_text=_("De 0 a 100. Déjelo vacío si no cambió."),
        required=False,
        min_value=0,
        max_value=100,
    )
    description = forms.CharField(
        label=_("Detalles"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )
    photos = FilesField(
        label=_("Fotografías"),
        help_text=_("JPG, PNG o WebP. Se publican sin datos de ubicación."),
        required=False,
    )
    moment = forms.ChoiceField(
        label=_("De cuándo son las fotografías"),
        choices=_MOMENTS,
        required=False,
        help_text=_("El antes y el después se muestran juntos en la página del proyecto."),
    )
    alt = forms.CharField(
        label=_("Qué se ve en las fotografías"),
        help_text=_("Para quien no puede verlas. Si lo deja vacío, se usa la línea de arriba."),
        max_length=200,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput(), required=False)


class ActivityForm(_Report):
    """Report what was done, at a desk."""

    documents = FilesField(
        label=_("Documentos"), help_text=_("PDF: actas, estimaciones, planos."), required=False
    )
    planned = forms.ChoiceField(label=_("De qué actividad planeada"), required=False)
    internal = forms.BooleanField(
        label=_("Las fotografías y documentos son solo para la oficina"), required=False
    )

    def __init__(self, *args: Any, stage: Stage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = [(str(one.pk), one.title) for one in stage.planned.all()] if stage else []
        chosen = self.fields["planned"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [("", _("Ninguna")), *planned]
        if not planned:
            del self.fields["planned"]


class SiteForm(_Report):
    """Report from the works, with a telephone: the stage, a line, the percent, photographs and the place."""

    code = forms.ChoiceField(label=_("Etapa"))
    lat = forms.FloatField(widget=forms.HiddenInput(), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(widget=forms.HiddenInput(), required=False, min_value=-180, max_value=180)
    is_place = forms.BooleanField(
        label=_("El proyecto está aquí: use este lugar en el mapa público"), required=False
    )
    field_order = ("code", "photos", "title", "physical_percent", "moment", "description", "happened_on", "alt")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        going = [s for s in project.stages.all() if s.state != StageState.DONE] or project.stages.all()
        chosen = self.fields["code"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [(stage.code, stage.name) for stage in going]
        camera = {"accept": "image/*", "capture": "environment"}
        self.fields["photos"].widget.attrs.update(camera)
        if project.lon is not None:
            del self.fields["is_place"]


class EvidenceForm(forms.Form):
    """Say of a photograph or document who sees it, when it was taken, and what it shows."""

    public = forms.BooleanField(label=_("Cualquiera puede verla"), required=False)
    moment = forms.ChoiceField(label=_("De cuándo es"), choices=_MOMENTS, required=False)
    alt = forms.CharField(label=_("Qué se ve"), max_length=200, required=False)
