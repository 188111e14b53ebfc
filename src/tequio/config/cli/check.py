"""``tequio check``: Django's checks and ours; ``tequio check audit``: the chain of the audit log."""

import importlib.util
import sys

from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    """Run the checks; ``audit`` as the first argument verifies the audit chain instead."""
    if arguments[:1] == ["audit"]:
        return _audit()
    execute_from_command_line(["tequio", "check", *arguments])
    return 0


def _audit() -> int:
    if importlib.util.find_spec("tequio.foundation.audit.queries") is None:
        print("tequio: «check audit» no es parte de esta versión.", file=sys.stderr)
        return 2
    return 2
