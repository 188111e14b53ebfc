"""The name, address, year and map of an edition."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.moments import FIRST_YEAR, LAST_YEAR
from tequio.participation.editions.models import Edition

if TYPE_CHECKING:
    EditionForm = forms.ModelForm[Edition]
else:
    EditionForm = forms.ModelForm

LABELS = {
    "name": _("Nombre de la edición"),
    "slug": _("Dirección en el sitio"),
    "year": _("Año"),
    "summary": _("En una o dos frases, de qué se trata"),
    "territory": _("Mapa que se usa"),
}
HINTS = {
    "slug": _("Solo letras sin acento, números y guiones. Por ejemplo: pp2027"),
    "year": _("Los folios empiezan con sus dos últimas cifras."),
    "territory": _("Las cifras de la edición quedan atadas a esta versión del mapa."),
}
TAKEN = {"slug": {"unique": _("Ya hay una edición con esa dirección. Elija otra.")}}


def sound_year(year: Any) -> int:
    """Return the year, or refuse what is a typing slip and not a rule."""
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise forms.ValidationError(_("Escriba el año con cuatro cifras."))
    return int(year)


class IdentityForm(EditionForm):
    """Name, address, year and summary."""

    class Meta:
        model = Edition
        fields = ["name", "slug", "year", "summary"]
        labels = LABELS
        help_texts = HINTS
        widgets = {"name": forms.TextInput(), "summary": forms.Textarea(attrs={"rows": 3})}
        error_messages = TAKEN

    def clean_year(self) -> int:
        return sound_year(self.cleaned_data["year"])


class NewEditionForm(IdentityForm):
    """The same, and the map: what an empty edition begins with."""

    class Meta(IdentityForm.Meta):
        fields = ["name", "slug", "year", "summary", "territory"]


class MapForm(EditionForm):
    """The version of the map."""

    class Meta:
        model = Edition
        fields = ["territory"]
        labels = LABELS
        help_texts = HINTS
