"""What proposals keep about their authors, and what becomes of it when one is erased."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tequio.foundation.files import services as files
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import ERASED_NAME, Holding
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


@transaction.atomic
def forget_author(*, user_id: int) -> None:
    """Take an erased person out of their proposals: drafts go, and what was handed in stays without a name.

    The text and the photos stay: they were public, supported, judged and counted. Safe to run twice.
    """
    mine = Proposal.objects.filter(author_id=user_id)
    for draft in mine.filter(state=ProposalState.DRAFT.value).prefetch_related("photos__file"):
        photos = [photo.file for photo in draft.photos.all()]
        draft.delete()
        for file in photos:
            files.remove(file=file)
    mine.exclude(state=ProposalState.DRAFT.value).update(author_name=str(ERASED_NAME))


def handed_in(user_id: int) -> list[dict[str, Any]]:
    """Return what a person handed in, as plain values."""
    found = Proposal.objects.filter(author_id=user_id).exclude(state=ProposalState.DRAFT.value)
    return _rows(found, "folio", "submitted_at")


def drafts(user_id: int) -> list[dict[str, Any]]:
    """Return a person's drafts, as plain values."""
    found = Proposal.objects.filter(author_id=user_id, state=ProposalState.DRAFT.value)
    return _rows(found, "created_at")


def _rows(found: QuerySet[Proposal], *more: str) -> list[dict[str, Any]]:
    columns = (*more, "title", "problem", "solution", "place", "lon", "lat")
    return [dict(zip(columns, row, strict=True)) for row in found.values_list(*columns)]


identity.register_holding(
    Holding(
        code="proposals",
        label=_("Propuestas registradas, sin su nombre"),
        read=handed_in,
        stays=_("Fueron públicas y se juzgaron y contaron con todas: sin ellas los resultados no cuadran."),
    )
)
identity.register_holding(Holding(code="drafts", label=_("Sus borradores de propuestas"), read=drafts))
