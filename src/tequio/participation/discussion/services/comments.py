"""Saying something, correcting it, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.discussion import permissions
from tequio.participation.discussion.events import CommentEdited, CommentPosted, CommentRemoved
from tequio.participation.discussion.models import Comment, Report
from tequio.participation.discussion.services import pace, subjects, texts
from tequio.participation.discussion.services.errors import (
    NothingThere,
    NotYours,
    SaidAlready,
    TooManyReplies,
)
from tequio.participation.discussion.types import (
    EDIT_MINUTES,
    MOST_REPLIES,
    TEXT_MAX,
    CommentState,
    Opening,
    ReportState,
)


@transaction.atomic
def post(*, subject: str, author: User, text: str, at: datetime, parent: int | None = None) -> Comment:
    """Say something about a subject, or answer a comment.

    An answer to an answer hangs from the first comment: there is one level. Where a moderator reads first,
    it waits, and only its author sees it.

    Args:
        subject: the key of what is talked about.
        author: who speaks; the name they go by is frozen with the comment.
        text: plain text, up to ``TEXT_MAX`` characters.
        at: now.
        parent: the id of the comment that is answered.

    Raises:
        NothingThere, CommentsClosed: nothing may be said there now. Its owner may refuse in other words.
        BadText, SaidAlready: the text.
        TooFast: the pace.
        TooManyReplies: the comment that is answered has its fill.
    """
    User.objects.select_for_update().get(pk=author.pk)  # one after the other: pace and repetition are exact
    opening = subjects.admit(subject, author, at)
    kept = texts.clean(text, most=TEXT_MAX)
    above = _answered(subject, parent) if parent else None
    mark = texts.fingerprint(kept)
    _demand_new(author, subject, above, mark)
    pace.demand_for_comments(author.pk, at)
    waits = opening == Opening.BEFORE
    comment = Comment.objects.create(
        subject=subject,
        parent=above,
        author=author,
        author_name=author.name.strip(),
        text=kept,
        fingerprint=mark,
        state=(CommentState.WAITING if waits else CommentState.VISIBLE).value,
        created_at=at,
        published_at=None if waits else at,
    )
    event = CommentPosted(comment_id=comment.pk, subject=subject, waiting=waits)
    audit.record(event, actor=author.pk, at=at)
    return comment


@transaction.atomic
def edit(*, comment: Comment, author: User, text: str, at: datetime) -> Comment:
    """Correct a comment within its first minutes. Where a moderator reads first, it waits again.

    Raises:
        NotYours: if it is somebody else's, the minutes have passed, or it is no longer in view.
        CommentsClosed: if nothing may be said there any more.
        BadText, SaidAlready: the text.
    """
    User.objects.select_for_update().get(pk=author.pk)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not permissions.can_edit(author, comment, at):
        raise NotYours(
            _("Un comentario se corrige en sus primeros %(minutes)s minutos. Puede quitarlo y escribir otro.")
            % {"minutes": EDIT_MINUTES}
        )
    opening = subjects.admit(comment.subject, author, at)
    kept = texts.clean(text, most=TEXT_MAX)
    if kept == comment.text:
        return comment
    mark = texts.fingerprint(kept)
    _demand_new(author, comment.subject, comment.parent, mark, but=comment)
    comment.text, comment.fingerprint, comment.edited_at = kept, mark, at
    if opening == Opening.BEFORE:
        comment.state = CommentState.WAITING.value
    comment.save(update_fields=["text", "fingerprint", "edited_at", "state"])
    audit.record(CommentEdited(comment_id=comment.pk, subject=comment.subject), actor=author.pk, at=at)
    return comment


@transaction.atomic
def remove(*, comment: Comment, author: User, at: datetime) -> Comment:
    """Take one's own comment away: its words go for good, its place stays. Doing it twice changes nothing.

    Raises:
        NotYours: if it is somebody else's, or moderation hid it (what was decided about must stay).
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if permissions.wrote(author, comment) and comment.state == CommentState.REMOVED:
        return comment
    if not permissions.can_remove(author, comment):
        raise NotYours(_("Este comentario no se puede quitar: no es suyo, o moderación ya lo ocultó."))
    comment.state, comment.text, comment.fingerprint = CommentState.REMOVED.value, "", ""
    comment.save(update_fields=["state", "text", "fingerprint"])
    Report.objects.filter(comment=comment, state=ReportState.OPEN).update(
        state=ReportState.DISMISSED.value, settled_at=at
    )
    audit.record(CommentRemoved(comment_id=comment.pk, subject=comment.subject), actor=author.pk, at=at)
    return comment


def _answered(subject: str, parent: int) -> Comment:
    """Return the comment of the first level from which an answer to ``parent`` hangs, with its row locked."""
    found = Comment.objects.select_related("parent").filter(pk=parent, subject=subject).first()
    above = (found.parent or found) if found else None
    if found is None or above is None or not found.state == above.state == CommentState.VISIBLE:
        raise NothingThere(_("El comentario al que responde ya no está a la vista."))
    above = Comment.objects.select_for_update().get(pk=above.pk)
    if above.replies.count() >= MOST_REPLIES:
        raise TooManyReplies(_("Ese comentario ya tiene muchas respuestas. Escriba uno nuevo, aparte."))
    return above


def _demand_new(
    author: User, subject: str, parent: Comment | None, mark: str, *, but: Comment | None = None
) -> None:
    same = Comment.objects.filter(author=author, subject=subject, parent=parent, fingerprint=mark)
    same = same.exclude(state=CommentState.REMOVED)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise SaidAlready(_("Ya escribió ese mismo comentario aquí. No hace falta enviarlo dos veces."))
