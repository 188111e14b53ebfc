"""Named reads of feasibility. Opinions leave the office only once they are published."""

from django.db.models import QuerySet

from tequio.participation.feasibility.models import Review
from tequio.participation.proposals.models import Proposal


def published_opinions(proposal: Proposal) -> QuerySet[Review]:
    """Return the opinions on a proposal that anyone may read, with their offices. One query."""
    return Review.objects.filter(proposal=proposal, published_at__isnull=False).select_related("office")
