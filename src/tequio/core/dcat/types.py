"""What a catalogue says of its datasets, whatever the format in which it is then written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who publishes, and where people write to them. The e-mail and the telephone may be empty."""

    name: str
    homepage: str
    email: str = ""
    phone: str = ""
    contact_page: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The time that the data speak of; no end means until now."""

    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The place that the data speak of; ``box`` is west, south, east, north in WGS84 degrees."""

    name: str
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``type`` is one of ``vocabularies.COLUMN_TYPES``; ``codes`` are the values that it may have."""

    name: str
    description: str
    type: str = "text"
    unit: str = ""
    codes: Sequence[tuple[str, str]] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A file as it stands now. ``sha256`` is hexadecimal; ``conforms_to`` the address of its standard."""

    name: str
    title: str
    url: str
    media_type: str
    size: int  # bytes
    sha256: str
    issued: datetime
    modified: datetime
    columns: Sequence[Column] = ()
    conforms_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset with the files that speak of the whole of it."""

    identifier: str
    title: str
    description: str
    page: str
    licence: str  # its address
    licence_name: str
    frequency: str  # one of ``vocabularies.FREQUENCIES``
    theme: str  # one of ``vocabularies.THEMES``
    keywords: Sequence[str] = ()
    period: Period | None = None
    issued: datetime | None = None
    modified: datetime | None = None
    version: str = ""
    distributions: Sequence[Distribution] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A way to ask for the data by program: where it answers, and where it is described."""

    title: str
    description: str
    url: str
    described_at: str
    datasets: Sequence[str] = ()  # identifiers; none: all of the catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The whole catalogue. ``url`` is where its DCAT document stands, ``page`` where people read it."""

    url: str
    page: str
    title: str
    description: str
    publisher: Agent
    place: Place
    language: str = "es"
    licence: str = ""
    datasets: Sequence[Dataset] = ()
    services: Sequence[Service] = ()

    @property
    def issued(self) -> datetime | None:
        """When the first dataset was published."""
        return min((one.issued for one in self.datasets if one.issued), default=None)

    @property
    def modified(self) -> datetime | None:
        """When any dataset last changed."""
        return max((one.modified for one in self.datasets if one.modified), default=None)
