"""Signing a proposal together: invited by the author, or asked for and admitted."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.editions import services as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.events import (
    CoAuthorAccepted,
    CoAuthorAsked,
    CoAuthorInvited,
    CoAuthorLeft,
)
from tequio.participation.proposals.models import CoAuthor, Proposal
from tequio.participation.proposals.services.drafts import editable
from tequio.participation.proposals.services.errors import (
    AlreadySigns,
    InvitationGone,
    NotEditable,
    TooManyAuthors,
)
from tequio.participation.proposals.types import AuthorOrigin, ProposalState

MOST_COAUTHORS = 5  # co-authors and open invitations of one proposal
MOST_INVITED = 15  # invitations that one proposal may ever send, so that it is no way of sending mail
LIFETIME = timedelta(days=14)
_SALT = "proposals.coauthor"


@transaction.atomic
def invite_coauthor(*, proposal: Proposal, email: str, at: datetime, actor: int | None = None) -> CoAuthor:
    """Invite somebody by e-mail to sign a proposal or a draft. The worker sends the link.

    Raises:
        PhaseClosed, NotEditable: as for any answer.
        AlreadySigns: if that address has an open invitation, or is the author's own.
        TooManyAuthors: if the proposal has as many as fit, or sent too many invitations.
    """
    proposal = editable(proposal, at=at)
    address = email.strip().lower()
    author = proposal.author
    if author and author.email.lower() == address:
        raise AlreadySigns(_("Ese correo es el suyo: usted ya firma la propuesta."))
    open_now = proposal.coauthors.open()
    if open_now.filter(email=address).exists() or open_now.filter(person__email__iexact=address).exists():
        raise AlreadySigns(_("Esa persona ya firma la propuesta o ya tiene una invitación."))
    _demand_room(proposal)
    if proposal.coauthors.filter(origin=AuthorOrigin.INVITED).count() >= MOST_INVITED:
        raise TooManyAuthors(_("Esta propuesta ya mandó demasiadas invitaciones."))
    invited = CoAuthor.objects.create(
        proposal=proposal,
        origin=AuthorOrigin.INVITED.value,
        email=address,
        created_at=at,
        expires_at=at + LIFETIME,
    )
    audit.record(CoAuthorInvited(proposal_id=proposal.pk, coauthor_id=invited.pk), actor=actor)
    return invited


def coauthor_token(coauthor: CoAuthor) -> str:
    """Return the signed text that stands in the link of an invitation."""
    return signing.dumps([coauthor.pk, coauthor.nonce], salt=_SALT)


def find_invitation(text: str, *, at: datetime) -> CoAuthor:
    """Return the invitation that the text of a link opens.

    Raises:
        InvitationGone: if it was tampered with, used, taken back or has expired.
    """
    try:
        pk, nonce = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise InvitationGone from error
    found = CoAuthor.objects.select_related("proposal__edition", "proposal__author")
    invited = found.filter(pk=pk, nonce=nonce).first()
    if invited is None or not invited.usable(at) or _over(invited.proposal):
        raise InvitationGone
    return invited


@transaction.atomic
def accept_coauthorship(*, text: str, person: User, at: datetime) -> CoAuthor:
    """Take up an invitation: the person's public name stands beside the author's. A link works once.

    Raises:
        InvitationGone: if the link cannot be used (any more).
        AlreadySigns: if the person is the author or a co-author.
    """
    invited = find_invitation(text, at=at)
    proposal = _locked(invited.proposal)
    again = CoAuthor.objects.select_for_update().get(pk=invited.pk)
    if not again.usable(at) or _over(proposal):
        raise InvitationGone
    _demand_other(proposal, person)
    again.person, again.email = person, ""
    return _accepted(again, proposal, person.name, at=at, actor=person.pk)


@transaction.atomic
def ask_to_join(*, proposal: Proposal, person: User, at: datetime) -> CoAuthor:
    """Ask the author of a public proposal to sign it too, instead of asking for the same twice.

    Raises:
        PhaseClosed: if registration is not open.
        NotEditable: if the proposal is not in review any more, or is hidden.
        AlreadySigns: if the person signs it already, or asked already.
        TooManyAuthors: if it has as many co-authors as fit.
    """
    proposal = _locked(proposal)
    editions.demand_open(proposal.edition, PhaseKind.REGISTRATION, at=at)
    if proposal.state != ProposalState.SUBMITTED or proposal.hidden_at:
        raise NotEditable(_("Esta propuesta ya no admite más firmas."))
    _demand_other(proposal, person)
    _demand_room(proposal)
    asked = CoAuthor.objects.create(
        proposal=proposal, person=person, origin=AuthorOrigin.ASKED.value, created_at=at
    )
    event = CoAuthorAsked(proposal_id=proposal.pk, coauthor_id=asked.pk, folio=proposal.folio or "")
    audit.record(event, actor=person.pk)
    return asked


@transaction.atomic
def admit(*, coauthor: CoAuthor, at: datetime, actor: int | None = None) -> CoAuthor:
    """Say yes, as the author, to who asked to join.

    Raises:
        InvitationGone: if the request was taken back or answered, or the person was erased.
    """
    proposal = _locked(coauthor.proposal)
    asked = CoAuthor.objects.select_for_update().get(pk=coauthor.pk)
    person = asked.person
    if asked.accepted_at or asked.ended_at or person is None or _over(proposal):
        raise InvitationGone
    return _accepted(asked, proposal, person.name, at=at, actor=actor)


@transaction.atomic
def end_coauthorship(*, coauthor: CoAuthor, at: datetime, actor: int | None = None) -> None:
    """Leave a proposal, take a co-author out, refuse, or take an invitation back. Again, nothing changes."""
    gone = CoAuthor.objects.open().filter(pk=coauthor.pk).update(ended_at=at, email="", name="")
    if gone:
        event = CoAuthorLeft(
            proposal_id=coauthor.proposal_id, coauthor_id=coauthor.pk, folio=coauthor.proposal.folio or ""
        )
        audit.record(event, actor=actor)


def _accepted(
    coauthor: CoAuthor, proposal: Proposal, name: str, *, at: datetime, actor: int | None
) -> CoAuthor:
    coauthor.name, coauthor.accepted_at = name, at
    coauthor.save(update_fields=["person", "email", "name", "accepted_at"])
    event = CoAuthorAccepted(proposal_id=proposal.pk, coauthor_id=coauthor.pk, folio=proposal.folio or "")
    audit.record(event, actor=actor)
    return coauthor


def _locked(proposal: Proposal) -> Proposal:
    return (
        Proposal.objects.select_for_update(of=("self",)).select_related("edition", "author").get(pk=proposal.pk)
    )


def _over(proposal: Proposal) -> bool:
    """Return whether nobody can sign any more: it was withdrawn, merged, judged or hidden."""
    alive = {ProposalState.DRAFT, ProposalState.SUBMITTED}
    return proposal.state not in alive or proposal.hidden_at is not None


def _demand_other(proposal: Proposal, person: User) -> None:
    if proposal.author_id == person.pk:
        raise AlreadySigns(_("Usted hizo esta propuesta: ya la firma."))
    mine = proposal.coauthors.open().filter(person=person).first()
    if mine and mine.accepted_at:
        raise AlreadySigns(_("Usted ya firma esta propuesta."))
    if mine:
        raise AlreadySigns(_("Ya pidió sumarse. Falta que responda quien hizo la propuesta."))


def _demand_room(proposal: Proposal) -> None:
    if proposal.coauthors.open().count() >= MOST_COAUTHORS:
        raise TooManyAuthors(
            _("Una propuesta se firma con hasta %(most)s personas más, contando las invitadas.")
            % {"most": MOST_COAUTHORS}
        )
