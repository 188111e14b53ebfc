"""The least that Django can do: no middleware, one view that writes the row of a ballot and answers.

It checks nothing, seals nothing and signs nothing: the floor that the real slot is measured against. Settings
and application are this one module.
"""

import json
import os
import uuid
from typing import Any

from tequio.config import database

SECRET_KEY = "a benchmark has no secrets"  # noqa: S105 - nothing is signed with it
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
USE_TZ = True
ROOT_URLCONF = "box.minimal"
DATABASES = {"default": database.settings()}

INSERT = (
    "INSERT INTO ballots_slip (id, edition_id, unit_id, channel, mark, turn, sealed, leaf, logged)"
    " VALUES (%s, %s, %s, 'online', %s, 1, %s, %s, false)"
)


def row(body: bytes) -> list[object]:
    """Return the values of a row as large as a sealed ballot's."""
    sent = json.loads(body)
    edition = int(os.environ["BOX_EDITION"])
    return [uuid.uuid4(), edition, sent["place"], os.urandom(32), os.urandom(1052), os.urandom(32)]


def cast(request: Any) -> Any:
    """Write the row and say so."""
    from django.db import connection
    from django.http import JsonResponse

    with connection.cursor() as cursor:
        cursor.execute(INSERT, row(request.body))
    return JsonResponse({"ok": True}, status=201)


def _urls() -> list[Any]:
    from django.urls import re_path

    return [re_path("", cast)]


if os.environ.get("DJANGO_SETTINGS_MODULE") == "box.minimal":
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    urlpatterns = _urls()
