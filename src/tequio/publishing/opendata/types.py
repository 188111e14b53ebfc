"""Datasets: what a context publishes, for people and machines. Contexts register theirs in ``apps.ready``."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

TYPE_LABELS = {
    "text": _("Texto"),
    "number": _("Número"),
    "money": _("Dinero, en pesos"),
    "date": _("Fecha"),
    "datetime": _("Fecha y hora"),
    "boolean": _("Sí o no"),
    "geometry": _("Lugar en el mapa"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column or property of a dataset and what it means, in plain words (lazy translation)."""

    name: str
    description: object
    type: str = "text"  # one of TYPE_LABELS

    @property
    def type_label(self) -> object:
        """The type in words."""
        return TYPE_LABELS.get(self.type, self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSpec:
    """A dataset: its slug is its place in the catalogue, and the first part of its files' keys."""

    slug: str
    title: object
    description: object
    fields: Sequence[Field] = ()
    licence: str = "CC BY 4.0"
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.es"
    frequency: object = ""  # how often it changes, in words
    order: int = 100


_datasets: dict[str, DatasetSpec] = {}


def register(spec: DatasetSpec) -> None:
    """Put a dataset in the catalogue."""
    _datasets[spec.slug] = spec


def datasets() -> list[DatasetSpec]:
    """Return the registered datasets in their order."""
    return sorted(_datasets.values(), key=lambda spec: (spec.order, spec.slug))


def dataset(slug: str) -> DatasetSpec | None:
    """Return one dataset, or None if no context registered it."""
    return _datasets.get(slug)
