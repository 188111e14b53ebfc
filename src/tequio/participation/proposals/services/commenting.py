"""What the discussion asks of a proposal: what it is, who may comment it now, and hiding or showing it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.identity.types import Assurance
from tequio.participation.discussion.models import HouseRule
from tequio.participation.discussion.services import CommentsClosed
from tequio.participation.discussion.types import Opening, Subject
from tequio.participation.editions.models import AccessRule, Edition, Suspension
from tequio.participation.editions.services import demand_access
from tequio.participation.editions.types import Action
from tequio.participation.proposals.models import PUBLIC_STATES, Proposal
from tequio.participation.proposals.services.moderation import hide, show

KIND = "proposal"  # how the discussion names what is talked about
SLUG = "propuesta"  # how addresses of the discussion call one


def subjects(pks: Collection[int], at: datetime) -> Mapping[int, Subject]:
    """Return proposals as what is talked about, as they are at ``at``. One query.

    Drafts are nobody's business and are left out.
    """
    standing = Suspension.objects.filter(edition=OuterRef("edition"), begins__lte=at)
    standing = standing.filter(Q(ends__isnull=True) | Q(ends__gt=at))
    found = Proposal.objects.filter(pk__in=pks, folio__isnull=False).select_related("edition")
    rules = AccessRule.objects.filter(edition=OuterRef("edition"), action=Action.COMMENT.value)
    free = Exists(rules.filter(methods__contains=[Assurance.NONE.value]))
    return {p.pk: _subject(p) for p in found.annotate(suspended=Exists(standing), free=free)}


def admit(pk: int, person: User, at: datetime) -> Opening:
    """Return when a comment of this person on the proposal would be seen.

    Raises:
        CommentsClosed: if its edition takes none now.
        NotAssured, NotEligible: if the person has not shown what the edition asks of who comments.
    """
    found = subjects([pk], at)[pk]
    if found.opening == Opening.CLOSED:
        raise CommentsClosed(found.closed)
    edition = Edition.objects.get(proposals=pk)
    demand_access(edition=edition, action=Action.COMMENT, person=person, at=at)
    return found.opening


def hide_by_rule(pk: int, rule: HouseRule | None, reason: str, at: datetime, actor: int | None) -> None:
    """Hide the proposal from the moderation desk."""
    hide(proposal=Proposal.objects.get(pk=pk), rule=rule, reason=reason, at=at, actor=actor)


def show_again(pk: int, at: datetime, actor: int | None) -> None:
    """Show the proposal again from the moderation desk, or because an appeal was upheld."""
    show(proposal=Proposal.objects.get(pk=pk), at=at, actor=actor)


def _subject(proposal: Proposal) -> Subject:
    opening, closed = _opening(proposal)
    return Subject(
        kind=KIND,
        pk=proposal.pk,
        title=proposal.title,
        url=reverse("proposals:detail", args=[proposal.folio]),
        author_id=proposal.author_id,
        public=_public(proposal),
        opening=opening,
        closed=closed,
        nameless=getattr(proposal, "free", False),
    )


def _public(proposal: Proposal) -> bool:
    return proposal.state in PUBLIC_STATES and proposal.hidden_at is None


def _opening(proposal: Proposal) -> tuple[Opening, object]:
    edition = proposal.edition
    if not _public(proposal):
        return Opening.CLOSED, _("Esta propuesta ya no está a la vista: no recibe comentarios.")
    if edition.published_at is None:
        return Opening.CLOSED, _("La edición todavía no es pública: no recibe comentarios.")
    if getattr(proposal, "suspended", False):
        return Opening.CLOSED, _("La edición está suspendida: los comentarios esperan a que se reanude.")
    opening = Opening(edition.comments)
    closed = _("En esta edición las propuestas no se comentan.") if opening == Opening.CLOSED else ""
    return opening, closed
