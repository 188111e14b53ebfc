"""What is asked to begin an exercise: blank, from a model, or from an earlier one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.territory.models import Version
from tequio.foundation.web.moments import FIRST_YEAR, LAST_YEAR, sound_day
from tequio.participation.forums.models import Forum

RESERVED = frozenset({"nuevo"})  # an address of the office


class NewForum(forms.Form):
    """Name, address, year and map of the new exercise."""

    name = forms.CharField(label=_("Nombre del foro"), max_length=120)
    slug = forms.SlugField(
        label=_("Dirección en el sitio"),
        help_text=_("Solo letras sin acento, números y guiones. Por ejemplo: foro-plan"),
    )
    year = forms.IntegerField(
        label=_("Año"),
        help_text=_("Los folios llevan sus dos últimas cifras."),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )
    territory = forms.ModelChoiceField(
        label=_("Mapa que se usa"),
        queryset=Version.objects.all(),
        help_text=_("Las cifras del foro quedan atadas a esta versión del mapa."),
    )

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED or Forum.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Ya hay un foro con esa dirección. Elija otra."))
        return slug


class FromPreset(NewForum):
    """The same, and the first day, from which the model counts its phases."""

    starts_on = forms.DateField(
        label=_("Primer día del foro"),
        required=False,
        validators=[sound_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Las etapas se cuentan desde ese día. Vacío: el calendario se llena después."),
    )


class FromForum(NewForum):
    """The same, and whether the dates come too."""

    with_dates = forms.BooleanField(
        label=_("Traer las etapas con sus fechas, pasadas al año nuevo"), required=False
    )


def suggested(year: int) -> dict[str, Any]:
    """Return what a form of these shows at first: this year, and the newest published map."""
    newest = Version.objects.filter(published_at__isnull=False).order_by("-valid_from").first()
    return {"year": year, "territory": newest.pk if newest else None, "with_dates": True}
