"""Releases as tables: several CSV files joined by ids, and one simple row per process (FLAT in publishing.md).

Columns are known beforehand from the profile, so that releases pass one by one and nothing is kept in memory.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TextIO

from tequio.core.ocds.profile.extensions import EXTENSIONS, USED
from tequio.core.ocds.profile.notation import Deprecated, From, Part
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.schema import Property, properties
from tequio.core.text import inert

SIMPLE_COLUMNS = (
    "ocid",
    "titulo",
    "proyecto_folio",
    "proyecto",
    "presupuesto",
    "procedimiento",
    "metodo",
    "categoria",
    "estado",
    "comprador",
    "area_contratante",
    "proveedores",
    "monto_adjudicado",
    "contratos",
    "monto_contratado",
    "fecha_firma",
    "inicio",
    "fin",
    "monto_pagado",
    "fecha",
)
# Of the simple table, those that hold numbers.
SIMPLE_NUMBERS = frozenset(
    SIMPLE_COLUMNS.index(name)
    for name in ("presupuesto", "monto_adjudicado", "contratos", "monto_contratado", "monto_pagado")
)
_NUMBERS = (int, float, Decimal)
_OURS = frozenset(name for name, url in EXTENSIONS.items() if url in USED)
Path = tuple[str, ...]
Row = dict[str, str]


def cell(value: Any) -> str:
    """Return a value as a cell: numbers as they are, lists joined with semicolons, texts made safe."""
    if isinstance(value, str):  # most are
        return inert(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return inert("; ".join(str(one) for one in value))
    return str(value) if isinstance(value, int | float | Decimal) else inert(str(value))


@dataclass(frozen=True, slots=True)
class Table:
    """One table: where its rows come from in a release, and its columns as paths from there."""

    name: str  # such as contracts_implementation_transactions; releases for the release itself
    parents: tuple[str, ...]  # names of the columns with the ids of what contains the row, outermost first
    columns: tuple[Path, ...]
    numeric: frozenset[int] = frozenset()  # places in a row that hold numbers

    @property
    def header(self) -> list[str]:
        """Return the names of the columns: the process, the containers, then the fields with slashes."""
        return ["ocid", *self.parents, *("/".join(path) for path in self.columns)]


@cache
def tables() -> tuple[Table, ...]:
    """Return every table of the profile with our extensions, the release's own first."""
    return tuple(_tables(Release, "releases", ()))


def _tables(part: type[Part], name: str, parents: tuple[str, ...]) -> Iterator[Table]:
    columns = [one for one in _columns(part) if (name, one[0]) != ("releases", ("ocid",))]
    first = 1 + len(parents)
    numeric = frozenset(first + place for place, (_path, number) in enumerate(columns) if number)
    yield Table(name, parents, tuple(path for path, _number in columns), numeric)
    base = "" if name == "releases" else f"{name}_"
    containers = (*parents, "release/id" if name == "releases" else f"{name.replace('_', '/')}/id")
    for path, inner in _lists(part):
        yield from _tables(inner, base + "_".join(path), containers)


def _fields(part: type[Part]) -> Iterator[Property]:
    for one in properties(part):
        source = one.mark(From)
        if not one.mark(Deprecated) and (source is None or source.extension in _OURS):
            yield one


def _columns(part: type[Part], before: Path = ()) -> Iterator[tuple[Path, bool]]:
    """Yield each column and whether it holds numbers."""
    for one in _fields(part):
        if one.part is None:
            yield (*before, one.name), one.kind in _NUMBERS and not one.many
        elif not one.many:
            yield from _columns(one.part, (*before, one.name))


