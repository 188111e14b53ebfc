"""What the cells of a sheet of projects name: an area, a colonia, a category."""

from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.projects.models import Project
from tequio.accountability.projects.services.creation import default_office
from tequio.core.text import plain
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.loads.types import RowSaid, Setting
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition

_PLAIN = {
    "title": "title",
    "budget": "budget_centavos",
    "description": "description",
    "lat": "lat",
    "lon": "lon",
    "promised_end": "promised_end",
    "votes": "votes",
}


class Lookups:
    """The catalogues, read once for a whole file."""

    def __init__(self, setting: Setting) -> None:
        self._at = setting.at
        self.edition = Edition.objects.filter(slug=setting.scope).first() if setting.scope else None
        self._offices = accounts.offices_by_name()

    def values(self, row: RowSaid) -> dict[str, Any]:
        """Return what a row says by the fields of a project, without empty cells; note what is not found."""
        said = {field: row.values[name] for name, field in _PLAIN.items() if row.values[name] is not None}
        if ("lat" in said) != ("lon" in said):
            row.refuse("lat", _("La latitud y la longitud van juntas."))
        if "lat" in said and abs(said["lat"]) > 90:  # noqa: PLR2004 - the poles
            row.refuse("lat", _("La latitud va de -90 a 90. ¿Están cambiadas latitud y longitud?"))
        for name, find in (("office", self._office), ("unit", self._unit), ("category", self._category)):
            if row.values[name]:
                found = find(row)
                if found is not None:
                    said[f"{name}_id"] = found
        return said

    @cached_property
    def titles(self) -> dict[str, int]:
        """Return the plain titles of the projects of the edition (else of all), and their keys."""
        found = Project.objects.filter(edition=self.edition) if self.edition else Project.objects.all()
        return {plain(title): pk for pk, title in found.order_by().values_list("pk", "title").iterator()}

    @cached_property
    def default_office(self) -> int:
        return default_office().pk

    def category(self, pk: int | None) -> Category | None:
        return self._categories_by_pk.get(pk) if pk else None

    def unit_name(self, pk: int | None) -> str:
        """Return how a unit is called; empty for none."""
        if pk and pk not in self._names:
            self._names[pk] = Unit.objects.values_list("name", flat=True).get(pk=pk)
        return self._names[pk] if pk else ""

    def _office(self, row: RowSaid) -> int | None:
        found = self._offices.get(plain(row.values["office"]))
        if found is None:
            row.refuse("office", _("No hay un área abierta con ese nombre o clave."))
        return found.pk if found else None

    def _unit(self, row: RowSaid) -> int | None:
        found = self._units.get(plain(row.values["unit"]), [])
        if not found:
            row.refuse("unit", _("No hay una colonia ni un sector con ese nombre o clave en el mapa."))
        elif len(found) > 1:
            row.refuse("unit", _("Hay varios lugares con ese nombre. Escriba su clave."))
        return found[0].pk if len(found) == 1 else None

    def _category(self, row: RowSaid) -> int | None:
        found = self._categories.get(plain(row.values["category"]))
        if found is None:
            offered = ", ".join(sorted(category.name for category in self._categories.values()))
            message = _("Esa categoría no está en la edición. Puede ser: %(names)s.")
            row.refuse("category", message % {"names": offered or "—"})
        return found.pk if found else None

    @cached_property
    def _units(self) -> dict[str, list[Unit]]:
        version = self.edition.territory if self.edition else None
        version = version or territory.in_force(on=timezone.localdate(self._at))
        found: dict[str, list[Unit]] = {}
        for unit in territory.units(version) if version else []:
            for name in {plain(unit.name), plain(unit.code)}:
                found.setdefault(name, []).append(unit)
        return found

    @cached_property
    def _names(self) -> dict[int, str]:
        return {unit.pk: unit.name for units in self._units.values() for unit in units}

    @cached_property
    def _categories(self) -> dict[str, Category]:
        found = Category.objects.filter(edition=self.edition) if self.edition else Category.objects.none()
        return {plain(category.name): category for category in found}

    @cached_property
    def _categories_by_pk(self) -> dict[int, Category]:
        return {category.pk: category for category in self._categories.values()}
