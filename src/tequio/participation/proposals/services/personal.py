"""What proposals keep about people, what becomes of it on erasure, and supporting without an account."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.files import services as files
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import ERASED_NAME, Act, FolioKind, FolioOwner, Holding
from tequio.participation.discussion.models import Comment
from tequio.participation.discussion.types import parts
from tequio.participation.editions.services import asks_nothing, takes_guests
from tequio.participation.editions.types import Action
from tequio.participation.proposals.models import PUBLIC_STATES, CoAuthor, Proposal, Support
from tequio.participation.proposals.queries import typed
from tequio.participation.proposals.services.commenting import KIND, SLUG
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
    signed = CoAuthor.objects.filter(person_id=user_id)
    signed.exclude(name="").update(name=str(ERASED_NAME))
    signed.update(email="")
    Support.objects.filter(person_id=user_id).update(person=None)


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


def owner_of_folio(folio: str) -> FolioOwner | None:
    """Return whose a proposal is, for who consults it by its folio."""
    found = Proposal.objects.filter(folio=typed(folio)).first()
    if found is None or found.author_id is None:
        return None
    is_public = found.state in PUBLIC_STATES and found.hidden_at is None
    url = reverse("proposals:detail", args=[found.folio]) if is_public else ""
    return FolioOwner(user_id=found.author_id, url=url)


identity.register_folio(FolioKind(code="proposal", label=_("una propuesta"), find=owner_of_folio))


def supports(user_id: int) -> list[dict[str, Any]]:
    """Return what a person supported."""
    found = Support.objects.filter(person_id=user_id).select_related("proposal")
    return [{"folio": row.proposal.folio, "given_at": row.given_at} for row in found]


identity.register_holding(
    Holding(
        code="supports",
        label=_("Apoyos que dio, sin su nombre"),
        read=supports,
        stays=_("Ya se contaron; dejan de estar ligados a usted."),
    )
)


def edition_of(folio: str) -> str:
    """Return the short name of the edition of a proposal, or nothing."""
    found = Proposal.objects.filter(folio=folio).values_list("edition__slug", flat=True)
    return found.first() or ""


identity.register_act(
    Act(
        code="support",
        label=_("apoyar propuestas de esta edición"),
        views=frozenset({"proposals:detail", "proposals:support", "proposals:take_back_support"}),
        scope=lambda kwargs: edition_of(str(kwargs.get("folio", ""))),
        offered=lambda slug: takes_guests(slug, Action.SUPPORT),
        nameless=lambda slug: asks_nothing(slug, Action.SUPPORT),
        does=frozenset({"proposals:support"}),
    )
)


def edition_of_talk(kwargs: Mapping[str, Any]) -> str:
    """Return the short name of the edition of what a page of the discussion, or of a proposal, is about."""
    if "folio" in kwargs:
        return edition_of(str(kwargs["folio"]))
    if "slug" in kwargs:
        pk = int(kwargs["pk"]) if kwargs["slug"] == SLUG else 0
    else:
        pk = _talked_about(int(kwargs["pk"]))
    return Proposal.objects.filter(pk=pk).values_list("edition__slug", flat=True).first() or ""


def _talked_about(comment_id: int) -> int:
    subject = Comment.objects.filter(pk=comment_id).values_list("subject", flat=True).first()
    kind, pk = parts(subject) if subject else ("", 0)
    return pk if kind == KIND else 0


identity.register_act(
    Act(
        code="comment",
        label=_("comentar propuestas de esta edición"),
        views=frozenset({"proposals:detail", *(f"discussion:{step}" for step in ("write", "edit", "remove"))}),
        scope=edition_of_talk,
        offered=lambda slug: takes_guests(slug, Action.COMMENT),
        nameless=lambda slug: asks_nothing(slug, Action.COMMENT),
        does=frozenset({"discussion:write"}),
    )
)


def invitations(user_id: int) -> list[dict[str, Any]]:
    """Return the open invitations to sign a proposal that wait at a person's address."""
    mine = User.objects.filter(pk=user_id, email__iexact=OuterRef("email"))
    found = CoAuthor.objects.filter(Exists(mine), person=None, ended_at=None)
    return [{"created_at": row.created_at, "expires_at": row.expires_at} for row in found]


@transaction.atomic
def forget_address(email: str) -> None:
    """Take back the open invitations to an address, and forget it in every other."""
    sent = CoAuthor.objects.filter(email__iexact=email)
    sent.filter(person=None, ended_at=None).update(ended_at=timezone.now())
    sent.update(email="")


identity.register_holding(
    Holding(
        code="coauthor_invitations",
        label=_("Las invitaciones a firmar propuestas que esperan en su correo"),
        read=invitations,
        release=forget_address,
    )
)
identity.register_holding(Holding(code="drafts", label=_("Sus borradores de propuestas"), read=drafts))
