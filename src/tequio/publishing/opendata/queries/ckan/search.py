"""The searches of CKAN over what the catalogue holds: a small part of Solr's language, said in plain words.

Understood: words and "phrases" (all must be said), ``field:value``, ``field:(one OR other)``,
``field:[from TO until]``, ``*`` at the end or alone, ``+``, ``-``, AND, OR, NOT.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tequio.core.text import plain
from tequio.publishing.opendata.queries.ckan.asked import Asked, Refused, Unsearchable
from tequio.publishing.opendata.queries.ckan.packages import Said

MOST_ROWS = 1_000
_MOST_LETTERS = 2_000
_TERM = re.compile(
    r'(?P<sign>[+-])?(?:(?P<field>\w+):)?(?P<value>"[^"]*"|\[[^\]]*\]|\{[^}]*\}|\([^()]*\)|[^\s()\[\]{}"]+)'
)
_FACETS = ("organization", "groups", "tags", "res_format", "license_id")

Read = Callable[[Said], Sequence[str]]


def _of(*names: str) -> Read:
    return lambda package: [str(package[name] or "") for name in names]


_FIELDS: dict[str, Read] = {
    "id": _of("id"),
    "name": _of("name"),
    "title": _of("title"),
    "title_string": _of("title"),
    "notes": _of("notes"),
    "author": _of("author"),
    "maintainer": _of("maintainer"),
    "license_id": _of("license_id"),
    "owner_org": _of("owner_org"),
    "state": _of("state"),
    "type": _of("type"),
    "dataset_type": _of("type"),
    "metadata_created": _of("metadata_created"),
    "metadata_modified": _of("metadata_modified"),
    "organization": lambda package: [package["organization"]["name"]],
    "groups": lambda package: [one["name"] for one in package["groups"]],
    "tags": lambda package: [one["name"] for one in package["tags"]],
    "res_format": lambda package: sorted({one["format"] for one in package["resources"]}),
    "res_name": lambda package: [one["name"] for one in package["resources"]],
    "res_url": lambda package: [one["url"] for one in package["resources"]],
    "res_description": lambda package: [one["description"] for one in package["resources"]],
    "capacity": lambda _package: ["public"],
    "private": lambda _package: ["false"],
}
_WHOLE = {  # of which a value is the whole, not a part
    "id", "name", "license_id", "owner_org", "state", "type", "dataset_type", "organization", "groups", "tags",
    "res_format", "capacity", "private",
}  # fmt: skip
_SPOKEN = ("name", "title", "notes", "tags", "res_name", "res_format", "res_description", "organization")
_SORTS = {
    "name": "name",
    "id": "id",
    "title": "title",
    "title_string": "title",
    "metadata_modified": "metadata_modified",
    "metadata_created": "metadata_created",
}
_NO_ORDER = {"score", "relevance", "views_recent", "rank"}  # there is nothing here to order by


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a dataset must say, or must not."""

    field: str
    value: str
    no: bool = False

    def holds(self, package: Said) -> bool:
        """Return whether a dataset passes."""
        return self._found(package) is not self.no

    def _found(self, package: Said) -> bool:
        if self.value in {"*", "[* TO *]"}:
            return True
        said = [text for name in _read(self.field) for text in _FIELDS[name](package)]
        if self.value.startswith("["):
            return _within(self.value, said)
        if self.value.startswith("("):
            return any(_says(word, said, self.field) for word in _inside(self.value))
        return _says(self.value, said, self.field)


def _read(field: str) -> Sequence[str]:
    return (field,) if field in _FIELDS else _SPOKEN


def _says(value: str, said: Sequence[str], field: str) -> bool:
    wanted = plain(value.strip('"'))
    if field in _WHOLE and not wanted.endswith("*"):
        return any(plain(text) == wanted for text in said)
    part = wanted.rstrip("*")
    return any(part in plain(text) for text in said)


def _inside(value: str) -> list[str]:
    """Return the alternatives between parentheses."""
    words = re.findall(r'"[^"]*"|\S+', value.strip("()"))
    return [word for word in words if word not in {"OR", "AND"}]


def _within(value: str, said: Sequence[str]) -> bool:
    begins, _, ends = value.strip("[]").partition(" TO ")
    low, high = (edge.strip().rstrip("Z") for edge in (begins, ends))
    return any((low in {"*", ""} or text >= low) and (high in {"*", ""} or text <= high) for text in said)


