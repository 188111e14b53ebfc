"""``tequio backup FILE``: everything in one file, while the site works."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from tequio.config import backup


def run(arguments: list[str]) -> int:
    """Write the backup and say what it holds."""
    parser = argparse.ArgumentParser(prog="tequio backup", description=__doc__)
    parser.add_argument("file", type=Path, help="el archivo que se escribe, por ejemplo /respaldos/tequio.tar")
    target = parser.parse_args(arguments).file.absolute()
    try:
        manifest = backup.save(target, at=timezone.now())
    except (backup.BackupError, OSError) as error:
        print(f"tequio: no se hizo la copia: {error}", file=sys.stderr)
        return 1
    print(f"Copia en {target}: {manifest.events} registros en la bitácora; último sello {manifest.seal}")
    return 0
