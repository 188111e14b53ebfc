"""Precedents: what was said of something alike, and why, in opinions that are already public."""

import re
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)  # fmt: skip

from tequio.core.text import plain
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import PrecedentFilters
from tequio.participation.proposals.models import Proposal

MOST_WORDS = 12
_TELLING = 4  # letters from which a word may tell one proposal from another
_NEAR = 0.05  # what the same category, and the same sector, add to the likeness of the words


class _Matches(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def _document() -> Func:
    names = ("title", "problem", "solution", "place", "author_name")
    return Func(*names, function="proposals_document", output_field=TextField())


def _title(prefix: str = "") -> Func:
    """Return the words of the title alone: ranking by the whole text would read it again for every opinion."""
    words = Func(f"{prefix}title", function="proposals_plain", output_field=TextField())
    return Func(
        Value("spanish"), words,
        function="to_tsvector", arg_joiner="::regconfig, ", output_field=TextField(),
    )  # fmt: skip


def _said() -> Func:
    return Func("reasons", "legal_basis", function="feasibility_said", output_field=TextField())


def _public() -> QuerySet[Review]:
    found = Review.objects.filter(published_at__isnull=False, proposal__hidden_at__isnull=True)
    return found.select_related(
        "office", "criterion", "appeal", "proposal__edition", "proposal__category", "proposal__site__parent"
    ).defer(
        "proposal__site__geometry", "proposal__site__sketch",
        "proposal__site__parent__geometry", "proposal__site__parent__sketch",
    )  # fmt: skip


def search(asked: PrecedentFilters) -> QuerySet[Review]:
    """Return the public opinions on proposals that say these words, or whose reasons say them. One query.

    The most alike first; without words, the newest first.
    """
    found = _public()
    if asked.verdict:
        found = found.filter(verdict=asked.verdict)
    if asked.category:
        found = found.filter(proposal__category__name=asked.category)
    if asked.year:
        found = found.filter(proposal__edition__year=asked.year)
    words = _words(asked.text)
    if not words:
        return found.order_by("-published_at", "proposal__folio", "pk")
    of_proposal = Func(
        Value(asked.text), Value(" & ".join(words[:-1])), Value(words[-1]),
        function="proposals_query", output_field=TextField(),
    )  # fmt: skip
    of_reasons = Func(
        Value("spanish"), Value(" ".join(words)),
        function="plainto_tsquery", template="%(function)s(%(expressions)s)", arg_joiner="::regconfig, ",
        output_field=TextField(),
    )  # fmt: skip
    return _ranked(found, of_proposal, of_reasons)


def alike(proposal: Proposal, *, limit: int = 5) -> list[Review]:
    """Return the public opinions of other editions on the proposals most like this one. One query.

    Alike are those that share telling words of the title; the same category and the same sector go first.
    """
    words = [word for word in _words(proposal.title) if len(word) >= _TELLING]
    if not words:
        return []
    any_word = Func(
        Value("spanish"), Value(" | ".join(words)),
        function="to_tsquery", arg_joiner="::regconfig, ", output_field=TextField(),
    )  # fmt: skip
    sector = proposal.site.parent_id if proposal.site else None
    category = proposal.category.name if proposal.category else ""

    def likeness(prefix: str = "") -> Any:
        return (
            Func(_title(prefix), any_word, function="ts_rank", output_field=FloatField())
            + _bonus(Q(**{f"{prefix}category__name": category}))
            + _bonus(Q(**{f"{prefix}site__parent": sector, f"{prefix}site__parent__isnull": False}))
        )

    judged = Exists(Review.objects.filter(proposal=OuterRef("pk"), published_at__isnull=False))
    nearest = (
        Proposal.objects.filter(_Matches(_document(), any_word), judged, hidden_at__isnull=True)
        .exclude(edition=proposal.edition_id)
        .order_by(likeness().desc(), "-submitted_at", "pk")
    )
    found = (
        _public().filter(proposal__in=nearest.values("pk")[:limit]).annotate(likeness=likeness("proposal__"))
    )
    return list(found.order_by("-likeness", "-published_at", "pk")[:limit])


def _bonus(condition: Q) -> Case:
    return Case(When(condition, then=Value(_NEAR)), default=Value(0.0), output_field=FloatField())


def _ranked(found: QuerySet[Review], of_proposal: Any, of_reasons: Any) -> QuerySet[Review]:
    proposals = Proposal.objects.filter(_Matches(_document(), of_proposal)).order_by().values("pk")
    reasons = Review.objects.filter(
        _Matches(_said(), of_reasons), published_at__isnull=False
    ).order_by().values("pk")  # fmt: skip
    rank = Func(_title("proposal__"), of_proposal, function="ts_rank", output_field=FloatField())
    return (
        found.filter(Q(proposal__in=proposals) | Q(pk__in=reasons))
        .annotate(likeness=rank)
        .order_by("-likeness", "-published_at", F("pk"))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", plain(text))[:MOST_WORDS]


def choices() -> tuple[list[int], list[str]]:
    """Return the years and the names of categories that have public opinions. Two queries."""
    published = Review.objects.filter(published_at__isnull=False).order_by()
    years = published.values_list("proposal__edition__year", flat=True).distinct()
    categories = published.values_list("proposal__category__name", flat=True).distinct()
    return sorted(years, reverse=True), sorted(name for name in categories if name)
