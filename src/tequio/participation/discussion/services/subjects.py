"""Asking the owner of a subject."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.participation.discussion import queries
from tequio.participation.discussion.services.errors import CommentsClosed, NothingThere
from tequio.participation.discussion.types import Opening, Subject, kinds, parts


def existing(subject: str, at: datetime) -> Subject:
    """Return a subject that anyone may see.

    Raises:
        NothingThere: if there is none with this key, or it is not public.
    """
    found = queries.subject(subject, at)
    if found is None or not found.public:
        raise NothingThere(_("Eso de lo que se hablaba ya no está a la vista."))
    return found


def admit(subject: str, person: User, at: datetime) -> Opening:
    """Return when a comment of this person would be seen; the one place where speaking is allowed or refused.

    Raises:
        NothingThere: if the subject is not there for the public.
        CommentsClosed: if it takes no comments now.
        DomainError: whatever else its owner refuses a person for, in its own words.
    """
    found = existing(subject, at)
    if found.opening == Opening.CLOSED:
        raise CommentsClosed(found.closed or _("Aquí no se reciben comentarios."))
    kind, pk = parts(subject)
    return kinds()[kind].admit(pk, person, at)
