"""What a project is and who answers for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.forms.controls import Day
from tequio.core.geo import Point
from tequio.foundation.accounts.models import Office
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit, Version
from tequio.foundation.web import drawings
from tequio.foundation.web.fields import PesosField

_RESERVED = {"nuevo", "etapas"}  # parts of addresses that stand where a folio would
_DRAWINGS = {
    "park": _("Parques"),
    "lights": _("Alumbrado"),
    "street": _("Calles y banquetas"),
    "water": _("Agua y drenaje"),
    "school": _("Escuelas"),
    "culture": _("Cultura"),
    "safety": _("Seguridad"),
    "health": _("Salud"),
    "sport": _("Deporte"),
    "market": _("Mercados"),
}


class OfficeForm(forms.Form):
    """Name the office that answers."""

    office = forms.ModelChoiceField(label=_("Área responsable"), queryset=Office.objects.filter(active=True))


class ResponsibleForm(forms.Form):
    """Name who of the office answers."""

    responsible = forms.ChoiceField(label=_("Persona responsable"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "responsible_%s")
        super().__init__(*args, **kwargs)
        chosen = self.fields["responsible"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [("", _("El área, sin nombrar a nadie")), *people]


def _inside(point: Point, version: Version) -> bool:
    """Return whether a point falls on the map, be it in one of its finest units or only in the municipality."""
    return any(territory.locate(point, version=version, level=level) for level in version.levels.all())


class _Placed(forms.Form):
    """A place on the map, inside it."""

    lat = forms.FloatField(label=_("Latitud"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("Longitud"), required=False, min_value=-180, max_value=180)

    def __init__(self, *args: Any, version: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        lon, lat = said.get("lon"), said.get("lat")
        if (lon is None) != (lat is None):
            raise forms.ValidationError(_("Escriba la latitud y la longitud, o ninguna de las dos."))
        said["point"] = Point(lon, lat) if lon is not None and lat is not None else None
        if said["point"] and self.version and not _inside(said["point"], self.version):
            raise forms.ValidationError(_("Esa marca cae fuera del municipio."))
        return said


class PlaceForm(_Placed):
    """Mark where a project stands."""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("point") and not self.errors:
            raise forms.ValidationError(_("Toque el mapa, o escriba la latitud y la longitud."))
        return said


class NewProjectForm(_Placed):
    """A project that comes from no vote: a public work decided elsewhere."""

    title = forms.CharField(label=_("Nombre del proyecto"), max_length=140)
    description = forms.CharField(
        label=_("Qué necesidad atiende y qué se va a hacer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    budget_centavos = PesosField(label=_("Presupuesto, en pesos"))
    office = forms.ModelChoiceField(label=_("Área responsable"), queryset=Office.objects.filter(active=True))
    folio = forms.RegexField(
        label=_("Folio"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9-]{1,39}$",
        help_text=_("Letras, números y guiones. Si lo deja vacío, se le da el que sigue."),
        required=False,
        error_messages={"invalid": _("Use solo letras, números y guiones, de 2 a 40.")},
    )
    promised_end = forms.DateField(label=_("Entrega prometida"), widget=Day(), required=False)
    drawing = forms.ChoiceField(
        label=_("De qué se trata"),
        choices=[(name, _DRAWINGS[name]) for name in drawings.NAMES],
        help_text=_("Elige el dibujo que lo acompaña mientras no tenga fotografías."),
    )
    unit = forms.ModelChoiceField(
        label=_("Colonia o sector"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Según el mapa, o toda la ciudad"),
    )
    field_order = ("title", "description", "budget_centavos", "office", "folio", "promised_end", "drawing")

    def __init__(self, *args: Any, version: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        if version:
            self.fields["unit"].queryset = territory.units(version)  # type: ignore[attr-defined]

    def clean_folio(self) -> str:
        folio: str = self.cleaned_data["folio"]
        if folio.casefold() in _RESERVED:
            raise forms.ValidationError(_("Ese folio no se puede usar. Escriba otro."))
        return folio

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("point") and not said.get("unit") and self.version:
            said["unit"] = territory.locate(said["point"], version=self.version)
        return said
