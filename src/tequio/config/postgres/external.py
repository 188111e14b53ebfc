"""The server of DATABASE_URL: that it answers, and that it is new enough."""

import psycopg

from tequio.config.postgres import errors

OLDEST = 15
_THOUSANDS = 10_000  # libpq counts 150004 for 15.4


def check(url: str) -> None:
    """Refuse a server that does not answer or is older than PostgreSQL 15.

    Raises:
        LauncherError: with a message for the operator.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise errors.UnreachableError(
            f"El servidor de DATABASE_URL no responde o no nos deja entrar: {str(error).strip()}"
        ) from error
    refuse_old(version)


def refuse_old(version: int) -> None:
    """Refuse a server's version number if it is below the oldest that Tequio runs on."""
    if version < OLDEST * _THOUSANDS:
        raise errors.TooOldError(
            f"El servidor de DATABASE_URL es PostgreSQL {version // _THOUSANDS}; Tequio necesita PostgreSQL "
            f"{OLDEST} o posterior. No se tocó nada."
        )
