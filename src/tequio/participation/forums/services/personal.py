"""What forums keep about people, what becomes of it on erasure, and taking part without an account."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import ERASED_NAME, Act, FolioKind, FolioOwner, Holding
from tequio.participation.discussion.models import Comment
from tequio.participation.discussion.types import parts
from tequio.participation.forums.models import Contribution, Participant, Vote
from tequio.participation.forums.permissions import voices as may
from tequio.participation.forums.queries.voices import typed
from tequio.participation.forums.services.access import asks_nothing, takes_guests
from tequio.participation.forums.services.commenting import SLUG
from tequio.participation.forums.services.moderation import KIND
from tequio.participation.forums.services.photos import remove_photos
from tequio.participation.forums.types import Action, ContributionState

_DRAFT = ContributionState.DRAFT.value
_STEPS = ("contribute", "contribute_all", "step", "check", "submit", "remove_photo", "receipt", "edit_voice")


@transaction.atomic
def forget_person(*, user_id: int) -> None:
    """Take an erased person out of the forums. Drafts go; what was counted stays, and is nobody's.

    The text stays: it was public, voted and counted. Safe to run twice.
    """
    mine = Contribution.objects.filter(author_id=user_id)
    for draft in mine.filter(state=_DRAFT):
        remove_photos(voice=draft)
        draft.delete()
    mine.exclude(state=_DRAFT).update(author_name=str(ERASED_NAME), contact_email="", contact_phone="")
    Participant.objects.filter(person_id=user_id).update(person=None)


@transaction.atomic
def forget_address(email: str) -> None:
    """Forget an address that was written on a sheet."""
    if email:
        Contribution.objects.filter(contact_email__iexact=email).update(contact_email="", contact_phone="")


def voices(user_id: int) -> list[dict[str, Any]]:
    """Return what a person handed in, as plain values."""
    columns = (
        "folio", "submitted_at", "state", "title", "problem", "idea", "vision", "first_step", "answers",
        "place", "lon", "lat",
    )  # fmt: skip
    found = Contribution.objects.filter(author_id=user_id).exclude(state=_DRAFT)
    return _rows(found, *columns)


def drafts(user_id: int) -> list[dict[str, Any]]:
    """Return a person's drafts, as plain values."""
    found = Contribution.objects.filter(author_id=user_id, state=_DRAFT)
    columns = ("created_at", "title", "problem", "idea", "vision", "first_step", "answers", "place")
    return _rows(found, *columns)


def votes(user_id: int) -> list[dict[str, Any]]:
    """Return what a person voted for."""
    found = Vote.objects.filter(participant__person_id=user_id)
    return [
        {"folio": folio, "given_at": at} for folio, at in found.values_list("contribution__folio", "given_at")
    ]


def about(user_id: int) -> list[dict[str, Any]]:
    """Return what a person said of themselves in each exercise."""
    found = Participant.objects.filter(person_id=user_id)
    rows = found.values("forum__name", "gender", "age_from", "sector__name", "unit__name", "asked_at")
    return [
        {
            "forum": row["forum__name"],
            "gender": row["gender"],
            "age_from": row["age_from"],
            "sector": row["sector__name"],
            "colonia": row["unit__name"],
            "asked_at": row["asked_at"],
        }
        for row in rows
    ]


def on_paper(user_id: int) -> list[dict[str, Any]]:
    """Return what was written down at a table or on a sheet with the address of a person."""
    email = User.objects.filter(pk=user_id).values_list("email", flat=True).first()
    if not email:
        return []
    found = Contribution.objects.filter(contact_email__iexact=email)
    return _rows(found, "folio", "submitted_at", "title", "problem")


def _rows(found: QuerySet[Contribution], *columns: str) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in found.values_list(*columns)]


def owner_of_folio(folio: str) -> FolioOwner | None:
    """Return whose a voice is, for who consults it by its folio: an account, or the contact of a sheet."""
    voice = Contribution.objects.select_related("forum").filter(folio=typed(folio)).first()
    if voice is None or not (voice.author_id or voice.contact_email or voice.contact_phone):
        return None
    url = reverse("forums:voice", args=[voice.forum.slug, voice.folio]) if may.is_public(voice) else ""
    return FolioOwner(user_id=voice.author_id, email=voice.contact_email, phone=voice.contact_phone, url=url)


identity.register_folio(FolioKind(code="voice", label=_("una aportación"), find=owner_of_folio))


def forum_of_talk(kwargs: Mapping[str, Any]) -> str:
    """Return the short name of the exercise of what a page of the discussion, or of a voice, is about."""
    if "folio" in kwargs:
        return str(kwargs["slug"])
    if "slug" in kwargs:
        pk = int(kwargs["pk"]) if kwargs["slug"] == SLUG else 0
    else:
        pk = _talked_about(int(kwargs["pk"]))
    return Contribution.objects.filter(pk=pk).values_list("forum__slug", flat=True).first() or ""


def _talked_about(comment_id: int) -> int:
    subject = Comment.objects.filter(pk=comment_id).values_list("subject", flat=True).first()
    kind, pk = parts(subject) if subject else ("", 0)
    return pk if kind == KIND else 0


def _slug(kwargs: Mapping[str, Any]) -> str:
    return str(kwargs.get("slug", ""))


_COUNTED = _("Ya se contaron; dejan de estar ligados a usted.")

for _holding in (
    Holding(
        code="forum_voices",
        label=_("Aportaciones a foros, sin su nombre"),
        read=voices,
        stays=_("Fueron públicas y se contaron con todas: sin ellas las cifras no cuadran."),
    ),
    Holding(code="forum_votes", label=_("Votos que dio en foros, sin su nombre"), read=votes, stays=_COUNTED),
    Holding(
        code="forum_about",
        label=_("Lo que dijo de usted en cada foro, sin su nombre"),
        read=about,
        stays=_COUNTED,
    ),
    Holding(code="forum_drafts", label=_("Sus borradores de aportaciones"), read=drafts),
    Holding(
        code="forum_sheets",
        label=_("Su correo en las hojas que se capturaron"),
        read=on_paper,
        release=forget_address,
    ),
):
    identity.register_holding(_holding)

for _act in (
    Act(
        code="contribute",
        label=_("aportar en este foro"),
        views=frozenset(f"forums:{step}" for step in _STEPS),
        scope=_slug,
        offered=lambda slug: takes_guests(slug, Action.CONTRIBUTE),
        nameless=lambda slug: asks_nothing(slug, Action.CONTRIBUTE),
        does=frozenset({"forums:contribute", "forums:contribute_all"}),
    ),
    Act(
        code="vote_voices",
        label=_("votar por las aportaciones de este foro"),
        views=frozenset(f"forums:{step}" for step in ("voice", "vote", "take_back_vote", "about_me")),
        scope=_slug,
        offered=lambda slug: takes_guests(slug, Action.VOTE),
        nameless=lambda slug: asks_nothing(slug, Action.VOTE),
        does=frozenset({"forums:vote"}),
    ),
    Act(
        code="comment_voices",
        label=_("comentar las aportaciones de este foro"),
        views=frozenset({"forums:voice", *(f"discussion:{step}" for step in ("write", "edit", "remove"))}),
        scope=forum_of_talk,
        offered=lambda slug: takes_guests(slug, Action.COMMENT),
        nameless=lambda slug: asks_nothing(slug, Action.COMMENT),
        does=frozenset({"discussion:write"}),
    ),
):
    identity.register_act(_act)
