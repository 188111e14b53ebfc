"""Who may judge, assign, publish and answer. A liaison acts for the offices of their memberships alone."""

from typing import Any

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.models import StoredFile
from tequio.participation.feasibility.models import Appeal, OpinionFile, Review
from tequio.participation.proposals import permissions as proposals
from tequio.participation.proposals.models import Proposal


def can_assign(actor: Any) -> bool:
    """Return whether the actor decides which office judges what."""
    return can(actor, Permission.ASSIGN_REVIEWS)


def can_publish(actor: Any) -> bool:
    """Return whether the actor publishes the outcomes."""
    return can(actor, Permission.PUBLISH_OPINIONS)


def can_open_desk(actor: Any) -> bool:
    """Return whether the actor has anything to do with feasibility."""
    return can_assign(actor) or can(actor, Permission.GIVE_OPINION)


def can_judge(actor: Any, review: Review) -> bool:
    """Return whether the actor gives the opinion of this review's office."""
    return can(actor, Permission.GIVE_OPINION, office_id=review.office_id)


def can_read(actor: Any, review: Review) -> bool:
    """Return whether the actor may read an opinion before it is public."""
    return can_assign(actor) or can_judge(actor, review)


def can_entrust(actor: Any, office_id: int) -> bool:
    """Return whether the actor decides who in the office takes a review: the coordinator or its own people."""
    return can_assign(actor) or can(actor, Permission.GIVE_OPINION, office_id=office_id)


def can_correct(actor: Any, proposal: Proposal) -> bool:
    """Return whether the actor answers what an office observed, and appeals: whoever made the proposal."""
    return proposals.owns(actor, proposal)


def can_answer_appeal(actor: Any, appeal: Appeal) -> bool:
    """Return whether the actor answers an appeal: the office it was given to, else the coordination."""
    if appeal.office_id is None:
        return can_assign(actor)
    return can(actor, Permission.GIVE_OPINION, office_id=appeal.office_id)


def can_read_appeal(actor: Any, appeal: Appeal) -> bool:
    """Return whether the actor sees an appeal in the office."""
    return can_assign(actor) or can_answer_appeal(actor, appeal)


def can_read_file(actor: Any, file: StoredFile) -> bool:
    """Return whether a private paper of an opinion is the actor's to read: of those who judge the proposal."""
    found = OpinionFile.objects.filter(file=file).select_related("review").first()
    if found is None:
        return False
    if can_assign(actor):
        return True
    judged = Review.objects.filter(proposal=found.review.proposal_id)
    return any(can_judge(actor, review) for review in judged)


def desk_offices(actor: User) -> set[int] | None:
    """Return the offices whose reviews the actor sees; None means all of them."""
    return None if can_assign(actor) else offices(actor, Permission.GIVE_OPINION)
