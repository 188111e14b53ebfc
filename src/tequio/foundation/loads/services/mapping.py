"""Which column of a file is which datum: by what a person said before, else by the names it may have."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from tequio.core.sheets import headers
from tequio.foundation.loads.models import Batch, Memory
from tequio.foundation.loads.types import Column, LoadKind


def names(kind: LoadKind) -> frozenset[str]:
    """Return every plain name that a column of the kind may have."""
    return frozenset(name for column in kind.columns for name in _called(column))


def guess(kind: LoadKind, header: Sequence[str], remembered: Mapping[str, str]) -> dict[str, int]:
    """Return the place in the header of each column of the kind that is found (LOAD-10, LOAD-11).

    Args:
        kind: of the rows.
        header: the names over the columns of the file.
        remembered: what plain names of headers meant before; empty text for what meant nothing.
    """
    places = {headers.named(name): place for place, name in reversed(list(enumerate(header))) if name}
    known = {column.name for column in kind.columns}
    found: dict[str, int] = {}
    for name, meant in remembered.items():
        if meant in known and name in places:
            found[meant] = places[name]
    taken = set(found.values()) | {places[n] for n, meant in remembered.items() if not meant and n in places}
    for column in kind.columns:
        for name in _called(column):
            if column.name not in found and places.get(name, -1) not in taken | {-1}:
                found[column.name] = places[name]
                taken.add(places[name])
    return found


def missing(kind: LoadKind, mapping: Mapping[str, int]) -> list[Column]:
    """Return the columns without which nothing can be loaded; of a group, its first."""
    lacking = [column for column in kind.columns if column.required and column.name not in mapping]
    groups: dict[str, list[Column]] = {}
    for column in kind.columns:
        if column.one_of:
            groups.setdefault(column.one_of, []).append(column)
    return lacking + [g[0] for g in groups.values() if not any(column.name in mapping for column in g)]


def lacking(kind: LoadKind, mapping: Mapping[str, int]) -> list[str]:
    """Return how the missing columns are called; of a group, all its names, of which one is enough."""
    named = []
    for column in missing(kind, mapping):
        group = [one for one in kind.columns if column.one_of and one.one_of == column.one_of] or [column]
        named.append(_(" o ").join(str(one.label) for one in group))
    return named


def remember(*, kind: LoadKind, batch: Batch, at: datetime) -> None:
    """Keep what the person who loads says of the columns, for the next file of the kind."""
    if batch.created_by_id is None:
        return
    meant = {place: name for name, place in batch.mapping.items()}
    said = {headers.named(name): meant.get(place, "") for place, name in enumerate(batch.header) if name}
    memory = Memory.objects.filter(kind=kind.slug, person_id=batch.created_by_id).first()
    Memory.objects.update_or_create(
        kind=kind.slug,
        person_id=batch.created_by_id,
        defaults={"columns": {**(memory.columns if memory else {}), **said}, "used_at": at},
    )


def _called(column: Column) -> list[str]:
    return [headers.named(text) for text in (str(column.label), *column.synonyms, column.name)]
