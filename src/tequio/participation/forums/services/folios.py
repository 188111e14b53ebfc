"""Folios of voices and of batches: without gaps, never given twice."""

from django.db import connection

from tequio.core import ids
from tequio.participation.forums.models import Forum, PaperBatch

# Before the digits, so that nobody takes the folio of a voice for that of a proposal on the telephone.
VOICE, BATCH = "V", "L"


def next_folio(year: int) -> str:
    """Return the next folio of a voice in a year. A rolled-back transaction gives its number back.

    The row of the year stays locked until the transaction ends: ask for it last.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO forums_foliocounter (year, last) VALUES (%s, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = forums_foliocounter.last + 1 RETURNING last",
            [year],
        )
        return VOICE + ids.folio(year, cursor.fetchone()[0])


def next_batch_folio(forum: Forum) -> str:
    """Return the next folio of a batch of an exercise. The caller holds the row of the exercise."""
    return f"{BATCH}{forum.pk}-{PaperBatch.objects.filter(forum=forum).count() + 1:03d}"
