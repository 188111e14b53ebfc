"""The lists that anyone sees. Drafts and hidden proposals never leave here."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Coalesce, Concat

from tequio.core import flow
from tequio.core.text import plain
from tequio.foundation.territory.models import Unit
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import CoAuthor, Proposal
from tequio.participation.proposals.queries.supports import gathering_over, gathers
from tequio.participation.proposals.types import (
    ORDER_LABELS,
    SHORT_LABEL,
    SHORT_OF_SUPPORTS,
    STATE_LABELS,
    Filters,
    Order,
    ProposalState,
)

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """What the explorer's filters offer in an edition."""

    categories: list[tuple[str, str]]
    sizes: list[tuple[str, str]]
    units: list[tuple[str, list[tuple[int, str]]]]  # by level, as people call it in the plural
    states: list[tuple[str, object]]
    orders: list[tuple[str, object]]  # the first is the usual one


class Matches(Func):
    """``document @@ query``."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def document() -> Func:
    """Return the searchable text of a proposal, as its index has it."""
    return Func(
        "title", "problem", "solution", "place", "author_name",
        function="proposals_document", output_field=TextField(),
    )  # fmt: skip


def explorer(edition: Edition, filters: Filters | None = None, *, at: datetime) -> QuerySet[Proposal]:
    """Return the public proposals of the edition that pass the filters, by folio, ready for cards.

    One query, two more for the photos, and one for the names of places if there is a text.
    """
    asked = filters or Filters()
    found: QuerySet[Proposal] = Proposal.objects.public().filter(edition=edition).for_cards().with_supports()
    if asked.category:
        found = found.filter(category__code=asked.category)
    if asked.size:
        found = found.filter(size__code=asked.size)
    if asked.state:
        found = _in_state(found, edition, asked.state, at)
    if asked.unit:
        found = found.filter(
            Q(site=asked.unit) | Q(site__parent=asked.unit) | Q(site__parent__parent=asked.unit)
        )
    return found.filter(_said(asked.text, edition)) if asked.text.strip() else found


def _in_state(found: QuerySet[Proposal], edition: Edition, state: str, at: datetime) -> QuerySet[Proposal]:
    """Return those in a state; once supports are over, what lacks some is no longer in review."""
    over = gathering_over(edition, at)
    if state == SHORT_OF_SUPPORTS:
        short = found.filter(Q(supports_count__lt=edition.supports_min), state=ProposalState.SUBMITTED)
        return short if over else found.none()
    found = found.filter(state=state)
    if state == ProposalState.SUBMITTED and over:
        return found.filter(Q(supports_count__gte=edition.supports_min))
    return found


def usual_order(edition: Edition, at: datetime) -> Order:
    """Return how the explorer lists unless asked: by chance until the results are out, then by votes."""
    results = next((p for p in editions.phases(edition) if p.kind == PhaseKind.RESULTS), None)
    out = results is not None and results.moment(at) is not flow.Moment.BEFORE
    return Order.VOTES if out else Order.CHANCE


def ordered(found: QuerySet[Proposal], order: Order, *, day: date) -> QuerySet[Proposal]:
    """Put the list in an order. The shuffle of a day is the same for everybody, so pages and caches hold."""
    if order is Order.CHANCE:
        return found.order_by(MD5(Concat(Value(day.isoformat()), F("folio"), output_field=TextField())))
    if order is Order.VOTES:
        return found.order_by(F("votes").desc(nulls_last=True), "folio")
    return found.order_by("-submitted_at", "folio") if order is Order.NEWEST else found.order_by("folio")


def _said(text: str, edition: Edition) -> Q:
    """Return what a text asks for: a folio, words, the public name of who signs it, or its colonia."""
    asked = plain(text)
    signed = CoAuthor.objects.standing().annotate(
        plain_name=Func("name", function="proposals_plain", output_field=TextField())
    )
    wanted = (
        Q(folio=text.strip().upper())
        | Q(site__in=_places(asked, edition))
        | Q(pk__in=signed.filter(plain_name__contains=asked).order_by().values("proposal"))
    )
    words = re.findall(r"[a-z0-9]+", asked)[:MOST_WORDS]
    if not words:
        return wanted
    query = Func(
        Value(text),
        Value(" & ".join(words[:-1])),
        Value(words[-1]),
        function="proposals_query",
        output_field=TextField(),
    )
    found = Proposal.objects.filter(Matches(document(), query))
    return wanted | Q(pk__in=found.order_by().values("pk"))


def _places(asked: str, edition: Edition) -> set[int]:
    """Return the units whose name has the text, and everything that lies in them."""
    units = list(edition.territory.units.values_list("pk", "parent", "name").order_by("level__rank"))
    found = {pk for pk, _parent, name in units if asked in plain(name)}
    for pk, parent, _name in units:  # from the top down: a colonia follows its sector
        if parent in found:
            found.add(pk)
    return found


def choices(edition: Edition, *, at: datetime) -> Choices:
    """Return what the explorer's filters offer. Three queries."""
    usual = usual_order(edition, at)
    orders = [usual, *(o for o in Order if o is not usual and o is not Order.VOTES)]
    levels: dict[str, list[tuple[int, str]]] = {}
    for unit in _units(edition).filter(level__rank__gt=0):
        levels.setdefault(unit.level.name_plural, []).append((unit.pk, unit.name))
    return Choices(
        categories=[(c.code, c.name) for c in edition.categories.all()],
        sizes=[(s.code, s.name) for s in edition.sizes.all()],
        units=list(levels.items()),
        states=_states(edition),
        orders=[(o.value, ORDER_LABELS[o]) for o in orders],
    )


def _states(edition: Edition) -> list[tuple[str, object]]:
    shown = (
        ProposalState.SUBMITTED, ProposalState.FEASIBLE, ProposalState.INFEASIBLE, ProposalState.MERGED,
    )  # fmt: skip
    short: list[tuple[str, object]] = [(SHORT_OF_SUPPORTS, SHORT_LABEL)] if gathers(edition) else []
    return [*((s.value, STATE_LABELS[s]) for s in shown), *short]


def colonias(edition: Edition) -> list[Unit]:
    """Return the units of the finest level of the edition's map, by name."""
    units = list(_units(edition))
    finest = max((unit.level.rank for unit in units), default=0)
    return [unit for unit in units if unit.level.rank == finest]


def outlines(edition: Edition, *, rank: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Return name and light GeoJSON of the units of a rank (None: the finest). One query."""
    drawn = edition.territory.units.annotate(outline=Coalesce("sketch", "geometry")).order_by("name")
    rows = list(drawn.values_list("level__rank", "name", "outline"))
    wanted = max((row[0] for row in rows), default=0) if rank is None else rank
    return [(name, outline) for found, name, outline in rows if found == wanted]


def _units(edition: Edition) -> QuerySet[Unit]:
    found = edition.territory.units.select_related("level").defer("geometry", "sketch")
    return found.order_by("level__rank", "name")


def count_public(edition: Edition) -> int:
    """Return how many proposals of the edition anyone may see."""
    return Proposal.objects.public().filter(edition=edition).count()


def counts_by_category(edition: Edition) -> list[tuple[str, int]]:
    """Return how many public proposals each category has, the most first. One query."""
    rows = Proposal.objects.public().filter(edition=edition).values_list("category__name")
    return [(name, n) for name, n in rows.annotate(n=Count("pk")).order_by("-n", "category__name")]
