"""What the boards ask and answer. The Spanish words are those of their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from tequio.accountability.projects.types import Figures, GroupFigures


class Group(StrEnum):
    """The ways in which the first board cuts the projects. The value stands in the address of its CSV."""

    STAGE = "etapas"
    SECTOR = "sectores"
    OFFICE = "areas"


class Table(StrEnum):
    """What can be compared side by side."""

    SECTOR = "sectores"
    OFFICE = "areas"
    CATEGORY = "temas"
    SUPPLIER = "proveedores"
    PROCEDURE = "procedimientos"


class Span(StrEnum):
    """A stretch of a project's life, in days."""

    CONTRACT = "contrato"  # from the decision to the first contract
    WORKS = "obra"  # from the contract to the delivery
    WHOLE = "total"  # from the decision to the delivery


class Timing(StrEnum):
    """How a project stands against its promise."""

    ON_TIME = "a-tiempo"
    LATE = "tarde"
    OVERDUE = "vencido"
    RUNNING = "vigente"
    UNPROMISED = "sin-fecha"
    UNSIGNED = "sin-contrato"


BUCKETS = ((0, 30), (31, 60), (61, 90), (91, 180), (181, 365), (366, None))  # days, both ends included
CELL = 5  # points of a cell in which dots of the scatter are joined

_PARAMETERS = {
    "edition": "edicion",
    "sector": "sector",
    "office": "area",
    "year": "anio",
    "procedure": "procedimiento",
    "category": "tema",
    "supplier": "proveedor",
    "stage": "etapa",
    "timing": "estado",
    "month": "mes",
    "span": "tramo",
    "bucket": "dias",
    "built": "construido",
    "paid": "pagado",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asked to see; empty means any. ``offices`` is the scope of an office's board."""

    edition: str = ""  # slug
    sector: int | None = None
    office: int | None = None
    year: int | None = None  # in which it was decided
    procedure: str = ""  # code
    category: str = ""  # name
    supplier: int | None = None
    stage: str = ""
    timing: Timing | None = None
    month: str = ""  # 2026-09, of the signature
    span: Span | None = None
    bucket: int | None = None  # index in BUCKETS
    built: int | None = None  # lower end of a cell
    paid: int | None = None
    offices: frozenset[int] | None = None

    def query(self, **changed: Any) -> str:
        """Return the address' query with these filters and what changes, with its question mark; or nothing."""
        now = replace(self, **changed)
        if now.offices and len(now.offices) == 1 and not now.office:
            now = replace(now, office=min(now.offices))
        asked = {word: getattr(now, name) for name, word in _PARAMETERS.items()}
        kept = {word: value for word, value in asked.items() if value not in {None, ""}}
        return f"?{urlencode(kept)}" if kept else ""

    def only(self, names: Iterable[str]) -> "Filters":
        """Return these filters without any other than the named ones."""
        wanted = {*names, "offices"}
        return Filters(**{f.name: getattr(self, f.name) for f in fields(self) if f.name in wanted})


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of the first board: all of it, and each cut of it."""

    totals: Figures
    by: dict[Group, list[GroupFigures]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How long a stretch took: in how many projects, the middle one, and how many in each bucket."""

    span: Span
    count: int
    median: int | None
    buckets: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long things take and how promises are kept."""

    days: tuple[Days, ...]
    timing: dict[Timing, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a comparison. Money in centavos."""

    key: str
    label: str
    count: int  # projects, or contracts
    promised: int
    contracted: int
    paid: int
    finished: int = 0

    @property
    def paid_percent(self) -> int:
        """Return the share of what was contracted that was paid, in whole per cent."""
        return 100 * self.paid // self.contracted if self.contracted else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What was signed in a month."""

    month: str  # 2026-09
    contracts: int
    centavos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What the amendments changed in the contracts that are asked for."""

    contracts: int
    amended: int
    amendments: int
    before: int  # of the amended contracts whose first amount is known
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Where a project, or a cell of several, stands."""

    built: int
    paid: int
    count: int
    folio: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A share: how many of how many, and where its rows are."""

    label: Any
    part: int
    whole: int
    url: str

    @property
    def percent(self) -> int | None:
        """Return the share in whole per cent, or None of nothing."""
        return 100 * self.part // self.whole if self.whole else None