@cache
def _lists(part: type[Part], before: Path = ()) -> tuple[tuple[Path, type[Part]], ...]:
    found: list[tuple[Path, type[Part]]] = []
    for one in _fields(part):
        if one.part is not None and one.many:
            found.append(((*before, one.name), one.part))
        elif one.part is not None:
            found.extend(_lists(one.part, (*before, one.name)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the fields of a structure go: to a column, deeper into the row, or to a table of their own."""

    columns: Mapping[str, int]
    objects: Mapping[str, "_Plan"]
    lists: Mapping[str, tuple[str, type[Part]]]  # name of the table, and what its rows are


@cache
def _plan(part: type[Part], name: str) -> tuple[_Plan, int]:
    """Return the plan of a table's rows and how many columns they have."""
    order = {path: place for place, path in enumerate(by_name()[name].columns)}
    return _planned(part, (), order, "" if name == "releases" else f"{name}_"), len(order)


def _planned(part: type[Part], before: Path, order: Mapping[Path, int], base: str) -> _Plan:
    columns: dict[str, int] = {}
    objects: dict[str, _Plan] = {}
    lists: dict[str, tuple[str, type[Part]]] = {}
    for one in _fields(part):
        path = (*before, one.name)
        if one.part is None:
            if path in order:
                columns[one.name] = order[path]
        elif one.many:
            lists[one.name] = (base + "_".join(path), one.part)
        else:
            objects[one.name] = _planned(one.part, path, order, base)
    return _Plan(columns, objects, lists)


@cache
def by_name() -> Mapping[str, Table]:
    """Return every table by its name."""
    return {table.name: table for table in tables()}


Rows = Iterator[tuple[str, list[str]]]


def rows(release: Mapping[str, Any]) -> Rows:
    """Yield every row of a release or compiled release, with the name of its table.

    A row has the cells of its table's ``header``.
    """
    return _rows(release, Release, "releases", [cell(release.get("ocid"))])


def _rows(value: Mapping[str, Any], part: type[Part], name: str, before: list[str]) -> Rows:
    plan, width = _plan(part, name)
    cells = [""] * width
    below: list[tuple[str, type[Part], list[Any]]] = []
    _fill(value, plan, cells, below)
    yield name, before + cells
    inside = [*before, cell(value.get("id"))] if below else before
    for table, inner, items in below:
        for item in items:
            if isinstance(item, dict):
                yield from _rows(item, inner, table, inside)


def _fill(
    value: Mapping[str, Any], plan: _Plan, cells: list[str], below: list[tuple[str, type[Part], list[Any]]]
) -> None:
    """Put the values of an object into the row's cells, and the lists below it among those that follow."""
    columns, objects, lists = plan.columns, plan.objects, plan.lists
    for name, inner in value.items():
        if name in columns:
            cells[columns[name]] = "" if isinstance(inner, dict) else cell(inner)
        elif name in objects:
            if isinstance(inner, dict):
                _fill(inner, objects[name], cells, below)
        elif name in lists and isinstance(inner, list):
            below.append((*lists[name], inner))


def write_tables(
    releases: Iterable[Mapping[str, Any]], opened: Callable[[str], TextIO], *, only: Iterable[str] = ()
) -> dict[str, int]:
    """Write releases as CSV tables, one release at a time, and return how many rows each table has.

    Args:
        releases: parsed releases or compiled releases.
        opened: gives the open text file of a table by its name; asked only for tables that have rows.
        only: names of the tables that are wanted; all by default.
    """
    wanted = set(only) or {table.name for table in tables()}
    headers = {table.name: table.header for table in tables()}
    writers: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for release in releases:
        for name, row in rows(release):
            if name not in wanted:
                continue
            if name not in writers:
                writers[name] = csv.writer(opened(name), lineterminator="\r\n")
                writers[name].writerow(headers[name])
            writers[name].writerow(row)
            counts[name] = counts.get(name, 0) + 1
    return counts


def simple_row(release: Mapping[str, Any]) -> Row:
    """Return one row that says of a (compiled) release what most people ask. Keys are ``SIMPLE_COLUMNS``.

    Amounts are with taxes, in the release's currency; what is awarded, contracted or paid is summed, without
    what was cancelled or left without award.
    """
    tender = _object(release, "tender")
    awards = [one for one in _list(release, "awards") if one.get("status") not in {"cancelled", "unsuccessful"}]
    contracts = [one for one in _list(release, "contracts") if one.get("status") != "cancelled"]
    values = {
        "ocid": release.get("ocid"),
        "titulo": tender.get("title"),
        **_project(release),
        "procedimiento": tender.get("procurementMethodDetails"),
        "metodo": tender.get("procurementMethod"),
        "categoria": tender.get("mainProcurementCategory"),
        "estado": tender.get("status"),
        "comprador": _object(release, "buyer").get("name"),
        "area_contratante": _object(tender, "procuringEntity").get("name"),
        "proveedores": _suppliers(awards),
        "monto_adjudicado": _sum(awards),
        **_contracted(contracts),
        "fecha": release.get("date"),
    }
    return {name: cell(values[name]) for name in SIMPLE_COLUMNS}


def _project(release: Mapping[str, Any]) -> dict[str, Any]:
    budget = _object(_object(release, "planning"), "budget")
    return {
        "proyecto_folio": budget.get("projectID"),
        "proyecto": budget.get("project"),
        "presupuesto": _object(budget, "amount").get("amount"),
    }


def _contracted(contracts: list[Mapping[str, Any]]) -> dict[str, Any]:
    payments = [
        payment for one in contracts for payment in _list(_object(one, "implementation"), "transactions")
    ]
    periods = [_object(one, "period") for one in contracts]
    return {
        "contratos": len(contracts),
        "monto_contratado": _sum(contracts),
        "fecha_firma": min(_texts(contracts, "dateSigned"), default=None),
        "inicio": min(_texts(periods, "startDate"), default=None),
        "fin": max(_texts(periods, "endDate"), default=None),
        "monto_pagado": _sum(payments),
    }


def _object(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(value: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = value.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _texts(many: Iterable[Mapping[str, Any]], name: str) -> list[str]:
    return [found[:10] for one in many if isinstance(found := one.get(name), str)]


def _suppliers(awards: Iterable[Mapping[str, Any]]) -> list[str]:
    names = [one.get("name") for award in awards for one in _list(award, "suppliers")]
    return list(dict.fromkeys(name for name in names if isinstance(name, str)))


def _sum(many: Iterable[Mapping[str, Any]]) -> int | Decimal | None:
    """Return the sum of amounts, exact to the centavo; None where there is none."""
    amounts = [_object(one, "value").get("amount") for one in many]
    known = [Decimal(str(one)) for one in amounts if isinstance(one, int | float) and not isinstance(one, bool)]
    total = sum(known, Decimal(0))
    return None if not known else int(total) if total == total.to_integral_value() else total


def write_simple(releases: Iterable[Mapping[str, Any]], to: TextIO) -> int:
    """Write the simple table of these releases as CSV and return how many rows it has."""
    writer = csv.DictWriter(to, SIMPLE_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for release in releases:
        writer.writerow(simple_row(release))
        count += 1
    return count
