"""The voices that anyone sees, as a list. Drafts, withdrawn and hidden ones never leave here."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Coalesce, Concat

from tequio.core.text import plain
from tequio.participation.forums.models import Answer, Contribution, Forum, Theme
from tequio.participation.forums.queries import exercise as forums
from tequio.participation.forums.queries.voices import typed
from tequio.participation.forums.types import (
    STANDING_LABELS,
    VOICE_ORDER_LABELS,
    ContributionState,
    PhaseKind,
    Standing,
    VoiceFilters,
    VoiceOrder,
)

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the explorer offer in an exercise."""

    pillars: list[tuple[str, str]]
    themes: list[tuple[str, list[tuple[int, str]]]]  # by pillar
    units: list[tuple[str, list[tuple[int, str]]]]  # by level, as people call it in the plural
    standings: list[tuple[str, object]]
    orders: list[tuple[str, object]]  # the first is the usual one


class Matches(Func):
    """``document @@ query``."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def document() -> Func:
    """Return the searchable text of a voice, as its index has it."""
    return Func(
        "title", "problem", "idea", "vision", "first_step", "place", "author_name",
        function="forums_document", output_field=TextField(),
    )  # fmt: skip


def explorer(forum: Forum, filters: VoiceFilters | None = None) -> QuerySet[Contribution]:
    """Return the public voices that pass the filters, ready for cards, each with ``is_answered``.

    One query, two more for the photos, and one for the names of places if there is a text.
    """
    asked = filters or VoiceFilters()
    found: QuerySet[Contribution] = Contribution.objects.public().filter(forum=forum).for_cards().with_votes()
    found = found.annotate(is_answered=Exists(Answer.objects.filter(assignment__contribution=OuterRef("pk"))))
    if asked.pillar:
        found = found.filter(pillar__code=asked.pillar)
    if asked.theme:
        found = found.filter(theme=asked.theme)
    if asked.unit:
        found = found.filter(
            Q(site=asked.unit) | Q(site__parent=asked.unit) | Q(site__parent__parent=asked.unit)
        )
    if asked.standing:
        found = found.filter(_standing(Standing(asked.standing)))
    return found.filter(_said(asked.text, forum)) if asked.text.strip() else found


def _standing(standing: Standing) -> Q:
    if standing is Standing.MERGED:
        return Q(state=ContributionState.MERGED.value)
    if standing is Standing.CARRIED:
        return Q(carried_from__isnull=False)
    answered = standing is Standing.ANSWERED
    return Q(is_answered=answered) & ~Q(state=ContributionState.MERGED.value)


def usual_order(forum: Forum, at: datetime) -> VoiceOrder:
    """Return how the explorer lists unless asked: by chance until votes are over, then by votes."""
    voting = forums.phase(forum, PhaseKind.VOTING)
    over = voting is not None and voting.moment(at) == "after"
    return VoiceOrder.VOTES if over else VoiceOrder.CHANCE


def ordered(found: QuerySet[Contribution], order: VoiceOrder, *, seed: str) -> QuerySet[Contribution]:
    """Put the list in an order. The shuffle of a seed is always the same, so that its pages hold together."""
    if order is VoiceOrder.CHANCE:
        return found.order_by(MD5(Concat(Value(seed), F("folio"), output_field=TextField())))
    if order is VoiceOrder.VOTES:
        return found.order_by(F("votes_count").desc(), "folio")
    return found.order_by("-submitted_at", "folio") if order is VoiceOrder.NEWEST else found.order_by("folio")


def _said(text: str, forum: Forum) -> Q:
    """Return what a text asks for: a folio, words, or the colonia."""
    asked = plain(text)
    wanted = Q(folio=typed(text)) | Q(site__in=_places(asked, forum))
    words = re.findall(r"[a-z0-9]+", asked)[:MOST_WORDS]
    if not words:
        return wanted
    query = Func(
        Value(text),
        Value(" & ".join(words[:-1])),
        Value(words[-1]),
        function="forums_query",
        output_field=TextField(),
    )
    found = Contribution.objects.filter(Matches(document(), query))
    return wanted | Q(pk__in=found.order_by().values("pk"))


def _places(asked: str, forum: Forum) -> set[int]:
    """Return the units whose name has the text, and everything that lies in them."""
    units = list(forum.territory.units.values_list("pk", "parent", "name").order_by("level__rank"))
    found = {pk for pk, _parent, name in units if asked in plain(name)}
    for pk, parent, _name in units:  # from the top down: a colonia follows its sector
        if parent in found:
            found.add(pk)
    return found


def choices(forum: Forum, *, at: datetime) -> Choices:
    """Return what the filters of the explorer offer. Three queries, and the phases unless prefetched."""
    usual = usual_order(forum, at)
    by_votes = usual is VoiceOrder.VOTES
    orders = [usual, *(o for o in VoiceOrder if o is not usual and (by_votes or o is not VoiceOrder.VOTES))]
    themes: dict[str, list[tuple[int, str]]] = {}
    for theme in Theme.objects.filter(pillar__forum=forum).select_related("pillar"):
        themes.setdefault(theme.pillar.name, []).append((theme.pk, theme.name))
    levels: dict[str, list[tuple[int, str]]] = {}
    units = forum.territory.units.filter(level__rank__gt=0).order_by("level__rank", "name")
    for pk, name, level in units.values_list("pk", "name", "level__name_plural"):
        levels.setdefault(level, []).append((pk, name))
    return Choices(
        pillars=[(p.code, p.name) for p in forum.pillars.all()],
        themes=list(themes.items()),
        units=list(levels.items()),
        standings=[(s.value, STANDING_LABELS[s]) for s in Standing],
        orders=[(o.value, VOICE_ORDER_LABELS[o]) for o in orders],
    )


def outlines(forum: Forum, *, rank: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Return name and light GeoJSON of the units of a rank (None: the finest). One query."""
    drawn = forum.territory.units.annotate(outline=Coalesce("sketch", "geometry")).order_by("name")
    rows = list(drawn.values_list("level__rank", "name", "outline"))
    wanted = max((row[0] for row in rows), default=0) if rank is None else rank
    return [(name, outline) for found, name, outline in rows if found == wanted]
