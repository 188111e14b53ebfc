"""The ``tequio`` command. Verbs that need neither database nor Django import neither."""

import os
import sys

from tequio.config import environment
from tequio.config.postgres import Embedded, ensure_running


def main() -> None:
    """Run the verb named on the command line; what is not ours goes to Django's own commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    if not os.environ.get("DATABASE_URL"):
        place = Embedded(environment.data_dir())
        ensure_running(place)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - count and ocds never import Django

    execute_from_command_line(sys.argv)
