"""``tequio ocds schema``: prints the JSON Schema of the profile, for who wants to check with other tools."""

import argparse
import sys
from typing import Any

import orjson

from tequio.core.oc4ids.schemas import SCHEMAS, STANDARD


def add(verbs: Any) -> None:
    """Add the verb to the parser of ``tequio ocds``."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "schema",
        help="escribe el JSON Schema del perfil EDCA (OCDS 1.1 y extensiones) o de OC4IDS",
        description="Escribe un JSON Schema (draft 4), completo en sí mismo, generado del perfil de Tequio.",
    )
    shown = f"{', '.join(SCHEMAS)}; si no se dice, release"
    parser.add_argument(
        "kind", nargs="?", default="release", choices=list(SCHEMAS), metavar="DOCUMENTO", help=shown
    )
    parser.add_argument("--standard", action="store_true", help="OCDS 1.1 solo, sin las extensiones mexicanas")
    parser.set_defaults(run=_print)


def _print(chosen: argparse.Namespace) -> int:
    alone = chosen.standard and chosen.kind in STANDARD
    found = STANDARD[chosen.kind]() if alone else SCHEMAS[chosen.kind]()
    sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()
    return 0
