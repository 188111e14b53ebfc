"""``tequio ocds schema``: prints the JSON Schema of the profile, for who wants to check with other tools."""

import argparse
import sys
from typing import Any

import orjson

from tequio.core.oc4ids import schema as oc4ids
from tequio.core.ocds import schema
from tequio.core.ocds.profile.extensions import EXTENSIONS

_KINDS = {
    "release": schema.release_schema,
    "release-package": schema.release_package_schema,
    "record-package": schema.record_package_schema,
    "versioned-release": schema.versioned_release_schema,
}
_PROJECTS = {"project": oc4ids.project_schema, "project-package": oc4ids.project_package_schema}


def add(verbs: Any) -> None:
    """Add the verb to the parser of ``tequio ocds``."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "schema",
        help="escribe el JSON Schema del perfil EDCA (OCDS 1.1 y extensiones) o de OC4IDS",
        description="Escribe un JSON Schema (draft 4), completo en sí mismo, generado del perfil de Tequio.",
    )
    kinds = [*_KINDS, *_PROJECTS]
    shown = f"{', '.join(kinds)}; si no se dice, release"
    parser.add_argument("kind", nargs="?", default="release", choices=kinds, metavar="DOCUMENTO", help=shown)
    parser.add_argument("--standard", action="store_true", help="OCDS 1.1 solo, sin las extensiones mexicanas")
    parser.set_defaults(run=_print)


def _print(chosen: argparse.Namespace) -> int:
    if chosen.kind in _PROJECTS:
        found = _PROJECTS[chosen.kind]()
    else:
        found = _KINDS[chosen.kind](() if chosen.standard else EXTENSIONS)
    sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()
    return 0
