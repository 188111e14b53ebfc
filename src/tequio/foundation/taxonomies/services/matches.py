"""What a concept of one list answers to in another."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.taxonomies.events import ConceptsMatched, MatchRemoved
from tequio.foundation.taxonomies.models import Concept, Match
from tequio.foundation.taxonomies.services.errors import MatchRefused
from tequio.foundation.taxonomies.types import INVERSE, MatchKind


@transaction.atomic
def match(*, concept: Concept, other: Concept, kind: MatchKind, actor: int | None = None) -> Match:
    """Say how a concept answers to one of another list. The same is said from the other side.

    Raises:
        MatchRefused: if both are of one list, or they answer to each other already.
    """
    if concept.scheme_id == other.scheme_id:
        raise MatchRefused(_("Los dos son de la misma taxonomía. La equivalencia se hace con otra."))
    try:
        with transaction.atomic():
            made = Match.objects.create(concept=concept, other=other, kind=kind.value)
            Match.objects.create(concept=other, other=concept, kind=INVERSE[kind].value)
    except IntegrityError as error:
        raise MatchRefused(_("Esos dos ya tienen una equivalencia. Quítela para poner otra.")) from error
    audit.record(
        ConceptsMatched(
            scheme=concept.scheme.slug,
            code=concept.code,
            other_scheme=other.scheme.slug,
            other_code=other.code,
            match=kind.value,
        ),
        actor=actor,
    )
    return made


@transaction.atomic
def unmatch(*, match: Match, actor: int | None = None) -> None:
    """Take a match back, from both sides."""
    concept, other = match.concept, match.other
    Match.objects.filter(concept=concept, other=other).delete()
    Match.objects.filter(concept=other, other=concept).delete()
    audit.record(
        MatchRemoved(
            scheme=concept.scheme.slug,
            code=concept.code,
            other_scheme=other.scheme.slug,
            other_code=other.code,
        ),
        actor=actor,
    )
