"""What follows, for proposals, from events of lower contexts."""

from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.participation.proposals.services import erasure


@on(PersonErased)
def forget_the_author(event: PersonErased) -> None:
    """Take an erased person out of their proposals."""
    erasure.forget_author(user_id=event.user_id)
