"""``tequio ocds validate``: checks open contracting files. No database, no Django, made for pipes."""

import argparse
import gzip
import io
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import orjson

from tequio.config.cli.schema_file import SchemaError, validator_of
from tequio.core.oc4ids.validation import check_file
from tequio.core.ocds.reading import UnreadableError
from tequio.core.ocds.validation import Finding, Options, Severity, is_valid
from tequio.core.ocds.validation.messages import printable

VALID, INVALID, UNREADABLE = 0, 1, 2
STDIN = "-"
_GZIP = b"\x1f\x8b"
_IN_MEMORY = 32 << 20  # bytes of standard input that are kept before a temporary file is used
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "aviso", Severity.INFO: "nota"}


def run(arguments: Sequence[str]) -> int:
    """Run ``tequio ocds …`` and return its exit status: 0 all valid, 1 some invalid, 2 unreadable."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        chosen = _parser().parse_args(arguments)
        return _validate(chosen)
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return VALID
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tequio ocds", description="Contrataciones abiertas.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="validate")
    validate = verbs.add_parser(
        "validate",
        help="revisa paquetes, entregas y registros",
        description="Revisa paquetes de entregas, registros o proyectos (OC4IDS), sueltos o en JSON Lines; "
        "también comprimidos con gzip. Sale con 0 si todos son válidos, 1 si alguno no lo es, 2 si alguno no "
        "se pudo leer.",
    )
    validate.add_argument("files", nargs="+", metavar="ARCHIVO", help="archivos, o - para la entrada estándar")
    validate.add_argument("--json", action="store_true", help="un objeto JSON por archivo, en una línea")
    validate.add_argument("--assume-version", choices=["1.1"], help="tomarlos por 1.1 en todo caso")
    validate.add_argument(
        "--ignore-extensions", action="store_true", help="revisar contra el estándar, sin extensiones"
    )
    validate.add_argument(
        "--schema", metavar="ARCHIVO", help="revisar las entregas con este JSON Schema (draft 4)"
    )
    return parser


def _validate(chosen: argparse.Namespace) -> int:
    try:
        validator = validator_of(Path(chosen.schema)) if chosen.schema else None
    except (SchemaError, OSError) as error:
        print(f"tequio ocds: no se pudo usar el esquema {chosen.schema}: {error}", file=sys.stderr)
        return UNREADABLE
    options = Options(
        assume_version=chosen.assume_version is not None,
        ignore_extensions=chosen.ignore_extensions,
        validator=validator,
    )
    return max(_file(name, options, as_json=chosen.json) for name in chosen.files)


def _file(name: str, options: Options, *, as_json: bool) -> int:
    """Check one file, tell what was found, and return its exit status."""
    try:
        with _opened(name) as source:
            findings = check_file(source, options)
    except UnreadableError as error:
        status, findings = UNREADABLE, [_unreadable(str(error))]
    except BrokenPipeError:
        raise
    except OSError as error:
        status, findings = UNREADABLE, [_unreadable(_why(error))]
    except (EOFError, zlib.error):
        status, findings = UNREADABLE, [_unreadable("El archivo comprimido está cortado o dañado.")]
    except RecursionError:
        status, findings = UNREADABLE, [_unreadable("El JSON tiene demasiados niveles, uno dentro de otro.")]
    else:
        status = VALID if is_valid(findings) else INVALID
    (_tell_json if as_json else _tell)(name, status, findings)
    return status


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "No existe un archivo con ese nombre. Revise la ruta."
        case IsADirectoryError():
            return "Es una carpeta: indique los archivos que contiene."
        case PermissionError():
            return "No hay permiso para leerlo."
        case gzip.BadGzipFile():
            return "El archivo comprimido está dañado."
    return f"No se pudo leer: {error.strerror or error}."


def _unreadable(message: str) -> Finding:
    return Finding("unreadable", "", Severity.ERROR, message)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Open a file or the standard input, uncompressed, so that it can be read twice."""
    with _spooled() if name == STDIN else Path(name).open("rb") as file:
        start = file.read(2)
        file.seek(0)
        if start != _GZIP:
            yield file
            return
        with gzip.GzipFile(fileobj=file, mode="rb") as inner:
            yield inner  # type: ignore[misc]  # it reads, seeks and tells, which is all we ask


@contextmanager
def _spooled() -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.seek(0)
        yield file  # type: ignore[misc]  # it reads, seeks and tells, which is all we ask


def _tell_json(name: str, status: int, findings: Sequence[Finding]) -> None:
    line = orjson.dumps(
        {
            "file": _named(name),
            "valid": status == VALID,
            "findings": [_plain(one) for one in findings],
        }
    )
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _plain(one: Finding) -> dict[str, object]:
    """Return a finding for JSON, with how often it was found and the value that it is about."""
    found: dict[str, object] = dict(one.as_dict())
    if one.count > 1:
        found["count"] = one.count
    if one.about:
        found["value"] = one.about
    return found


def _tell(name: str, status: int, findings: Sequence[Finding]) -> None:
    verdict = {VALID: "válido", INVALID: "no es válido", UNREADABLE: "no se pudo leer"}[status]
    lines = [
        f"{printable(_named(name))}: {verdict}{_tally(findings)}",
        *(f"  {_sentence(one)}" for one in findings),
    ]
    print("\n".join(lines), flush=True)


def _named(name: str) -> str:
    """Return a file's name as text, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "replace")


def _tally(findings: Sequence[Finding]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in findings)
    others = len(findings) - errors
    parts = [f"{n} {word if n == 1 else word + plural}" for n, word, plural in
             ((errors, "error", "es"), (others, "aviso", "s")) if n]  # fmt: skip
    return f" ({', '.join(parts)})" if parts else ""


def _sentence(one: Finding) -> str:
    where = f" en {printable(one.path)}" if one.path else ""
    times = f" (y en otros {one.count - 1:,} lugares)" if one.count > 1 else ""
    return f"{_WORDS[one.severity]}{where}{times}: {one.message}"
