"""Loading a roll: read, looked at, put in use in place of the one before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.core import curp as rules
from tequio.core.text import plain
from tequio.foundation.audit import services as audit
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.foundation.files.types import Table
from tequio.foundation.identity.events import RollActivated
from tequio.foundation.identity.models import Roll, RollEntry
from tequio.foundation.identity.services.claims import roll_key
from tequio.foundation.identity.services.errors import RollUnreadable
from tequio.foundation.identity.services.keys import digest
from tequio.foundation.identity.types import FLAW_WORDS, KeyKind, RollKey, RollState
from tequio.foundation.territory import queries as territory

_PROBLEMS_KEPT = 500
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a roll, read: its key's HMAC or what is wrong with it, and its place."""

    number: int
    digest: bytes | None
    unit_id: int | None
    problem: str


@transaction.atomic
def read(
    *,
    content: bytes,
    file_name: str,
    name: str,
    key: RollKey,
    key_column: str,
    key_label: str,
    unit_column: str,
    actor: int,
    at: datetime,
) -> Roll:
    """Read a spreadsheet into a draft: only HMACs are kept, and the numbers of the rows that have a problem.

    Args:
        content: the file's bytes; they are not kept.
        file_name: for messages.
        name: what the roll is called.
        key: what people are searched by.
        key_column: the heading over the keys.
        key_label: what the key is called, where it is not the CURP.
        unit_column: the heading over the colonia's name or code, or empty.
        actor: the id of who loads it.
        at: now.

    Raises:
        UnreadableSpreadsheetError: if it cannot be read as a table.
        RollUnreadable: if a column is not there, or no row can be used.
    """
    table = read_rows(content, file_name)
    lines = list(
        _lines(table, key, _column(table, key_column), _column(table, unit_column) if unit_column else None)
    )
    sound = {line.digest: line for line in lines if line.digest is not None}
    if not sound:
        raise RollUnreadable(_("Ninguna fila tiene una clave que sirva. Revise qué columna es la de la clave."))
    roll = Roll.objects.create(
        name=name.strip(),
        key=key.value,
        key_label=key_label.strip(),
        loaded_at=at,
        loaded_by=actor,
        rows=len(sound),
        problems=_problems(lines),
    )
    rows = (RollEntry(roll=roll, digest=mark, unit_id=line.unit_id) for mark, line in sound.items())
    RollEntry.objects.bulk_create(rows, batch_size=_BATCH)
    return roll


@transaction.atomic
def activate(*, roll: Roll, actor: int) -> None:
    """Put a draft in use; the roll before it is emptied, and who was on it alone is no longer on the roll."""
    before = Roll.objects.select_for_update().filter(state=RollState.ACTIVE.value).first()
    if before is not None:
        before.entries.all().delete()
        Roll.objects.filter(pk=before.pk).update(state=RollState.REPLACED.value)
    if Roll.objects.filter(pk=roll.pk, state=RollState.DRAFT.value).update(state=RollState.ACTIVE.value):
        event = RollActivated(roll_id=roll.pk, rows=roll.rows, replaced_id=before.pk if before else None)
        audit.record(event, actor=actor)


@transaction.atomic
def discard(*, roll: Roll) -> None:
    """Forget a draft."""
    Roll.objects.filter(pk=roll.pk, state=RollState.DRAFT.value).delete()


def _column(table: Table, heading: str) -> int:
    wanted = plain(heading)
    place = next((n for n, found in enumerate(table.header) if plain(found) == wanted), None)
    if place is None:
        values = {"wanted": heading, "found": ", ".join(filter(None, table.header))}
        raise RollUnreadable(_("No está la columna «%(wanted)s». La hoja tiene: %(found)s.") % values)
    return place


def _lines(table: Table, key: RollKey, key_at: int, unit_at: int | None) -> Iterator[Line]:
    places = _places(unit_at)
    seen: set[bytes] = set()
    for row in table.rows:
        mark, problem = _mark(key, row.values[key_at])
        if mark is not None and mark in seen:
            mark, problem = None, _("La clave está repetida; se cuenta una vez.")
        if mark is not None:
            seen.add(mark)
        unit_id = places.get(plain(str(row.values[unit_at] or ""))) if unit_at is not None else None
        if unit_at is not None and unit_id is None and not problem:
            problem = _("La colonia no está en el mapa; la persona la dirá.")
        yield Line(row.number, mark, unit_id, problem)


def _mark(key: RollKey, value: Any) -> tuple[bytes | None, str]:
    text = str(value if value is not None else "").strip()
    if not text:
        return None, _("Falta la clave.")
    if key is RollKey.OTHER:
        return digest(KeyKind.ROLL, roll_key(text)), ""
    found, findings = rules.read(text)
    if found is None:
        return None, str(FLAW_WORDS[findings[0].flaw])
    return digest(KeyKind.CURP, found.key), ""


def _places(unit_at: int | None) -> dict[str, int]:
    """Return the colonias of the map in use by name, code and alias, as they are compared."""
    version = territory.published_versions().first()
    level = territory.lowest_level(version) if unit_at is not None and version else None
    if level is None:
        return {}
    found: dict[str, int] = {}
    for unit in level.units.defer("geometry", "sketch").prefetch_related("aliases"):
        for name in (unit.code, unit.name, *(alias.name for alias in unit.aliases.all())):
            found.setdefault(plain(name), unit.pk)
    return found


def _problems(lines: Iterable[Line]) -> list[list[Any]]:
    return [[line.number, line.problem] for line in lines if line.problem][:_PROBLEMS_KEPT]
