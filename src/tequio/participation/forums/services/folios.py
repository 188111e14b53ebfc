"""The folios of voices: one series per year, without gaps, told apart from other folios by their letter."""

from collections.abc import Sequence

from django.db import connection

from tequio.core import ids

LETTER = "V"


def next_folio(year: int) -> str:
    """Return the next folio of the year, such as ``V26-0041``; one rolled back is given again."""
    return next_folios(year, 1)[0]


def next_folios(year: int, count: int) -> Sequence[str]:
    """Return the next ``count`` folios of the year, in order, for many voices at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO forums_foliocounter (year, last) VALUES (%s, %s)"
            " ON CONFLICT (year) DO UPDATE SET last = forums_foliocounter.last + EXCLUDED.last RETURNING last",
            [year, count],
        )
        last = int(cursor.fetchone()[0])
    return [f"{LETTER}{ids.folio(year, number)}" for number in range(last - count + 1, last + 1)]
