"""What the discussion asks of a voice: what it is, who may comment it now, and hiding or showing it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.identity.types import Assurance
from tequio.participation.discussion.models import HouseRule
from tequio.participation.discussion.services import CommentsClosed
from tequio.participation.discussion.types import Opening, Subject
from tequio.participation.forums.models import AccessRule, Contribution, Forum
from tequio.participation.forums.permissions import voices as may
from tequio.participation.forums.services import moderation
from tequio.participation.forums.services.access import demand_access
from tequio.participation.forums.types import Action
from tequio.participation.forums.types import Opening as Comments

SLUG = "voz"  # how addresses of the discussion call one
_OPENINGS = {Comments.AFTER: Opening.AFTER, Comments.BEFORE: Opening.BEFORE, Comments.NONE: Opening.CLOSED}


def subjects(pks: Collection[int], at: datetime) -> Mapping[int, Subject]:
    """Return voices as what is talked about. One query. Drafts are nobody's business and are left out."""
    del at  # voices are commented whatever phase is open
    rules = AccessRule.objects.filter(forum=OuterRef("forum"), action=Action.COMMENT.value)
    free = Exists(rules.filter(methods__contains=[Assurance.NONE.value]))
    found = Contribution.objects.filter(pk__in=pks, folio__isnull=False).select_related("forum")
    return {voice.pk: _subject(voice) for voice in found.annotate(free=free)}


def admit(pk: int, person: User, at: datetime) -> Opening:
    """Return when a comment of this person on the voice would be seen.

    Raises:
        CommentsClosed: if it takes none now.
        NotAssured, NotEligible: if the person has not shown what the exercise asks of who comments.
    """
    found = subjects([pk], at)[pk]
    if found.opening == Opening.CLOSED:
        raise CommentsClosed(found.closed)
    forum = Forum.objects.prefetch_related("access_rules").get(contributions=pk)
    demand_access(forum=forum, action=Action.COMMENT, person=person, at=at)
    return found.opening


def hide_by_rule(pk: int, rule: HouseRule | None, reason: str, at: datetime, actor: int | None) -> None:
    """Hide the voice from the moderation desk."""
    moderation.hide(voice=Contribution.objects.get(pk=pk), rule=rule, reason=reason, at=at, actor=actor)


def show_again(pk: int, at: datetime, actor: int | None) -> None:
    """Show the voice again from the moderation desk, or because an appeal was upheld."""
    moderation.show(voice=Contribution.objects.get(pk=pk), at=at, actor=actor)


def _subject(voice: Contribution) -> Subject:
    opening, closed = _opening(voice)
    return Subject(
        kind=moderation.KIND,
        pk=voice.pk,
        title=voice.title,
        url=reverse("forums:voice", args=[voice.forum.slug, voice.folio]),
        author_id=voice.author_id,
        public=may.is_public(voice),
        opening=opening,
        closed=closed,
        nameless=getattr(voice, "free", False),
    )


def _opening(voice: Contribution) -> tuple[Opening, object]:
    if not may.is_public(voice):
        return Opening.CLOSED, _("Esta aportación ya no está a la vista: no recibe comentarios.")
    if voice.forum.published_at is None:
        return Opening.CLOSED, _("El foro todavía no es público: no recibe comentarios.")
    opening = _OPENINGS[Comments(voice.forum.comments)]
    return opening, _("En este foro las aportaciones no se comentan.") if opening == Opening.CLOSED else ""
