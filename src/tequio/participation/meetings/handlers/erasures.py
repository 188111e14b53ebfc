from django.utils import timezone

from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.participation.meetings import services


@on(PersonErased)
def forget_who_registered(event: PersonErased) -> None:
    """Take an erased person out of the lists of meetings."""
    services.forget_person(user_id=event.user_id, at=timezone.now())
