"""The link that stands in each mail: it stops that kind of mail without signing in, and nothing else."""

from dataclasses import dataclass

from django.core import signing
from django.db import transaction

from tequio.foundation.accounts.models import User
from tequio.foundation.messaging import queries
from tequio.foundation.messaging.models import DIGEST, Preference
from tequio.foundation.messaging.services import wishes
from tequio.foundation.messaging.services.errors import AlwaysSent, BrokenLink
from tequio.foundation.messaging.types import Cadence, Kind, kind_of

_SALT = "messaging.unsubscribe"


@dataclass(frozen=True, slots=True)
class Stop:
    """What a link stops: one kind of mail to one person."""

    person: User
    kind: Kind


def token(*, person_id: int, kind: str) -> str:
    """Return the signed text of a link. It never expires: mail is read late, and a no must always be heard."""
    return signing.dumps([person_id, kind], salt=_SALT)


def read(text: str) -> Stop:
    """Return what the text of a link stops. Nothing changes by reading it.

    Raises:
        BrokenLink: it was not made here, or the person or the kind are gone.
        AlwaysSent: that kind is sent to everybody it concerns.
    """
    try:
        person_id, code = signing.loads(text, salt=_SALT)
        person, kind = User.objects.get(pk=person_id), kind_of(code)
    except (signing.BadSignature, ValueError, LookupError, User.DoesNotExist) as error:
        raise BrokenLink from error
    if not queries.may_stop(code):
        raise AlwaysSent
    return Stop(person, kind)


def is_stopped(stop: Stop) -> bool:
    """Return whether the person gets no mail of this kind already."""
    return not _going(stop)


@transaction.atomic
def stop_mail(*, text: str) -> Stop:
    """Send no more mail of the link's kind; of the digest, no more of any kind that went in it. Twice is once.

    Raises:
        BrokenLink, AlwaysSent: see ``read``.
    """
    stop = read(text)
    for kind in _going(stop):
        wishes.choose(person_id=stop.person.pk, kind=kind.code, cadence=Cadence.NEVER)
    return stop


@transaction.atomic
def resume_mail(*, text: str) -> Stop:
    """Undo ``stop_mail``: the kinds it stopped are again as the house sends them.

    Raises:
        BrokenLink, AlwaysSent: see ``read``.
    """
    stop = read(text)
    refused = Preference.objects.filter(person=stop.person, cadence=Cadence.NEVER)
    (refused if stop.kind.code == DIGEST else refused.filter(kind=stop.kind.code)).delete()
    return stop


def _going(stop: Stop) -> list[Kind]:
    """Return the kinds that the link stops and the person still gets."""
    digested = {Cadence.DAILY, Cadence.WEEKLY}
    found = [w for w in queries.wishes(stop.person, staff=True) if not w.kind.transactional]
    if stop.kind.code == DIGEST:
        return [wish.kind for wish in found if wish.cadence in digested]
    return [w.kind for w in found if w.kind.code == stop.kind.code and w.cadence is not Cadence.NEVER]