def terms(text: str) -> list[list[Term]]:
    """Return what a query asks for: alternatives, of each of which every term must hold.

    Raises:
        Unsearchable: if it is too long, something is left open, or a field is unknown.
    """
    if len(text) > _MOST_LETTERS:
        raise Unsearchable("too long")
    found: list[list[Term]] = [[]]
    position, no = 0, False
    while rest := text[position:].lstrip():
        position = len(text) - len(rest)
        match = _TERM.match(text, position)
        if match is None:
            raise Unsearchable(f"cannot parse {text!r}")
        position = match.end()
        word = match["value"]
        if match["field"] is None and word in {"AND", "&&"}:
            continue
        if match["field"] is None and word in {"OR", "||"}:
            found.append([])
        elif match["field"] is None and word in {"NOT", "!"}:
            no = True
        else:
            found[-1].append(_term(match, no=no))
            no = False
    return [all_of for all_of in found if all_of] or [[]]


def _term(match: re.Match[str], *, no: bool) -> Term:
    field, value = match["field"] or "", match["value"]
    if field == "*":
        field = ""
    if field and field not in _FIELDS and field != "text":
        raise Unsearchable(f"undefined field {field}")
    return Term("" if field == "text" else field, value, no or match["sign"] == "-")


def _passes(package: Said, wanted: list[list[Term]]) -> bool:
    return any(all(term.holds(package) for term in all_of) for all_of in wanted)


def search(packages: Sequence[Said], asked: Asked) -> Said:
    """Answer package_search.

    Raises:
        Unsearchable: if the query, a filter or the order cannot be understood.
        Refused: if a number is none.
    """
    queries = [asked.text("q", "*:*").replace("*:*", "*"), *_filters(asked)]
    wanted = [terms(text) for text in queries]
    found = [one for one in packages if all(_passes(one, each) for each in wanted)]
    order = asked.text("sort")
    _sort(found, order)
    start = asked.number("start", 0, most=10**9)
    rows = asked.number("rows", 10, most=MOST_ROWS)
    facets = _facets(found, asked)
    return {
        "count": len(found),
        "results": found[start : start + rows],
        "sort": order or "score desc, metadata_modified desc",
        "facets": {name: dict(counted) for name, counted in facets.items()},
        "search_facets": {name: _items(name, counted, found) for name, counted in facets.items()},
    }


def _filters(asked: Asked) -> list[str]:
    several = asked.listed("fq_list") if asked.raw("fq_list") else []
    return [text for text in (asked.text("fq"), *several) if text.strip()]


def _sort(found: list[Said], order: str) -> None:
    """Put datasets in the order asked for: the latest changed first unless told otherwise."""
    wished = [part.split() for part in order.split(",") if part.strip()] or [["metadata_modified", "desc"]]
    for words in reversed(wished):
        field, way = words[0], (words[1].lower() if len(words) > 1 else "asc")
        if way not in {"asc", "desc"} or (field not in _SORTS and field not in _NO_ORDER):
            raise Unsearchable(f"Can't determine a Sort Order (asc or desc) in sort spec {order!r}")
        if field in _SORTS:
            name = _SORTS[field]
            found.sort(key=lambda one: plain(str(one[name] or "")), reverse=way == "desc")


def _facets(found: Sequence[Said], asked: Asked) -> dict[str, Counter[str]]:
    names = asked.listed("facet.field", "facet_fields")
    if unknown := [name for name in names if name not in _FACETS]:
        raise Refused("facet.field", f"Unknown facet: {unknown[0]}")
    limit = asked.text("facet.limit", "50").strip()
    most = int(limit) if limit.isdecimal() else None
    counted = {name: Counter(text for one in found for text in _FIELDS[name](one)) for name in names}
    return {name: Counter(dict(counts.most_common(most))) for name, counts in counted.items()}


def _items(name: str, counted: Counter[str], found: Sequence[Said]) -> Said:
    titles: dict[str, Any] = {}
    for package in found:
        titles[package["organization"]["name"]] = package["organization"]["title"]
        titles |= {one["name"]: one["display_name"] for one in (*package["groups"], *package["tags"])}
    return {
        "title": name,
        "items": [
            {"name": text, "display_name": titles.get(text, text), "count": count}
            for text, count in counted.items()
        ],
    }


def resources(packages: Sequence[Said], asked: Asked) -> Said:
    """Answer resource_search: files of which each ``field:text`` of the query holds.

    Raises:
        Refused: if the query is not of that form, or names no field of a file.
    """
    wishes = asked.listed("query")
    if not wishes:
        raise Refused("query", "Missing value")
    found = [one for package in packages for one in package["resources"]]
    for wish in wishes:
        field, colon, text = wish.partition(":")
        if not colon:
            raise Refused("query", "Must be <field>:<value> pair(s)")
        if found and field not in found[0]:
            raise Refused("query", f'Field "{field}" not recognised in resource_search.')
        found = [one for one in found if plain(text) in plain(str(one.get(field) or ""))]
    offset = asked.number("offset", 0, most=10**9)
    limit = asked.number("limit", MOST_ROWS, most=MOST_ROWS)
    return {"count": len(found), "results": found[offset : offset + limit]}
