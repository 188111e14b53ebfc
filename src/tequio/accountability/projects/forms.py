"""What people choose of the list, and what the offices report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import queries
from tequio.accountability.projects.types import FINISHED, STAGE_STATE_LABELS, Filters, StageState
from tequio.foundation.accounts.models import Office


class FilterForm(forms.Form):
    """The filters of the list, in the address. A value that is not offered is left out, never an error."""

    q = forms.CharField(label=_("Nombre, folio o colonia"), required=False, max_length=100)
    edicion = forms.ChoiceField(label=_("Edición"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    etapa = forms.ChoiceField(label=_("Etapa"), required=False)
    categoria = forms.ChoiceField(label=_("Tema"), required=False)
    area = forms.ChoiceField(label=_("Área responsable"), required=False)

    _OPTIONS = {
        "edicion": "edition",
        "sector": "sector",
        "etapa": "stage",
        "categoria": "category",
        "area": "office",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        options = queries.filter_options()
        options["stage"].append((FINISHED, str(_("Entregado"))))
        for field, name in self._OPTIONS.items():
            chosen = self.fields[field]
            assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
            chosen.choices = [("", _("Cualquiera")), *options[name]]
        for shown in self.fields.values():
            shown.widget.attrs["class"] = "control"

    def filters(self) -> Filters:
        """Return what was asked, without what is not offered."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            text=said.get("q", ""),
            edition=said.get("edicion", ""),
            sector=int(said["sector"]) if said.get("sector") else None,
            stage=said.get("etapa", ""),
            category=said.get("categoria", ""),
            office=int(said["area"]) if said.get("area") else None,
        )


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StageForm(forms.Form):
    """Begin, finish or reopen a stage."""

    state = forms.ChoiceField(
        label=_("Cómo va la etapa"), choices=[(s.value, STAGE_STATE_LABELS[s]) for s in StageState]
    )
    on = forms.DateField(label=_("Desde qué día"), widget=_Day())
    planned_end = forms.DateField(label=_("Fecha prometida para terminarla"), widget=_Day(), required=False)


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Any number of files."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        return [one(file, initial) for file in data] if isinstance(data, list) else []


class ActivityForm(forms.Form):
    """Report what was done."""

    title = forms.CharField(label=_("Qué se hizo"), help_text=_("En una línea."), max_length=140)
    description = forms.CharField(
        label=_("Detalles"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )
    happened_on = forms.DateField(label=_("Qué día"), widget=_Day())
    physical_percent = forms.IntegerField(
        label=_("Avance de toda la obra, en por ciento"),
        help_text=_("De 0 a 100. Déjelo vacío si no cambió."),
        required=False,
        min_value=0,
        max_value=100,
    )
    photos = _FilesField(
        label=_("Fotografías"),
        help_text=_("JPG, PNG o WebP. Se publican sin datos de ubicación."),
        required=False,
    )
    documents = _FilesField(
        label=_("Documentos"), help_text=_("PDF: actas, estimaciones, planos."), required=False
    )


class OfficeForm(forms.Form):
    """Name the office that answers."""

    office = forms.ModelChoiceField(label=_("Área responsable"), queryset=Office.objects.filter(active=True))
