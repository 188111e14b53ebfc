"""``tequio ocds compile``: merges releases by their ocid, as ``ocdskit compile`` does.

Only where each release lies is kept in memory: the releases themselves wait in a temporary file.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from tequio.config.cli.ocds_files import STDIN, TROUBLES, named, opened, why
from tequio.config.cli.schema_file import SchemaError, merge_rules_of
from tequio.core.ocds import merge
from tequio.core.ocds.reading import UnreadableError
from tequio.core.ocds.releases import releases_in
from tequio.core.ocds.rules import Rules, of_profile
from tequio.core.ocds.validation.checker import known_extensions

WELL, INVALID, UNREADABLE = 0, 1, 2
_KEPT = ("publisher", "license", "publicationPolicy", "version", "uri", "publishedDate")
Json = dict[str, Any]


def add(verbs: Any) -> None:
    """Add the verb to the parser of ``tequio ocds``."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "compile",
        help="une las entregas de cada proceso",
        description="Lee paquetes de entregas o de registros, entregas sueltas y JSON Lines, también con gzip, "
        "y escribe la entrega compilada de cada proceso, una por línea. Sale con 0 si todo se unió, 1 si algún "
        "proceso no se pudo unir, 2 si algún archivo no se pudo leer.",
    )
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help="archivos; sin ellos, la entrada estándar")
    parser.add_argument(
        "--versioned",
        action="store_true",
        help="la historia de cada dato en vez del último; con --package, los dos",
    )
    parser.add_argument(
        "--package", action="store_true", help="un paquete de registros, con las entregas de cada uno"
    )
    parser.add_argument("--schema", metavar="ARCHIVO", help="unir como diga este JSON Schema de entregas")
    parser.add_argument(
        "--ignore-extensions", action="store_true", help="unir como diga el estándar, sin extensiones"
    )
    parser.add_argument("--uri", help="con --package: la dirección del paquete")
    parser.add_argument("--published-date", help="con --package: cuándo se publica; si no, la última entrega")
    parser.add_argument("--publisher-name", help="con --package: quién publica; si no, quien publicó lo leído")
    parser.set_defaults(run=_compile)


