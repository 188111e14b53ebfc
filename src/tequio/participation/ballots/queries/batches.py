"""Batches of one-time codes: how many were made, used and made void. Which one is whose, nobody knows."""

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, Q, QuerySet

from tequio.participation.ballots.models import Code, CodeBatch, Slip
from tequio.participation.editions.models import Edition


def batches(edition: Edition) -> QuerySet[CodeBatch]:
    """Return the batches of an edition, the newest first, with what ``came`` and was ``spoilt``. One query.

    What ``came`` in says how many, never what they marked.
    """
    slip = Slip.objects.filter(edition=OuterRef("edition"), mark=OuterRef("mark"))
    used = Code.objects.filter(Exists(slip)).values("pk")
    return (
        CodeBatch.objects.filter(edition=edition)
        .select_related("unit", "point")
        .annotate(
            came=Number("codes", filter=Q(codes__in=used)),
            spoilt=Number("codes", filter=Q(codes__void_reason__gt="")),
        )
        .order_by("-made_at", "-pk")
    )


def code_used(code: Code) -> bool:
    """Return whether a ballot came in with a code. One query."""
    return Slip.objects.filter(edition_id=code.edition_id, mark=code.mark).exists()
