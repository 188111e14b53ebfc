"""What a request changed in the database, column by column."""

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.apps import apps
from django.db import connection

T = TypeVar("T")
Column = tuple[str, str]
Changes = dict[Column, Counter[str]]
_OTHERS = {"account.EmailAddress", "mfa.Authenticator"}


@cache
def _everything() -> str:
    """Return the query that reads every row of ours, with the name of its table."""
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("tequio.") or model._meta.label in _OTHERS
    )
    return " UNION ALL ".join(
        f"SELECT '{table}', to_jsonb(t)::text FROM {table} t"  # noqa: S608 - our own names
        for table in tables
    )


def rows() -> dict[tuple[str, str], dict[str, object]]:
    """Return every row of every table of ours."""
    with connection.cursor() as cursor:
        cursor.execute(_everything())
        return {(table, text): json.loads(text) for table, text in cursor.fetchall()}


def made_by(act: Callable[[], T]) -> tuple[T, Changes]:
    """Do this; return what it gave and how often each value came or went, by table and column."""
    before = rows()
    given = act()
    after = rows()
    changes: Changes = {}
    for there, here, sign in ((before, after, "+"), (after, before, "-")):
        for key in here.keys() - there.keys():
            for column, value in here[key].items():
                changes.setdefault((key[0], column), Counter())[f"{sign}{value}"] += 1
    return given, changes
