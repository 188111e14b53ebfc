"""``tequio ocds``: checks and merges open contracting files. No database, no Django, made for pipes."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson

from tequio.config.cli import ocds_compile, ocds_schema
from tequio.config.cli.ocds_files import TROUBLES, named, opened, why
from tequio.config.cli.schema_file import SchemaError, validator_of
from tequio.core.oc4ids.validation import check_file
from tequio.core.ocds.reading import UnreadableError
from tequio.core.ocds.validation import Finding, Options, Severity, is_valid
from tequio.core.ocds.validation.messages import printable

VALID, INVALID, UNREADABLE = 0, 1, 2
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "aviso", Severity.INFO: "nota"}


def run(arguments: Sequence[str]) -> int:
    """Run ``tequio ocds …`` and return its exit status: 0 all well, 1 something invalid, 2 unreadable."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        chosen = _parser().parse_args(arguments)
        return int(chosen.run(chosen))
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return VALID
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tequio ocds", description="Contrataciones abiertas.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBO")
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
        "--coherence", action="store_true", help="mirar también si lo que dice cada entrega tiene sentido"
    )
    validate.add_argument(
        "--schema", metavar="ARCHIVO", help="revisar las entregas con este JSON Schema (draft 4)"
    )
    validate.set_defaults(run=_validate)
    ocds_compile.add(verbs)
    ocds_schema.add(verbs)
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
        coherence=chosen.coherence,
        validator=validator,
    )
    return max(_file(name, options, as_json=chosen.json) for name in chosen.files)


def _file(name: str, options: Options, *, as_json: bool) -> int:
    """Check one file, tell what was found, and return its exit status."""
    try:
        with opened(name) as source:
            findings = check_file(source, options)
    except UnreadableError as error:
        status, findings = UNREADABLE, [_unreadable(str(error))]
    except BrokenPipeError:
        raise
    except TROUBLES as error:
        status, findings = UNREADABLE, [_unreadable(why(error))]
    else:
        status = VALID if is_valid(findings) else INVALID
    (_tell_json if as_json else _tell)(name, status, findings)
    return status


def _unreadable(message: str) -> Finding:
    return Finding("unreadable", "", Severity.ERROR, message)


def _tell_json(name: str, status: int, findings: Sequence[Finding]) -> None:
    line = orjson.dumps(
        {
            "file": named(name),
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
        f"{printable(named(name))}: {verdict}{_tally(findings)}",
        *(f"  {_sentence(one)}" for one in findings),
    ]
    print("\n".join(lines), flush=True)


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
