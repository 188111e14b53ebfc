"""What is asked to begin an edition from a preset or from an earlier one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Level, Version
from tequio.foundation.web.fields import PesosField
from tequio.participation.editions.forms.identity import HINTS, LABELS, sound_year
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import Preset


class StartForm(forms.Form):
    """Name, address, year and map of the new edition."""

    name = forms.CharField(label=LABELS["name"], max_length=120)
    slug = forms.SlugField(label=LABELS["slug"], help_text=HINTS["slug"])
    year = forms.IntegerField(label=LABELS["year"], help_text=HINTS["year"])
    territory = forms.ModelChoiceField(label=LABELS["territory"], queryset=Version.objects.all())
    with_dates = forms.BooleanField(
        label=_("Traer las etapas: sus fechas, pasadas al año nuevo, y sus textos"),
        required=False,
        help_text=_("Sin marcar, el calendario queda vacío: los textos de las etapas tampoco se traen."),
    )

    def clean_year(self) -> int:
        return sound_year(self.cleaned_data["year"])

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if Edition.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Ya hay una edición con esa dirección. Elija otra."))
        return slug


class CopyForm(StartForm):
    """What a copy of an earlier edition begins with."""


class PresetForm(StartForm):
    """What a preset needs to know of this municipality."""

    def __init__(self, *args: Any, preset: Preset, **options: Any) -> None:
        super().__init__(*args, **options)
        self._roles = [role.role for role in preset.roles]
        levels = list(
            Level.objects.filter(rank__gt=0).select_related("version").order_by("-version_id", "rank")
        )
        self._levels = {str(level.pk): level for level in levels}
        for role in preset.roles:
            self.fields[f"role_{role.role}"] = forms.ChoiceField(
                label=_("Qué nivel de su mapa es «%(role)s»") % {"role": role.name},
                help_text=role.hint,
                choices=_by_version(levels),
            )
        if preset.formulas:
            self.fields["total_centavos"] = PesosField(
                label=_("Cuánto se reparte entre todos, en pesos"), required=False
            )
            self.fields["total_centavos"].initial = preset.formulas[0].total_centavos
        self.fields["review_office"] = forms.ModelChoiceField(
            label=_("Área que dictamina"),
            queryset=Office.objects.filter(active=True),
            required=False,
            help_text=_(
                "La que revisa lo que ninguna otra tenga asignado. Después puede dar áreas por categoría."
            ),
        )
        self.order_fields([*(name for name in self.fields if name != "with_dates"), "with_dates"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        territory = values.get("territory")
        for role, level in self.levels().items():
            if territory and level.version_id != territory.pk:
                self.add_error(f"role_{role}", _("Elija un nivel del mapa que escogió arriba."))
        return values

    def levels(self) -> dict[str, Level]:
        """Return the level that plays each role of the preset."""
        chosen = {role: self.cleaned_data.get(f"role_{role}", "") for role in self._roles}
        return {role: self._levels[pk] for role, pk in chosen.items() if pk in self._levels}

    def answers(self) -> dict[str, Any]:
        """Return what ``start_from_preset`` is told, but the preset itself."""
        plain = {name: value for name, value in self.cleaned_data.items() if not name.startswith("role_")}
        return plain | {"levels": self.levels()}


def _by_version(levels: list[Level]) -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for level in levels:
        found.setdefault(str(level.version), []).append((str(level.pk), level.name_plural))
    return list(found.items())
