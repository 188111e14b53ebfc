"""Datasets: what a context publishes, for people and machines. Contexts register theirs in ``apps.ready``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.dcat.types import Period

TYPE_LABELS = {
    "text": _("Texto"),
    "number": _("Número"),
    "integer": _("Número entero"),
    "money": _("Dinero, en pesos"),
    "date": _("Fecha"),
    "datetime": _("Fecha y hora"),
    "boolean": _("Sí o no"),
    "geometry": _("Lugar en el mapa"),
    "url": _("Dirección de internet"),
}

FREQUENCY_LABELS = {  # the codes of core.dcat.vocabularies
    "CONT": _("Con cada cambio"),
    "HOURLY": _("Cada hora"),
    "DAILY": _("Cada día"),
    "WEEKLY": _("Cada semana"),
    "BIWEEKLY": _("Cada dos semanas"),
    "MONTHLY": _("Cada mes"),
    "QUARTERLY": _("Cada tres meses"),
    "ANNUAL_2": _("Cada seis meses"),
    "ANNUAL": _("Cada año"),
    "IRREG": _("Cuando algo cambia"),
    "UNKNOWN": _("No se sabe"),
}

THEME_LABELS = {  # the codes of core.dcat.vocabularies
    "GOVE": _("Gobierno y participación"),
    "ECON": _("Dinero y contratos"),
    "REGI": _("Territorio"),
    "SOCI": _("Población"),
    "JUST": _("Justicia"),
    "TRAN": _("Transporte"),
    "ENVI": _("Medio ambiente"),
    "EDUC": _("Educación y cultura"),
    "HEAL": _("Salud"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column or property of a dataset and what it means, in plain words (lazy translation).

    Attributes:
        name: as the file has it.
        description: what it is.
        type: one of TYPE_LABELS.
        unit: of what a number counts (``%``, ``pesos``), in words.
        codes: the values that it may have, each with its meaning.
        required: whether no row lacks it.
    """

    name: str
    description: object
    type: str = "text"
    unit: object = ""
    codes: Sequence[tuple[str, object]] = ()
    required: bool = False

    @property
    def type_label(self) -> object:
        """The type in words."""
        return TYPE_LABELS.get(self.type, self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a dataset: the dictionary of the files of that name and, if given, where its rows come from.

    Attributes:
        name: of the files, without ending: ``propuestas`` for ``propuestas.csv``.
        title: in words.
        fields: its columns, in the order of each row.
        rows: gives the public rows anew, in an order that does not change by itself. None: whoever owns the
            dataset writes the files.
        point: the columns that hold longitude and latitude, for tables that are also a map.
    """

    name: str
    title: object
    fields: Sequence[Field]
    rows: Callable[[], Iterable[Sequence[Any]]] | None = None
    point: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSpec:
    """A dataset: its slug is its place in the catalogue, and the first part of its files' keys.

    Attributes:
        slug: its place in the catalogue.
        title: in words.
        description: what it is and whom it speaks of.
        fields: the dictionary of the table that is named as the dataset; ``tables`` for more than one.
        tables: its tables.
        licence: its name.
        licence_url: its address.
        frequency: how often it changes, in words; else in those of its periodicity.
        periodicity: the same as a code of ``FREQUENCY_LABELS``: what is promised.
        theme: a code of ``THEME_LABELS``.
        keywords: words by which people look for it.
        temporal: tells the time that its data speak of.
        standard: the address of the standard that its JSON follows.
        order: its place in lists.
    """

    slug: str
    title: object
    description: object
    fields: Sequence[Field] = ()
    tables: Sequence[Table] = ()
    licence: str = "CC BY 4.0"
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.es"
    frequency: object = ""
    periodicity: str = "IRREG"
    theme: str = "GOVE"
    keywords: Sequence[object] = ()
    temporal: Callable[[], Period | None] | None = None
    standard: str = ""
    order: int = 100

    @property
    def dictionary(self) -> Sequence[Table]:
        """Its tables; one that only gives ``fields`` has one, named as itself."""
        if self.tables or not self.fields:
            return self.tables
        return (Table(name=self.slug, title=self.title, fields=self.fields),)

    @property
    def promised(self) -> object:
        """How often it changes, in words."""
        return self.frequency or FREQUENCY_LABELS[self.periodicity]

    @property
    def theme_label(self) -> object:
        """Its theme in words."""
        return THEME_LABELS[self.theme]

    def table(self, name: str) -> Table | None:
        """Return the table whose files have this name, without ending."""
        return next((one for one in self.dictionary if one.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSpec:
    """A way to ask for the data by program, told in the catalogue. Paths begin with ``/``."""

    title: object
    description: object
    path: str
    described_at: str
    datasets: Sequence[str] = ()  # slugs; none: all of them


_datasets: dict[str, DatasetSpec] = {}
_services: dict[str, ServiceSpec] = {}


def register(spec: DatasetSpec) -> None:
    """Put a dataset in the catalogue."""
    _datasets[spec.slug] = spec


def register_service(spec: ServiceSpec) -> None:
    """Tell in the catalogue of a way to ask for the data by program."""
    _services[spec.path] = spec


def datasets() -> list[DatasetSpec]:
    """Return the registered datasets in their order."""
    return sorted(_datasets.values(), key=lambda spec: (spec.order, spec.slug))


def dataset(slug: str) -> DatasetSpec | None:
    """Return one dataset, or None if no context registered it."""
    return _datasets.get(slug)


def services() -> list[ServiceSpec]:
    """Return the registered services by their path."""
    return [_services[path] for path in sorted(_services)]
