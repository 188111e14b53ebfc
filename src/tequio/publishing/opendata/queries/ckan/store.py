"""The rows of a table, as datastore_search gives them: read from the published file itself."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from tequio.core.text import plain
from tequio.publishing.opendata.adapters.shelf import public
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.queries.ckan.asked import Asked, Missing, Refused
from tequio.publishing.opendata.queries.ckan.packages import Said
from tequio.publishing.opendata.types import Table

USUAL_ROWS = 100
MOST_ROWS = 32_000
_TYPES = {
    "number": "numeric",
    "integer": "numeric",
    "money": "numeric",
    "boolean": "bool",
    "datetime": "timestamp",
    "date": "date",
}


def fields(columns: list[str], table: Table | None) -> list[Said]:
    """Return the columns of a table as the store tells them, with what each means."""
    known = {one.name: one for one in table.fields} if table else {}
    found: list[Said] = [{"id": "_id", "type": "int"}]
    for name in columns:
        one = known.get(name)
        described = {"info": {"label": name, "notes": str(one.description)}} if one else {}
        found.append({"id": name, "type": _TYPES.get(one.type, "text") if one else "text", **described})
    return found


def search(one: PublishedFile, table: Table | None, asked: Asked) -> Said:
    """Answer datastore_search.

    Args:
        one: a CSV file of modest size.
        table: its dictionary, if it has one.
        asked: filters, q, fields, sort, limit, offset, include_total, records_format.

    Raises:
        Missing: if the file cannot be read.
        Refused: if a parameter names no column or cannot be read.
    """
    columns, rows = _read(one)
    described = fields(columns, table)
    kinds = {column["id"]: column["type"] for column in described}
    chosen = _chosen(asked, columns)
    rows = _matching(rows, asked, columns)
    if order := asked.text("sort"):
        rows = iter(_sorted(list(rows), order, kinds))
    limit = asked.number("limit", USUAL_ROWS, most=MOST_ROWS)
    offset = asked.number("offset", 0, most=10**9)
    page = list(islice(rows, offset, offset + limit)) if limit else []
    answer: Said = {
        "resource_id": str(one.uid),
        "fields": [column for column in described if column["id"] in chosen],
        "records_format": asked.text("records_format", "objects"),
        "records": _records(page, chosen, kinds, asked),
        "limit": limit,
        "offset": offset,
        "_links": _links(one, limit, offset),
    }
    if asked.flag("include_total", default=True):
        skipped = offset + len(page) if limit else 0
        answer["total"] = (skipped if page or not limit else _count(one, asked, columns)) + sum(1 for _ in rows)
        answer["total_was_estimated"] = False
    return answer


def _count(one: PublishedFile, asked: Asked, columns: list[str]) -> int:
    """Return how many rows match, where the page asked for lies beyond the last."""
    return sum(1 for _ in _matching(_read(one)[1], asked, columns))


def _read(one: PublishedFile) -> tuple[list[str], Iterator[Said]]:
    try:
        file = public().open(one.key)
    except OSError as error:
        raise Missing(str(one.uid)) from error
    with file:
        text = file.read().decode("utf-8-sig", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    columns = next(reader, [])
    return columns, (
        {"_id": number, **dict(zip(columns, row, strict=False))} for number, row in enumerate(reader, 1)
    )


def _chosen(asked: Asked, columns: list[str]) -> list[str]:
    names = asked.listed("fields")
    if unknown := [name for name in names if name not in {"_id", *columns}]:
        raise Refused("fields", f'field "{unknown[0]}" not in table')
    return names or ["_id", *columns]


def _matching(rows: Iterator[Said], asked: Asked, columns: list[str]) -> Iterator[Said]:
    filters = {name: _texts(value) for name, value in asked.mapped("filters").items()}
    if unknown := [name for name in filters if name not in {"_id", *columns}]:
        raise Refused("filters", f'field "{unknown[0]}" not in table')
    said = asked.raw("q")
    spoken = asked.mapped("q") if isinstance(said, Mapping) or str(said or "").startswith("{") else {}
    words = [] if spoken else plain(asked.text("q")).split()
    for row in rows:
        if any(str(row.get(name, "")) not in values for name, values in filters.items()):
            continue
        if words and not _says(words, " ".join(str(value) for value in row.values())):
            continue
        if all(_says(plain(str(text)).split(), str(row.get(name, ""))) for name, text in spoken.items()):
            yield row


def _texts(value: Any) -> set[str]:
    return {str(one) for one in value} if isinstance(value, list) else {str(value)}


def _says(words: list[str], text: str) -> bool:
    whole = plain(text)
    return all(word in whole for word in words)


def _sorted(rows: list[Said], order: str, kinds: dict[str, str]) -> list[Said]:
    for part in reversed(order.split(",")):
        name, _, way = part.strip().partition(" ")
        name = name.strip('"')
        if name not in kinds or way.strip().lower() not in {"", "asc", "desc"}:
            raise Refused("sort", f'field "{name}" not in table')
        rows.sort(
            key=lambda row: _sortable(row.get(name, ""), kinds[name]),
            reverse=way.strip().lower() == "desc",
        )
    return rows


def _sortable(value: Any, kind: str) -> tuple[int, Any, str]:
    number = _typed(value, kind) if kind in {"numeric", "int"} else None
    return (0, number, "") if isinstance(number, int | float) else (1, 0, plain(str(value)))


def _records(page: list[Said], chosen: list[str], kinds: dict[str, str], asked: Asked) -> list[Any]:
    rows = [{name: _typed(row.get(name), kinds[name]) for name in chosen} for row in page]
    return [list(row.values()) for row in rows] if asked.text("records_format") == "lists" else rows


def _typed(value: Any, kind: str) -> Any:
    """Return a cell as its column's type has it; what does not fit stays as it was written."""
    if value in (None, ""):
        return None
    if kind == "bool":
        return {"true": True, "false": False}.get(str(value), value)
    if kind not in {"numeric", "int"}:
        return value
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return float(value)
    except ValueError:
        return value


def _links(one: PublishedFile, limit: int, offset: int) -> Said:
    base = f"/api/3/action/datastore_search?resource_id={one.uid}&limit={limit}"
    return {"start": base, "next": f"{base}&offset={offset + limit}"}
