"""The database settings: the server of ``DATABASE_URL``, or the embedded one."""

import os
from typing import Any

import dj_database_url

from tequio.config import environment
from tequio.config.postgres import Embedded
from tequio.config.postgres.server import ROLE, database_name


def settings() -> dict[str, Any]:
    """Return Django's settings of the one database."""
    if os.environ.get("DATABASE_URL"):
        return dict(dj_database_url.config(conn_max_age=60, conn_health_checks=True))
    place = Embedded(environment.data_dir())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name(demonstration=environment.demonstration()),
        "USER": ROLE,
        "PASSWORD": place.password(),
        "HOST": str(place.socket),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
