"""What a request changed in the database, column by column."""

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.apps import apps
from django.db import connection

T = TypeVar("T")
Row = tuple[str, str]  # its table, and its values as text
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
        f"SELECT '{table}', row_to_json(t)::text FROM {table} t"  # noqa: S608 - our own names
        for table in tables
    )


def rows() -> Counter[Row]:
    """Return every row of every table of ours."""
    with connection.cursor() as cursor:
        cursor.execute(_everything())
        return Counter(cursor.fetchall())


def made_by(act: Callable[[], T], *, before: Counter[Row]) -> tuple[T, Changes]:
    """Do this; return what it gave and how often each value came or went, by table and column."""
    given = act()
    after = rows()
    changes: Changes = {}
    for gone_or_come, sign in ((before - after, "-"), (after - before, "+")):
        for (table, text), count in gone_or_come.items():
            for column, value in json.loads(text).items():
                changes.setdefault((table, column), Counter())[f"{sign}{value}"] += count
    return given, changes
