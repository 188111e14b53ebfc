"""``tequio restore FILE``: brings a backup back into an empty installation."""

import argparse
import sys
from pathlib import Path

from tequio.config import backup


def run(arguments: list[str]) -> int:
    """Restore the backup, check its audit chain and say so."""
    parser = argparse.ArgumentParser(prog="tequio restore", description=__doc__)
    parser.add_argument("file", type=Path, help="la copia que hizo «tequio backup»")
    try:
        manifest = backup.restore(parser.parse_args(arguments).file)
    except (backup.BackupError, OSError) as error:
        print(f"tequio: no se restauró la copia: {error}", file=sys.stderr)
        return 1
    print(f"Restaurada la copia del {manifest.made_at}; la bitácora está íntegra ({manifest.events}).")
    return 0
