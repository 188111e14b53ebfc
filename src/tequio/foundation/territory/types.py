from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.geo import Flaw
from tequio.foundation.web.errors import DomainError

Geometry = dict[str, Any]


class Sex(StrEnum):
    """As a census counts it."""

    WOMAN = "woman"
    MAN = "man"
    ALL = ""


SEX_LABELS = {Sex.WOMAN: _("Mujeres"), Sex.MAN: _("Hombres"), Sex.ALL: _("Todas las personas")}


@dataclass(frozen=True, slots=True)
class Census:
    """Who lives in a municipality: people by sex, by band of ages (its first year) and by unit (its code)."""

    by_sex: dict[str, int]
    by_age: dict[str, int]
    by_unit: dict[str, int]
    year: int | None
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitDraft:
    """One unit to be added to a level: a sector, a colonia.

    Attributes:
        code: unique in its level.
        name: as people call it.
        geometry: sound GeoJSON in WGS84 degrees, or None where there is no map (past elections).
        population: people who live there, where known.
        parent_code: the code of its unit in the level above; found by the map unless given.
    """

    code: str
    name: str
    geometry: Geometry | None = None
    population: int | None = None
    parent_code: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of an uploaded map: its number in the file (from 1), its columns and its geometry."""

    number: int
    properties: dict[str, Any]
    geometry: Geometry | None


@dataclass(frozen=True, slots=True)
class Source:
    """An uploaded map, read but not judged."""

    features: tuple[Feature, ...]
    columns: tuple[str, ...]
    notes: tuple[Any, ...] = ()  # what had to be assumed, in words


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of an uploaded map say what."""

    code: str
    name: str
    population: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one feature of an uploaded map, in plain words. ``stops`` if it cannot be taken so."""

    number: int
    label: str
    message: Any
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """What an uploaded map would become."""

    units: tuple[UnitDraft, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[Any, ...] = field(default=())

    @property
    def problems(self) -> list[Finding]:
        """Return what must be mended before the map can be taken."""
        return [finding for finding in self.findings if finding.stops]

    @property
    def sound(self) -> bool:
        """Return whether the map can be taken as it is."""
        return bool(self.units) and not self.problems


class UnreadableMapError(DomainError):
    """The uploaded map cannot be read: what is wrong, and where."""

    status = 422


class UnsoundMapError(DomainError):
    """The uploaded map was read, but some of its units cannot be taken. Nothing was stored."""

    status = 422

    def __init__(self, message: Any, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class PublishedVersionError(DomainError):
    """A published map never changes: a new version replaces it."""

    status = 409


FLAW_WORDS = {
    Flaw.MISSING: _("No tiene polígono."),
    Flaw.NOT_AREAL: _("No es un polígono: es un punto o una línea."),
    Flaw.MALFORMED: _("Sus coordenadas están incompletas o mal escritas."),
    Flaw.OUT_OF_RANGE: _(
        "Sus coordenadas no son longitud y latitud. ¿Están en metros? Expórtelo en WGS84 (EPSG:4326)."
    ),
    Flaw.CROSSES_ITSELF: _("Su contorno se cruza a sí mismo."),
    Flaw.EMPTY: _("Su polígono no encierra nada."),
}
