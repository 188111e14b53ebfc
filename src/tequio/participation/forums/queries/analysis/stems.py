"""What the words of voices count as, by the Spanish dictionary of PostgreSQL."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from tequio.core.clustering import Vocabulary, vocabulary, words_of
from tequio.core.text import plain

# A word that the dictionary leaves out (an article, a pronoun) has no stem.
_STEMS = (
    "SELECT word, coalesce((tsvector_to_array(to_tsvector('spanish'::regconfig, word)))[1], '')"
    " FROM unnest(%s::text[]) AS words (word)"
)


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """Return what every word of these texts counts as. One query, however many texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(words_of(text))
    for word in list(counts):
        counts.setdefault(plain(word), 0)  # so that what says nothing is known in either spelling
    if not counts:
        return Vocabulary({}, {})
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [sorted(counts)])
        stems = dict(cursor.fetchall())
    return vocabulary(counts, stems)
