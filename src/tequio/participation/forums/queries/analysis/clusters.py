"""Groups of voices: what is suggested and confirmed, and its members side by side with their words marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from tequio.core.clustering import Text, Vocabulary
from tequio.core.text import plain
from tequio.participation.forums.models import (
    Assignment,
    Cluster,
    ClusterMember,
    Contribution,
    Forum,
    Suggestion,
)
from tequio.participation.forums.queries.analysis.bench import with_work
from tequio.participation.forums.queries.analysis.stems import vocabulary_of
from tequio.participation.forums.types import ClusterState, ContributionState

_PIECES = re.compile(r"([^\W_]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is a word that the group has in common."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A member of a group as it is read beside the others."""

    member: ClusterMember
    voice: Contribution
    texts: list[tuple[str, list[Piece]]]  # the name of the field, and its pieces


def clusters(forum: Forum, state: ClusterState) -> QuerySet[Cluster]:
    """Return the groups in one state, the largest first, with how many voices (``size``). One query."""
    standing = Q(members__contribution__hidden_at__isnull=True)
    found = forum.clusters.filter(state=state.value).annotate(size=Count("members", filter=standing))
    return found.order_by("-size", "name", "pk")


def cluster(forum: Forum, pk: int) -> Cluster | None:
    """Return one group of the exercise."""
    return forum.clusters.select_related("forum").filter(pk=pk).first()


def members(found: Cluster) -> list[ClusterMember]:
    """Return the voices of a group that are in view, with what was done with them; its centre first."""
    voices = with_work(Contribution.objects.public())
    rows = found.members.filter(
        contribution__hidden_at__isnull=True,
        contribution__state__in=(ContributionState.SUBMITTED.value, ContributionState.MERGED.value),
    ).prefetch_related(Prefetch("contribution", voices))
    return sorted(rows, key=lambda m: (-int(m.reason.get("percent", 0)), m.contribution.folio or ""))


def side_by_side(found: Cluster) -> list[Side]:
    """Return the members of a group with the words that they have in common marked in what each says.

    A constant number of queries.
    """
    rows = members(found)
    known = vocabulary_of(_said(row.contribution) for row in rows)
    common = known.of(" ".join(str(word) for word in found.explanation.get("words", [])))
    return [
        Side(
            row,
            row.contribution,
            [
                (name, marked(getattr(row.contribution, name), common, known))
                for name in ("problem", "idea")
                if getattr(row.contribution, name)
            ],
        )
        for row in rows
    ]


def marked(text: str, common: frozenset[str], known: Vocabulary) -> list[Piece]:
    """Return a text in pieces, with the words whose stem is common marked. Together they are the text."""
    pieces: list[Piece] = []
    for part in _PIECES.split(text):
        is_common = known.stems.get(plain(part)) in common if part.strip() else False
        if pieces and pieces[-1].marked == is_common:
            pieces[-1] = Piece(pieces[-1].text + part, is_common)
        elif part:
            pieces.append(Piece(part, is_common))
    return pieces


def _said(voice: Contribution) -> str:
    return f"{voice.title} {voice.problem} {voice.idea}"


def readable(forum: Forum) -> tuple[list[Text], dict[str, int], Vocabulary]:
    """Return what is compared for groups: every voice that stands by itself and is in no confirmed group.

    Returns:
        The texts by folio; the id of each folio; and what their words count as. Two queries.
    """
    taken = ClusterMember.objects.filter(cluster__state=ClusterState.CONFIRMED.value).values("contribution")
    rows = list(
        Contribution.objects.filter(
            forum=forum, state=ContributionState.SUBMITTED.value, hidden_at__isnull=True
        )
        .exclude(pk__in=taken)
        .only("folio", "title", "problem", "idea", "theme", "site")
        .order_by("folio")
    )
    said = {row.pk: _said(row) for row in rows}
    known = vocabulary_of(said.values())
    texts = [Text(str(row.folio), known.of(said[row.pk]), _about(row.theme_id, row.site_id)) for row in rows]
    return texts, {str(row.folio): row.pk for row in rows}, known


def _about(theme: int | None, site: int | None) -> frozenset[str]:
    return frozenset(f"{name}:{pk}" for name, pk in (("theme", theme), ("site", site)) if pk is not None)


def decided_sets(forum: Forum) -> set[frozenset[int]]:
    """Return the sets of voices that somebody dismissed as a group, so that they are not suggested again."""
    rows = ClusterMember.objects.filter(cluster__forum=forum, cluster__state=ClusterState.DISMISSED.value)
    found: dict[int, set[int]] = {}
    for group, voice in rows.values_list("cluster", "contribution"):
        found.setdefault(group, set()).add(voice)
    return {frozenset(each) for each in found.values()}


def latest_search(forum: Forum) -> Suggestion | None:
    """Return the last search for groups that was asked for."""
    return forum.suggestions.select_related("asked_by").first()


def confirmed_of(voices: Iterable[Contribution]) -> list[Cluster]:
    """Return the confirmed groups that any of these voices is in. One query."""
    pks = [voice.pk for voice in voices]
    found = Cluster.objects.filter(state=ClusterState.CONFIRMED.value, members__contribution__in=pks)
    return list(found.distinct().order_by("name"))


def open_duties(found: Cluster) -> QuerySet[Assignment]:
    """Return the duties that wait for an answer to a voice of a group."""
    return Assignment.objects.waiting().filter(contribution__memberships__cluster=found)
