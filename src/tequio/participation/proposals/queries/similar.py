"""What looks like a proposal that is being written, so that people join instead of asking twice."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Concat

from tequio.core.proposing import Words, likeness
from tequio.core.proposing.likeness import ENOUGH
from tequio.core.text import plain
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.queries.explorer import Matches, document
from tequio.participation.proposals.types import ProposalState

MOST_SHOWN = 5
_CANDIDATES = 60
_MOST_WORDS = 80
_LONGEST = 4000  # characters read of what is being written


# The stemmer sees the words without their accents and with them: people write them both ways.
_STEMS_OF = (
    "SELECT tsvector_to_array(to_tsvector('spanish'::regconfig, proposals_plain(words) || ' ' || words))"
    " FROM unnest(%s::text[]) WITH ORDINALITY AS texts (words, place) ORDER BY place"
)


def _stems(*columns: str) -> Func:
    """Return the stems of some columns together, as a list."""
    written: list[Any] = [part for column in columns for part in (F(column), Value(" "))]
    written += [
        part
        for column in columns
        for part in (Func(column, function="proposals_plain", output_field=TextField()), Value(" "))
    ]
    return Func(
        Concat(*written, output_field=TextField()),
        template="to_jsonb(tsvector_to_array(to_tsvector('spanish'::regconfig, %(expressions)s)))",
        output_field=JSONField(),
    )


def similar(
    edition: Edition, *, title: str, problem: str = "", site: int | None = None, besides: int | None = None
) -> list[Proposal]:
    """Return the public proposals of the edition that ask for something alike, the most alike first.

    Args:
        edition: where to look.
        title: what is being written, and
        problem: what it is about.
        site: the id of the colonia, where it was said already.
        besides: the id of the draft itself.

    Three queries, four with the phases for cards, whatever there is.
    """
    text = f"{title} {problem}"[:_LONGEST].replace("\0", "")
    words = _words_of(text)
    if not words:
        return []
    mine = _mine(title.replace("\0", ""), text, site)
    found = _candidates(edition, words).exclude(pk=besides) if besides else _candidates(edition, words)
    rated = [(likeness(mine, _said_by(p)), p) for p in found[:_CANDIDATES]]
    alike = [(rate, p) for rate, p in rated if rate >= ENOUGH]
    alike.sort(key=lambda pair: (-pair[0], pair[1].folio or ""))
    return [p for _rate, p in alike[:MOST_SHOWN]]


def _words_of(text: str) -> list[str]:
    """Return the words to look for, as they were written and without accents; short ones say nothing."""
    written = re.findall(r"[^\W_]{3,}", text.casefold()) + re.findall(r"[a-z0-9]{3,}", plain(text))
    return list(dict.fromkeys(written))[:_MOST_WORDS]


def _candidates(edition: Edition, words: list[str]) -> QuerySet[Proposal]:
    query = SearchQuery(" | ".join(words), config="spanish", search_type="raw")
    public = Proposal.objects.public().filter(edition=edition).exclude(state=ProposalState.MERGED)
    return (
        public.filter(Matches(document(), query))
        .for_cards()
        .with_supports()
        .annotate(
            rank=SearchRank(document(), query),
            title_stems=_stems("title"),
            text_stems=_stems("title", "problem"),
        )
        .order_by("-rank", "folio")
    )


def _mine(title: str, text: str, site: int | None) -> Words:
    with connection.cursor() as cursor:
        cursor.execute(_STEMS_OF, [[title, text]])
        (title_stems,), (text_stems,) = cursor.fetchall()
    return Words(frozenset(title_stems), frozenset(text_stems), site)


def _said_by(proposal: Proposal) -> Words:
    stems: list[str] = proposal.title_stems  # type: ignore[attr-defined]
    return Words(frozenset(stems), frozenset(proposal.text_stems), proposal.site_id)  # type: ignore[attr-defined]
