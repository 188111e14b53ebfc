"""What becomes of proposals when a person is erased."""

from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.participation.proposals.services import personal


@on(PersonErased)
def forget_the_author(event: PersonErased) -> None:
    """Take an erased person out of their proposals."""
    personal.forget_author(user_id=event.user_id)