@dataclass(slots=True)
class _Releases:
    """The releases that were read: bytes in a file, and where those of each process begin and end."""

    file: IO[bytes]
    places: dict[str | None, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    extensions: set[str] = field(default_factory=set)
    addresses: dict[str, None] = field(default_factory=dict)  # of extensions, as the packages wrote them
    bare: bool = False  # some came in no package, which would say its extensions
    last: Json = field(default_factory=dict)  # what the last package said of itself

    def announce(self, package: Mapping[str, Any] | None) -> None:
        if package is None:
            self.bare = True
            return
        declared = package.get("extensions")
        self.extensions |= known_extensions(declared)[0]
        self.addresses |= {one: None for one in declared or () if isinstance(one, str)}
        self.last = {name: package[name] for name in _KEPT if package.get(name)}

    def put(self, ocid: str | None, raw: bytes) -> None:
        start = self.file.tell()
        self.file.write(raw)
        self.places[ocid].append((start, len(raw)))

    def processes(self) -> Iterator[tuple[str | None, list[Json]]]:
        for ocid in sorted(self.places, key=lambda one: one or ""):
            yield ocid, [self._read(*place) for place in self.places[ocid]]

    def _read(self, start: int, length: int) -> Json:
        self.file.seek(start)
        found: Json = orjson.loads(self.file.read(length))
        return found


def _compile(chosen: argparse.Namespace) -> int:
    try:
        rules = merge_rules_of(Path(chosen.schema)) if chosen.schema else None
    except (SchemaError, OSError) as error:
        _complain(f"no se pudo usar el esquema {chosen.schema}: {error}")
        return UNREADABLE
    with tempfile.TemporaryFile() as file:
        found = _Releases(file)
        read = max(_read(name, found, needs_ocid=rules is None) for name in chosen.files or [STDIN])
        rules = rules if rules is not None else _rules(found, ignore=chosen.ignore_extensions)
        merged = _write_package(found, rules, chosen) if chosen.package else _write_lines(found, rules, chosen)
    return max(read, merged)


def _read(name: str, found: _Releases, *, needs_ocid: bool) -> int:
    try:
        with opened(name) as source:
            for release, raw in releases_in(source, found.announce):
                found.put(_ocid(release, needed=needs_ocid), raw)
    except BrokenPipeError:
        raise
    except UnreadableError as error:
        _complain(f"{named(name)}: {error}")
        return UNREADABLE
    except TROUBLES as error:
        _complain(f"{named(name)}: {why(error)}")
        return UNREADABLE
    return WELL


def _ocid(release: Json, *, needed: bool) -> str | None:
    """Return of which process a release is. Another schema than OCDS may have no such field."""
    ocid = release.get("ocid")
    if needed and not isinstance(ocid, str):
        raise UnreadableError("Hay una entrega sin «ocid»: no se sabe de qué proceso es.")
    return None if ocid is None else str(ocid)


def _rules(found: _Releases, *, ignore: bool) -> Rules:
    """Merge by the standard and the extensions that were declared; by all we know where no package did."""
    if ignore:
        return of_profile(frozenset())
    return of_profile(None if found.bare else frozenset(found.extensions))


def _write_lines(found: _Releases, rules: Rules, chosen: argparse.Namespace) -> int:
    result = merge.versioned if chosen.versioned else merge.compiled
    status = WELL
    for ocid, releases in found.processes():
        try:
            _out(result(releases, rules), b"\n")
        except merge.MergeError as error:
            status = INVALID
            _complain(f"{ocid}: {_why_not(error)}")
    sys.stdout.buffer.flush()
    return status


def _write_package(found: _Releases, rules: Rules, chosen: argparse.Namespace) -> int:
    """Write a record package; what describes it comes last, since the newest release is known by then."""
    status, separator, newest = WELL, b'{"records":[\n', ""
    for ocid, releases in found.processes():
        try:
            record = _record(ocid, releases, rules, versioned=chosen.versioned)
        except merge.MergeError as error:
            status = INVALID
            _complain(f"{ocid}: {_why_not(error)}")
            continue
        sys.stdout.buffer.write(separator)
        _out(record)
        separator, newest = b",\n", max(newest, record["compiledRelease"]["date"])
    if separator != b",\n":
        _complain("no hay ningún proceso que escribir en el paquete")
        return max(status, INVALID)
    sys.stdout.buffer.write(b"\n],")
    sys.stdout.buffer.write(orjson.dumps(_envelope(found, chosen, newest))[1:] + b"\n")
    sys.stdout.buffer.flush()
    return status


def _record(ocid: str | None, releases: list[Json], rules: Rules, *, versioned: bool) -> Json:
    ordered = merge.in_order(releases)
    record = {"ocid": ocid, "releases": ordered, "compiledRelease": merge.compiled(ordered, rules)}
    return record | ({"versionedRelease": merge.versioned(ordered, rules)} if versioned else {})


def _envelope(found: _Releases, chosen: argparse.Namespace, newest: str) -> Json:
    head = {"version": "1.1", "publisher": {"name": ""}} | found.last
    head["publishedDate"] = chosen.published_date or newest
    if chosen.publisher_name:
        head["publisher"] = {"name": chosen.publisher_name}
    if found.addresses:
        head["extensions"] = list(found.addresses)
    head["uri"] = chosen.uri or found.last.get("uri", "")
    return head


def _why_not(error: merge.MergeError) -> str:
    return f"no se pudo unir ({error})"


def _out(document: Json, end: bytes = b"") -> None:
    sys.stdout.buffer.write(orjson.dumps(document) + end)


def _complain(what: str) -> None:
    print(f"tequio ocds: {what}", file=sys.stderr)
