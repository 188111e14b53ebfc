"""The parts that come in lists: categories, sizes, criteria and paper points."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.foundation.web import drawings
from tequio.foundation.web.fields import PesosField
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import CRITERION_LABELS, CriterionKind

_CODE = 50  # characters of a slug


class _Coded(forms.Form):
    """A part with a short code, made from its name where none is written."""

    named_by = "name"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("code") and "code" not in self.errors and values.get(self.named_by):
            values["code"] = slugify(values[self.named_by])[:_CODE].strip("-") or "otra"
        return values


def _code_field() -> forms.SlugField:
    return forms.SlugField(
        label=_("Clave"),
        required=False,
        help_text=_("Corta, sin acentos ni espacios. Si la deja vacía, se hace sola."),
    )


def _offices_field(label: Any, hint: Any) -> Any:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Office.objects.filter(active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


class CategoryForm(_Coded):
    name = forms.CharField(label=_("Nombre de la categoría"), max_length=80)
    code = _code_field()
    drawing = forms.ChoiceField(
        label=_("Dibujo"),
        choices=[
            ("park", _("Parque")),
            ("lights", _("Alumbrado")),
            ("street", _("Calle")),
            ("water", _("Agua")),
            ("school", _("Escuela")),
            ("culture", _("Cultura")),
            ("safety", _("Seguridad")),
            ("health", _("Salud")),
            ("sport", _("Deporte")),
            ("market", _("Mercado")),
        ],
        initial=drawings.DEFAULT,
    )
    offices = _offices_field(
        _("Áreas que dictaminan sus propuestas"),
        _("Todas deben decir que sí. Sin ninguna, dictamina el área de la edición."),
    )


class SizeForm(_Coded):
    name = forms.CharField(label=_("Nombre del tamaño"), max_length=80)
    code = _code_field()
    cap_centavos = PesosField(label=_("Tope en pesos"))
    proposals_max = forms.IntegerField(
        label=_("Propuestas por persona de este tamaño"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Vacío: sin límite propio."),
    )
    choices_max = forms.IntegerField(
        label=_("Proyectos de este tamaño que se pueden marcar en la boleta"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Vacío: sin límite propio."),
    )


class CriterionForm(_Coded):
    named_by = "question"

    question = forms.CharField(label=_("Pregunta que contesta el área"), max_length=300)
    kind = forms.ChoiceField(
        label=_("De qué lado se revisa"), choices=[(k.value, CRITERION_LABELS[k]) for k in CriterionKind]
    )
    code = _code_field()
    position = forms.IntegerField(
        label=_("Lugar en la lista"), required=False, min_value=0, max_value=1000, initial=0
    )
    offices = _offices_field(
        _("Áreas que la contestan"), _("Sin ninguna, la contestan las áreas de la categoría.")
    )

    def clean_position(self) -> int:
        return int(self.cleaned_data["position"] or 0)


class PaperPointForm(forms.Form):
    name = forms.CharField(label=_("Nombre del módulo"), max_length=120)
    address = forms.CharField(label=_("Domicilio"), max_length=200)
    hours = forms.CharField(label=_("Días y horas"), max_length=200, required=False)
    unit = forms.ModelChoiceField(label=_("Territorio"), queryset=Unit.objects.none(), required=False)

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        units = edition.territory.units.filter(level__rank__gt=0).defer("geometry", "sketch")
        self.fields["unit"].queryset = units.order_by("level__rank", "name")  # type: ignore[attr-defined]
