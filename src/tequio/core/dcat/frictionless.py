"""A dataset as a Data Package, and a table as a Table Schema (Frictionless Standards 1)."""

from collections.abc import Sequence
from typing import Any

from tequio.core.dcat import vocabularies as known
from tequio.core.dcat.types import Agent, Column, Dataset, Distribution

CSV = "text/csv"


def data_package(one: Dataset, publisher: Agent) -> dict[str, Any]:
    """Return the descriptor of a dataset: its files by their addresses, each with size, hash and schema."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": one.identifier,
        "id": one.page,
        "title": one.title,
        "description": one.description,
        "homepage": one.page,
        "licenses": [_licence(one)],
        "keywords": list(one.keywords),
        "contributors": [_contributor(publisher)],
        "resources": [_resource(file) for file in one.distributions],
    }
    if one.modified:
        package["created"] = one.modified.isoformat(timespec="seconds")
    if one.version:
        package["version"] = one.version
    return package


def table_schema(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the Table Schema of a table with these columns."""
    return {"fields": [_field(column) for column in columns], "missingValues": [""]}


def _licence(one: Dataset) -> dict[str, str]:
    name = known.licence_codes(one.licence)[0]
    found = {"path": known.licence_root(one.licence), "title": one.licence_name}
    return {"name": name, **found} if name else found


def _contributor(who: Agent) -> dict[str, str]:
    found = {"title": who.name, "path": who.homepage, "role": "publisher"}
    return {**found, "email": who.email} if who.email else found


def _resource(file: Distribution) -> dict[str, Any]:
    plain = known.plain_type(file.media_type)
    found: dict[str, Any] = {
        "name": file.name,
        "title": file.title,
        "path": file.url,
        "format": known.format_name(plain).lower(),
        "mediatype": plain,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if plain == CSV:
        found |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}}
        if file.columns:
            found |= {"profile": "tabular-data-resource", "schema": table_schema(file.columns)}
    return found


def _field(column: Column) -> dict[str, Any]:
    kind, pattern = known.COLUMN_TYPES[column.type]
    found: dict[str, Any] = {"name": column.name, "type": kind, "description": _said(column)}
    if pattern:
        found["format"] = pattern
    rules: dict[str, Any] = {}
    if column.required:
        rules["required"] = True
    if column.codes:
        rules["enum"] = [code for code, _meaning in column.codes]
    return {**found, "constraints": rules} if rules else found


def _said(column: Column) -> str:
    codes = "; ".join(f"{code}: {meaning}" for code, meaning in column.codes)
    parts = (column.description, f"[{column.unit}]" if column.unit else "", codes)
    return " ".join(part for part in parts if part)
