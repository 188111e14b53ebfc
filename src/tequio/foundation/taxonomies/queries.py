"""Reading the lists: what is in force on a day, as a tree, and what answers to what."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, ForeignObjectRel, Q, QuerySet

from tequio.foundation.taxonomies.models import Concept, Match, Scheme
from tequio.foundation.taxonomies.types import Node


def schemes(*, on: date) -> QuerySet[Scheme]:
    """Return every scheme by title, with its number of concepts in force on a day as ``concept_count``."""
    begun = Q(concepts__valid_from__isnull=True) | Q(concepts__valid_from__lte=on)
    standing = begun & (Q(concepts__valid_to__isnull=True) | Q(concepts__valid_to__gte=on))
    return Scheme.objects.annotate(concept_count=Count("concepts", filter=standing))


def scheme(slug: str) -> Scheme | None:
    """Return the scheme with this short name, or None."""
    return Scheme.objects.filter(slug=slug).first()


def concepts(slug: str, *, on: date) -> QuerySet[Concept]:
    """Return the concepts of a scheme in force on a day, in their order, with ``broader`` and ``scheme``.

    Args:
        slug: the scheme's; one that does not exist has no concepts.
        on: a day; the first and the last day of a concept are in force.
    """
    found = Concept.objects.valid(on).filter(scheme__slug=slug)
    return found.select_related("broader", "scheme").order_by("position", "pk")


def concept(slug: str, code: str, *, on: date) -> Concept | None:
    """Return the concept that a code names on a day, or None."""
    return concepts(slug, on=on).filter(code=code).first()


def tree(slug: str, *, on: date) -> list[Node]:
    """Return the concepts in force on a day as a tree, in one query.

    What hangs from a concept hangs from its code: a new wording of it keeps what stood below. Where that is
    not in force on the day, it stands at the top.
    """
    rows = list(concepts(slug, on=on))
    known = {row.code for row in rows}
    below: dict[str, list[Concept]] = {}
    for row in rows:
        above = row.broader.code if row.broader else ""
        below.setdefault(above if above in known else "", []).append(row)

    def nodes(code: str, depth: int) -> list[Node]:
        return [Node(row, depth, nodes(row.code, depth + 1)) for row in below.get(code, [])]

    return nodes("", 0)


def flat(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give every node of a tree, each before what stands below it."""
    for node in nodes:
        yield node
        yield from flat(node.narrower)


def wordings(slug: str, code: str) -> QuerySet[Concept]:
    """Return what a code has meant over time, the latest first."""
    found = Concept.objects.filter(scheme__slug=slug, code=code).select_related("broader", "scheme")
    return found.order_by("-valid_from", "-pk")


def every_concept(slug: str) -> QuerySet[Concept]:
    """Return every concept of a scheme, also those no longer in force, in an order that does not change."""
    found = Concept.objects.filter(scheme__slug=slug).select_related("broader", "scheme")
    return found.order_by("position", "code", "valid_from", "pk")


def matches(slug: str) -> QuerySet[Match]:
    """Return what the concepts of a scheme answer to in others, as said from this scheme."""
    found = Match.objects.filter(concept__scheme__slug=slug)
    return found.select_related("concept__scheme", "other__scheme").order_by(
        "concept__position", "concept__code", "other__scheme__slug", "other__position", "pk"
    )


def matches_of(found: Concept) -> QuerySet[Match]:
    """Return what one concept answers to."""
    rows = found.matches.select_related("other__scheme", "concept__scheme")
    return rows.order_by("other__scheme__title", "other__position", "pk")


def answering_to(codes: Iterable[str], slug: str, *, on: date) -> QuerySet[Match]:
    """Return the matches whose other side are these codes of a scheme in force on a day: themes of a goal."""
    other = concepts(slug, on=on).filter(code__in=list(codes))
    return Match.objects.filter(other__in=other).select_related("concept__scheme", "other")


def every_row() -> QuerySet[Concept]:
    """Return every concept of every scheme, for the open data."""
    return Concept.objects.select_related("scheme", "broader").order_by(
        "scheme__slug", "position", "code", "valid_from", "pk"
    )


def every_match() -> QuerySet[Match]:
    """Return every match, for the open data."""
    return Match.objects.select_related("concept__scheme", "other__scheme").order_by(
        "concept__scheme__slug", "concept__position", "concept__code", "other__scheme__slug", "pk"
    )


def is_used(found: Concept) -> bool:
    """Return whether anything outside this context points to a concept: its words are then not edited in place.

    Whoever points to a concept does it with a foreign key, so that the models themselves know.
    """
    options = Concept._meta  # noqa: SLF001 - Django's documented interface of models
    outside = [
        relation.field
        for relation in options.get_fields(include_hidden=True)  # most have no name here
        if isinstance(relation, ForeignObjectRel)
        and not relation.many_to_many  # the table between both is a relation of its own
        and relation.field.model._meta.app_label != options.app_label  # noqa: SLF001 - the same
    ]
    return any(
        field.model._base_manager.filter(**{field.name: found}).exists()  # noqa: SLF001 - the same
        for field in outside
    )
