"""Writing the tables of the datasets anew: what nobody publishes by hand is read from its context.

A table that did not change leaves its files as they are, so doing it again costs a reading and nothing else.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import override

from tequio.core.text import inert
from tequio.foundation.jobs.app import queue_once
from tequio.publishing.opendata.models import Upkeep
from tequio.publishing.opendata.services.publishing import publish_file
from tequio.publishing.opendata.types import DatasetSpec, Table, dataset, datasets

REFRESH = "opendata.refresh"  # the name of the task
CSV = "text/csv; charset=utf-8"
JSON = "application/json"
GEOJSON = "application/geo+json"
_LINES = 500  # of a CSV that are joined before they are written

Row = Sequence[Any]


def ask_refresh() -> None:
    """Ask the worker to write the tables of every dataset anew, one job for each that has some."""
    for spec in datasets():
        queue_once(REFRESH, once=f"{REFRESH}-{spec.slug}", slug=spec.slug)


def refresh_all(*, at: datetime) -> list[str]:
    """Write the tables of every dataset anew. Returns the slugs of those that failed; the rest are done."""
    return [spec.slug for spec in datasets() if not refresh(slug=spec.slug, at=at)]


def refresh(*, slug: str, at: datetime) -> bool:
    """Write the tables of a dataset anew, and note what they cover.

    What fails is noted for the office to see; files that stand stay as they are.

    Args:
        slug: which; one that nobody registered is left alone.
        at: now.

    Returns:
        Whether it worked.
    """
    spec = dataset(slug)
    if spec is None:
        return True
    try:
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            _write(spec, at)
    except (
        DatabaseError,
        OSError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
    ) as error:
        words = f"{type(error).__name__}: {error}"[:500]
        Upkeep.objects.update_or_create(dataset=slug, defaults={"failed_at": at, "failure": words})
        return False
    return True


def _write(spec: DatasetSpec, at: datetime) -> None:
    counted = {table.name: _put(spec, table, at) for table in spec.tables if table.rows is not None}
    covered = spec.temporal() if spec.temporal else None
    Upkeep.objects.update_or_create(
        dataset=spec.slug,
        defaults={
            "checked_at": at if counted else None,
            "failed_at": None,
            "failure": "",
            "begins": covered.begins if covered else None,
            "ends": covered.ends if covered else None,
            "rows": counted,
        },
    )


def _put(spec: DatasetSpec, table: Table, at: datetime) -> int:
    """Write the files of a table: CSV and JSON, and GeoJSON where rows are places. Returns how many rows."""
    rows = [tuple(row) for row in table.rows()] if table.rows else []
    wanted: list[tuple[str, str, Iterable[bytes]]] = [
        ("csv", CSV, _csv(table, rows)),
        ("json", JSON, _json(table, rows)),
    ]
    if table.point:
        wanted.append(("geojson", GEOJSON, _geojson(table, rows)))
    for ending, media_type, content in wanted:
        publish_file(
            key=f"{spec.slug}/{table.name}.{ending}",
            dataset=spec.slug,
            media_type=media_type,
            content=content,
            at=at,
        )
    return len(rows)


def _names(table: Table) -> list[str]:
    return [field.name for field in table.fields]


def _csv(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """Give CSV as RFC 4180 has it, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    writer.writerow(_names(table))
    for number, row in enumerate(rows, 1):
        writer.writerow([_cell(value) for value in row])
        if number % _LINES == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    whole = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return whole


def _cell(value: Any) -> Any:
    """Return a value as a table writes it. Text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return value
    return inert(value.isoformat() if isinstance(value, date) else str(value))


def _json(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """Give an array of objects, one on each line."""
    names = _names(table)
    yield b"["
    for number, row in enumerate(rows):
        yield (b",\n" if number else b"\n") + _object(dict(zip(names, row, strict=True)))
    yield b"\n]\n"


def _geojson(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """Give a FeatureCollection (RFC 7946), one place on each line; rows without a place are left out."""
    names = _names(table)
    lon, lat = table.point or ("", "")
    yield b'{"type":"FeatureCollection","features":['
    first = True
    for row in rows:
        values = dict(zip(names, row, strict=True))
        point = (values.pop(lon), values.pop(lat))
        if None in point:
            continue
        feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": point}, "properties": values}
        yield (b"\n" if first else b",\n") + _object(feature)
        first = False
    yield b"\n]}\n"


def _object(values: dict[str, Any]) -> bytes:
    return orjson.dumps(values, default=_said)


def _said(value: Any) -> Any:
    """Return what JSON has no type for: amounts as numbers, everything else as text."""
    return float(value) if isinstance(value, Decimal) else str(value)
