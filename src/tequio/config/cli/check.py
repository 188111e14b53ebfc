"""``tequio check``: Django's checks and ours; ``tequio check audit``: the chain of the audit log."""

import sys

from django.core.management import execute_from_command_line

from tequio.foundation.audit import queries


def run(arguments: list[str]) -> int:
    """Run the checks; ``audit`` as the first argument verifies the audit chain instead."""
    if arguments[:1] == ["audit"]:
        return _audit()
    execute_from_command_line(["tequio", "check", *arguments])
    return 0


def _audit() -> int:
    """Say whether the chain is whole, or which is its first bad row. Exit with 1 if it is not whole."""
    state = queries.verify()
    if state.whole:
        print(f"Bitácora íntegra: {state.checked} registros; último sello {state.head_hash}")
        return 0
    print(f"Bitácora alterada en el registro {state.bad_position}: {state.words}.", file=sys.stderr)
    print(f"Los {state.checked} registros anteriores están íntegros.", file=sys.stderr)
    return 1
