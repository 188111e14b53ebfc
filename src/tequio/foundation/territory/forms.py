"""Forms of the map."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tequio.foundation.territory.models import Level, Version
from tequio.foundation.territory.types import Columns, Source

# The levels that nearly every municipality has, in their order: one, many.
_USUAL = (
    (_("Municipio"), _("Municipios")),
    (_("Sector"), _("Sectores")),
    (_("Colonia"), _("Colonias")),
    (_("Sección"), _("Secciones")),
)


class VersionForm(forms.Form):
    """A new version of the map."""

    name = forms.CharField(label=_("Nombre"), max_length=100, help_text=_("Por ejemplo: Mapa de colonias 2026"))
    valid_from = forms.DateField(
        label=_("Vale desde"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Las ediciones que empiecen después usarán este mapa."),
    )


class UploadForm(forms.Form):
    """The file of one level."""

    map = forms.FileField(
        label=_("Archivo del mapa"),
        help_text=_("GeoJSON, o un shapefile dentro de un ZIP. Un archivo por nivel; hasta 60 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,.zip"}),
    )


class LevelForm(forms.Form):
    """What an uploaded map is, and which of its columns say what."""

    name = forms.CharField(label=_("Qué es cada polígono"), max_length=60, help_text=_("Por ejemplo: Colonia"))
    name_plural = forms.CharField(label=_("En plural"), max_length=60)
    code_column = forms.ChoiceField(label=_("Columna de la clave"))
    name_column = forms.ChoiceField(label=_("Columna del nombre"))
    population_column = forms.ChoiceField(label=_("Columna de la población"), required=False)

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(column, column) for column in source.columns]
        for field in ("code_column", "name_column", "population_column"):
            optional = [("", _("Ninguna"))] if field == "population_column" else []
            self.fields[field].choices = [*optional, *columns]  # type: ignore[attr-defined]

    @property
    def columns(self) -> Columns:
        """Return the columns that were chosen."""
        chosen = self.cleaned_data
        return Columns(chosen["code_column"], chosen["name_column"], chosen["population_column"])

    @property
    def code(self) -> str:
        """Return the short name of the level for addresses."""
        return slugify(self.cleaned_data["name"])[:50] or "nivel"


class AliasForm(forms.Form):
    """Another name of a unit."""

    name = forms.CharField(label=_("Otro nombre"), max_length=100)


def first_values(version: Version, columns: Columns) -> dict[str, str]:
    """Return what a level form starts with: the next usual level, and the columns that seem right."""
    place = min(Level.objects.filter(version=version).count(), len(_USUAL) - 1)
    one, many = _USUAL[place]
    return {
        "name": str(one),
        "name_plural": str(many),
        "code_column": columns.code,
        "name_column": columns.name,
        "population_column": columns.population,
    }
