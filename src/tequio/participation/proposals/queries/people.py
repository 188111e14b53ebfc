"""Who signs a proposal, who was invited to, and what is to be merged."""

from django.db.models import Q, QuerySet

from tequio.foundation.accounts.models import User
from tequio.participation.proposals.models import CoAuthor, Merger, Proposal
from tequio.participation.proposals.types import ProposalState


def coauthors(proposal: Proposal) -> list[CoAuthor]:
    """Return the co-authors that anyone sees, in the order in which they accepted. One query."""
    return list(proposal.coauthors.standing())


def signers(proposal: Proposal) -> list[CoAuthor]:
    """Return the co-authors and whoever still has to answer, for the author. One query."""
    return list(proposal.coauthors.open().select_related("person"))


def place_of(person: User, proposal: Proposal) -> CoAuthor | None:
    """Return the person's own place among the co-authors, answered or not, or None."""
    return proposal.coauthors.open().filter(person=person).first()


def coauthored_by(person: User) -> QuerySet[Proposal]:
    """Return what the person signs without being its author, newest first, ready for cards."""
    mine = CoAuthor.objects.standing().filter(person=person)
    found = Proposal.objects.public().for_cards().with_supports()
    return found.filter(pk__in=mine.values("proposal")).order_by("-pk")


def requests_for(author: User) -> list[CoAuthor]:
    """Return who asks to sign one of the author's proposals. One query."""
    waiting = CoAuthor.objects.open().filter(accepted_at__isnull=True, proposal__author=author)
    return list(waiting.exclude(person=None).select_related("proposal", "person"))


def open_mergers() -> QuerySet[Merger]:
    """Return the offers that still wait for an author, newest first."""
    waiting = Merger.objects.filter(
        done_at__isnull=True,
        ended_at__isnull=True,
        proposal__state=ProposalState.SUBMITTED,
        into__state=ProposalState.SUBMITTED,
    )
    return waiting.select_related("proposal__edition", "into__edition")


def mergers_for(author: User) -> list[Merger]:
    """Return the offers that wait for this author. One query."""
    mine = Q(proposal__author=author, accepted_at__isnull=True) | Q(
        into__author=author, into_accepted_at__isnull=True
    )
    return list(open_mergers().filter(mine))


def mergers_of(proposal: Proposal) -> list[Merger]:
    """Return the offers about a proposal that were neither refused nor taken back, newest first. One query."""
    found = Merger.objects.filter(Q(proposal=proposal) | Q(into=proposal), ended_at__isnull=True)
    return list(found.select_related("proposal", "into"))


def merger(pk: int) -> Merger | None:
    """Return an offer with its two proposals, or None."""
    found = Merger.objects.select_related("proposal__edition", "into__edition", "proposal__site", "into__site")
    return found.filter(pk=pk).first()
