"""What becomes of the discussion when a person is erased."""

from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.participation.discussion.services import people


@on(PersonErased)
def forget_the_author(event: PersonErased) -> None:
    """Take an erased person's name off what they said."""
    people.forget_author(user_id=event.user_id)
