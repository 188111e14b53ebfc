"""The ``tequio`` command: a table of our verbs; what is not there goes to Django's own commands.

Each verb is a module with ``run(arguments) -> exit code``, imported only when it is asked for, so that
``count``, ``receipt``, ``credential`` and ``ocds`` load neither Django nor the database.
"""

import importlib
import importlib.util
import os
import sys
from dataclasses import dataclass
from enum import IntEnum


class Needs(IntEnum):
    """What must stand before a verb's module is imported."""

    NOTHING = 0
    DATABASE = 1
    DJANGO = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One of our verbs."""

    module: str
    needs: Needs
    summary: str


_CLI = "tequio.config.cli"
VERBS = {
    "serve": Verb(f"{_CLI}.serve", Needs.DATABASE, "el servidor web"),
    "worker": Verb(f"{_CLI}.worker", Needs.DJANGO, "el trabajador de segundo plano"),
    "demo": Verb(f"{_CLI}.demo", Needs.NOTHING, "una ciudad de demostración: --stage=ETAPA --port=8000"),
    "count": Verb(f"{_CLI}.count", Needs.NOTHING, "cuenta una elección: ARCHIVO.pb [--rule REGLA] [--json]"),
    "receipt": Verb(
        f"{_CLI}.receipt", Needs.NOTHING, "revisa un comprobante: check TQ1.… --board URL o CARPETA"
    ),
    "credential": Verb(
        f"{_CLI}.credential", Needs.NOTHING, "revisa una constancia: verify ARCHIVO --keys EMISOR.json"
    ),
    "ocds": Verb(
        f"{_CLI}.ocds", Needs.NOTHING, "contrataciones abiertas: validate, compile, import ARCHIVO…, schema"
    ),
    "publish": Verb(f"{_CLI}.publish", Needs.DJANGO, "vuelve a escribir los archivos de contratos"),
    "import": Verb(f"{_CLI}.imports", Needs.DJANGO, "carga datos: pabulib ARCHIVO.pb …"),
    "check": Verb(f"{_CLI}.check", Needs.DJANGO, "revisa la instalación; «check audit», la bitácora"),
    "backup": Verb(f"{_CLI}.backup", Needs.DJANGO, "copia todo en un archivo: ARCHIVO.tar"),
    "restore": Verb(f"{_CLI}.restore", Needs.DJANGO, "trae una copia a una instalación vacía"),
    "postgres": Verb(f"{_CLI}.postgres", Needs.NOTHING, "la base de datos incluida: status, start, stop"),
}


def main() -> None:
    """Run the verb named on the command line and exit with its code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    try:
        sys.exit(dispatch(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader of our pipe left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def dispatch(arguments: list[str]) -> int:
    """Run one command line (without the program's name) and return its exit code."""
    if arguments[:1] == ["--demo"]:
        os.environ["TEQUIO_DEMONSTRATION"] = "1"
        arguments = arguments[1:]
    if not arguments or arguments in (["-h"], ["--help"], ["help"]):
        print(usage())
        return 0
    if arguments[:2] == ["ocds", "import"]:  # the one verb of ocds that writes, and needs the database
        arguments = ["import", "ocds", *arguments[2:]]
    name, *rest = arguments
    verb = VERBS.get(name)
    if verb is None:
        return _django(arguments)
    if importlib.util.find_spec(verb.module) is None:
        print(f"tequio: «{name}» no es parte de esta versión.", file=sys.stderr)
        return 2
    if verb.needs is not Needs.NOTHING and not _prepare(verb.needs):
        return 1
    return int(importlib.import_module(verb.module).run(rest))


def usage() -> str:
    """Return the help of the command, in one screen."""
    lines = [f"  {name:<10} {verb.summary}" for name, verb in VERBS.items()]
    return "\n".join(
        [
            "uso: tequio [--demo] VERBO [opciones]",
            "",
            *lines,
            "",
            "Los demás verbos son los de Django: migrate, shell, createadmin… («tequio django» los lista;",
            "«tequio VERBO --help» explica uno). Sin DATABASE_URL, Tequio arranca su propio PostgreSQL.",
            "Con --demo, el verbo trabaja sobre la ciudad de demostración, que tiene base de datos propia.",
            "Los ajustes están en docs/operate/settings.md.",
        ]
    )


def _prepare(needs: Needs) -> bool:
    """Make the database answer, and set Django up where the verb stands on it."""
    launcher = importlib.import_module("tequio.config.postgres")
    try:
        launcher.prepare()
    except launcher.LauncherError as error:
        print(f"tequio: {error}", file=sys.stderr)
        return False
    if needs is Needs.DJANGO:
        importlib.import_module("django").setup()
    return True


def _django(arguments: list[str]) -> int:
    """Hand the command line to Django."""
    if arguments == ["django"]:
        arguments = ["help"]
    if not _prepare(Needs.DATABASE):
        return 1
    importlib.import_module("django.core.management").execute_from_command_line(["tequio", *arguments])
    return 0
