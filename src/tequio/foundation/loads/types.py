"""What a context says of a kind of rows that it takes from a spreadsheet, and what the machine tells it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event

if TYPE_CHECKING:
    from tequio.foundation.accounts.models import User


class CellKind(StrEnum):
    """How the cells of a column are read (docs/rules/loads.md)."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"  # centavos
    NUMBER = "number"  # a whole one, not negative
    PERCENT = "percent"
    DEGREES = "degrees"
    EMAIL = "email"


class BatchState(StrEnum):
    """Where a bulk load stands."""

    READING = "reading"  # in the background, from its file
    UNREADABLE = "unreadable"
    MAPPING = "mapping"  # its columns are being named
    CHECKING = "checking"  # in the background
    FAILED = "failed"  # some row cannot be written
    READY = "ready"  # every row can be written
    LOADING = "loading"  # in the background
    LOADED = "loaded"
    UNDOING = "undoing"  # in the background
    UNDONE = "undone"


BATCH_LABELS = {
    BatchState.READING: _("Leyendo el archivo"),
    BatchState.UNREADABLE: _("No se pudo leer"),
    BatchState.MAPPING: _("Faltan columnas"),
    BatchState.CHECKING: _("Revisando las filas"),
    BatchState.FAILED: _("Con filas por corregir"),
    BatchState.READY: _("Lista para cargar"),
    BatchState.LOADING: _("Cargando"),
    BatchState.LOADED: _("Cargada"),
    BatchState.UNDOING: _("Deshaciendo"),
    BatchState.UNDONE: _("Deshecha"),
}
WORKING = frozenset({BatchState.READING, BatchState.CHECKING, BatchState.LOADING, BatchState.UNDOING})
OPEN = frozenset({BatchState.MAPPING, BatchState.FAILED, BatchState.READY})  # its columns may be named anew


class RowState(StrEnum):
    """What a row does, or did."""

    PENDING = "pending"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    EXAMPLE = "example"  # the template's own, left out
    KEPT = "kept"  # it could not be undone
    UNDONE = "undone"


ROW_LABELS = {
    RowState.PENDING: _("Por revisar"),
    RowState.NEW: _("Nueva"),
    RowState.CHANGED: _("Cambia"),
    RowState.UNCHANGED: _("Igual, no cambia nada"),
    RowState.FAILED: _("Por corregir"),
    RowState.EXAMPLE: _("Fila de ejemplo, no se carga"),
    RowState.KEPT: _("No se deshizo"),
    RowState.UNDONE: _("Deshecha"),
}
ROW_PLURALS = {
    RowState.PENDING: _("Por revisar"),
    RowState.NEW: _("Nuevas"),
    RowState.CHANGED: _("Cambian"),
    RowState.UNCHANGED: _("Iguales"),
    RowState.FAILED: _("Por corregir"),
    RowState.EXAMPLE: _("De ejemplo"),
    RowState.KEPT: _("No se deshicieron"),
    RowState.UNDONE: _("Deshechas"),
}
WROTE = (RowState.NEW.value, RowState.CHANGED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One datum of a row.

    Attributes:
        name: by which the kind knows it.
        label: over the column in our template (a lazy translation or a text).
        help: what to write (a lazy translation).
        synonyms: how others call the column; accents, case and punctuation do not matter.
        kind: how its cells are read.
        required: whether a file without it cannot be loaded, nor a row with its cell empty.
        one_of: name of a group of columns of which one is enough, instead of ``required``.
        choices: what may be written, for the template's list; called with who loads.
        example: what the template's example row says, as a person types it.
        extra: one more of a series (a second payment): found by its name, but not asked for in the form.
        template: whether it stands in the template.
    """

    name: str
    label: Any
    help: Any = ""
    synonyms: tuple[str, ...] = ()
    kind: CellKind = CellKind.TEXT
    required: bool = False
    one_of: str = ""
    choices: "Callable[[User | None], Iterable[str]] | None" = None
    example: str = ""
    extra: bool = False
    template: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a row: in which column (empty: with the row as a whole), in words."""

    column: str
    text: Any


@dataclass(slots=True, kw_only=True)
class RowSaid:
    """What a row says, and what the kind answers: its state, its problems, what it wrote.

    Attributes:
        number: of the row, as the spreadsheet shows it.
        values: the value of each column of the kind; None where the cell is empty or its column is not there.
        problems: what is wrong; a row with any is not written.
        state: NEW, CHANGED or UNCHANGED, said by the kind.
        label: how a person knows the row: a folio and a name.
        subject: a key of the thing that the row wrote on, the same for every kind (``project:7``), so that a
            later load on the same thing is undone first.
        written: plain values by which the kind undoes the row: ids, and what stood before.
    """

    number: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    state: RowState = RowState.PENDING
    label: str = ""
    subject: str = ""
    written: dict[str, Any] | None = None

    def refuse(self, column: str, text: Any) -> None:
        """Note what is wrong with a cell; with an empty column, with the row."""
        self.problems.append(Problem(column=column, text=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for every row of a pass: who loads, when, and the scope that was chosen for the file."""

    actor: "User | None"
    at: datetime
    scope: str = ""

    @property
    def actor_id(self) -> int | None:
        return self.actor.pk if self.actor else None


class Writer(Protocol):
    """Writes rows in the machine's transaction. Rows come in order, in portions."""

    def write(self, rows: Sequence[RowSaid]) -> None:
        """Write the rows without problems, and say of each what it did or why it cannot be."""

    def finish(self) -> Sequence[Event]:
        """Write what hangs on all rows together; return the events that tell of them besides BatchLoaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A row of a load that is being undone. ``at`` is when it was written."""

    number: int
    label: str
    state: str  # new or changed
    written: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Something that is chosen once for a whole file, such as an edition."""

    label: Any
    help: Any
    choices: Callable[[], Iterable[tuple[str, str]]]  # value and label


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadKind:
    """A kind of rows that a context takes from a spreadsheet.

    Attributes:
        slug: in addresses and in the database.
        title: in the plural.
        description: what a row is, in a sentence.
        permissions: any of which lets a person load; held for the whole government, it shows others' loads too.
        columns: of a row.
        begin: makes the writer of one pass over a file.
        blocked: says which rows cannot be undone, by number, and why.
        undo: takes back rows, the last first, and returns the events that tell of it.
        current: what there is now, as rows by column name, to edit and load; None where not offered.
        scope: what is chosen once for the file, if anything.
        order: among the kinds.
    """

    slug: str
    title: Any
    description: Any
    permissions: tuple[Permission, ...]
    columns: tuple[Column, ...]
    begin: Callable[[Setting], Writer]
    blocked: Callable[[Sequence[Written]], Mapping[int, Any]]
    undo: Callable[[Sequence[Written], Setting], Sequence[Event]]
    current: "Callable[[User], Iterable[Mapping[str, Any]]] | None" = None
    scope: Scope | None = None
    order: int = 100


_kinds: dict[str, LoadKind] = {}


def register(kind: LoadKind) -> None:
    """Add a kind. A context calls it once, in its ``apps.ready``."""
    _kinds[kind.slug] = kind


def kinds() -> list[LoadKind]:
    """Return every kind, in order."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def find(slug: str) -> LoadKind | None:
    """Return the kind of that slug, or None."""
    return _kinds.get(slug)
