"""What becomes of voices when a person is erased."""

from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.participation.forums.services import personal


@on(PersonErased)
def forget_the_person(event: PersonErased) -> None:
    """Take an erased person out of the forums."""
    personal.forget_person(user_id=event.user_id)
