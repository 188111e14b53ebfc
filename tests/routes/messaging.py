"""One's own notices, the link of each mail, and the office's outbox."""

from django.utils import timezone
from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, SIGNED_IN, Route, World

from tequio.config.demo.factories.editions import make_edition
from tequio.foundation.messaging.models import Mailbox, Message
from tequio.foundation.messaging.services import stopping
from tequio.foundation.messaging.types import Cadence, State

BOTH = ("GET", "POST")
POST = ("POST",)
OFFICE = frozenset({COORDINATOR, ADMINISTRATOR})


def _message(world: World, state: State) -> dict[str, int]:
    now = timezone.now()
    made = Message.objects.create(
        kind="editions.published",
        recipient=world.people["citizen"],
        subject_key="",
        event_key=f"route-{state}",
        language="es-mx",
        subject="Nueva convocatoria",
        state=state.value,
        cadence=Cadence.NOW.value,
        due_at=now,
        created_at=now,
        handed_at=now,
    )
    return {"pk": made.pk}


def notice(world: World) -> dict[str, int]:
    return _message(world, State.SENT)


def doubtful(world: World) -> dict[str, int]:
    return _message(world, State.DOUBTFUL)


def failed(world: World) -> dict[str, int]:
    return _message(world, State.FAILED)


def bouncing(world: World) -> dict[str, int]:
    return {"pk": Mailbox.objects.create(person=world.people["citizen"], suppressed_at=timezone.now()).pk}


def link(world: World) -> dict[str, str]:
    return {"token": stopping.token(person_id=world.people["citizen"].pk, kind="editions.published")}


def wording(world: World) -> dict[str, str]:
    return {"kind": "proposals.submitted", "language": "es-mx"}


def subject(world: World) -> dict[str, str]:
    return {"subject": f"edition:{make_edition().pk}"}


ROUTES = {
    "messaging:inbox": Route(allowed=SIGNED_IN),
    "messaging:open_all": Route(allowed=SIGNED_IN, methods=POST),
    # A notice is its reader's alone (tests/foundation/messaging/test_pages.py): to others it does not exist.
    "messaging:open": Route(
        allowed=frozenset({"citizen"}), methods=POST, kwargs=notice, denied=404, by_person=True
    ),
    "messaging:followed": Route(allowed=SIGNED_IN),
    "messaging:follow": Route(allowed=SIGNED_IN, methods=POST, data=subject),
    "messaging:unfollow": Route(allowed=SIGNED_IN, methods=POST, data=subject),
    "messaging:preferences": Route(allowed=SIGNED_IN, methods=BOTH),
    "messaging:unsubscribe": Route(
        allowed=ANYONE,
        methods=BOTH,
        kwargs=link,
        csrf_exempt="a mail program posts to it by itself (RFC 8058); the signed text is the key",
    ),
    "messaging:outbox": Route(allowed=OFFICE),
    "messaging:settle": Route(allowed=OFFICE, methods=POST, kwargs=doubtful),
    "messaging:retry": Route(allowed=OFFICE, methods=POST, kwargs=failed),
    "messaging:release": Route(allowed=OFFICE, methods=POST, kwargs=bouncing),
    "messaging:wordings": Route(allowed=OFFICE),
    "messaging:wording": Route(allowed=OFFICE, methods=BOTH, kwargs=wording),
    "messaging:restore": Route(allowed=OFFICE, methods=POST, kwargs=wording),
}
