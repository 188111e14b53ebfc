"""One's own identification, taking part without an account, and the office's desk, counter and rolls."""

import uuid

from django.core.files.base import ContentFile
from django.utils import timezone
from tests.foundation.identity.people import png
from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, SIGNED_IN, Route, World

from tequio.config.demo.factories.editions import make_edition
from tequio.core.curp import parse
from tequio.foundation.identity.models import Case, Receipt, Roll
from tequio.foundation.identity.services import counter, documents
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import AccessRule

BOTH = ("GET", "POST")
POST = ("POST",)
OFFICE = frozenset({COORDINATOR, ADMINISTRATOR})
REVIEWERS = frozenset({COORDINATOR})


def document(world: World) -> dict[str, int]:
    sent = documents.send(
        person=world.people["citizen"], upload=ContentFile(png(), "id.png"), at=timezone.now()
    )
    return {"pk": sent.pk}


def case(world: World) -> dict[str, int]:
    values = {"reason": "duplicate", "kind": "curp", "digest": b"0" * 32, "opened_at": timezone.now()}
    return {"pk": Case.objects.create(user=world.people["citizen"], **values).pk}


def receipt(world: World) -> dict[str, uuid.UUID]:
    del world
    values = {"document": '{"erased": [], "stays": []}', "sha256": "0" * 64, "made_at": timezone.now()}
    return {"pk": Receipt.objects.create(folio="ARCO-0", **values).pk}


def registration(world: World) -> dict[str, str]:
    slip = counter.register(
        name="Rosa",
        curp=parse("HEGG560427MVZRRL04"),
        unit=None,
        email="",
        place="Módulo",
        actor=world.people["coordinator"].pk,
        at=timezone.now(),
    )
    return {"folio": slip.registration.folio}


def roll(world: World) -> dict[str, int]:
    del world
    return {"pk": Roll.objects.create(name="Padrón", key="curp", rows=1, loaded_at=timezone.now()).pk}


def person(world: World) -> dict[str, int]:
    return {"pk": world.people["citizen"].pk}


def guests(world: World) -> dict[str, str]:
    del world
    edition = make_edition(published=False)
    AccessRule.objects.create(edition=edition, action="vote", methods=["contact"])
    editions.publish_edition(edition=edition, at=timezone.now())
    return {}


ROUTES = {
    # Without an act to come back to they lead to the door.
    # Who has signed in goes on to the act, which is not open yet in this edition: 403 there is no dead link.
    "identity:once": Route(
        allowed=ANYONE, methods=BOTH, query="next=/ediciones/pp2026/votar/", kwargs=guests, ok=(403,)
    ),
    "identity:code": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:slip": Route(allowed=ANYONE, methods=BOTH),
    "identity:keep": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:need": Route(allowed=SIGNED_IN),
    "identity:curp": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:received": Route(allowed=SIGNED_IN),
    "identity:birth": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:home": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:guardian": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:document": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:roll": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:phone": Route(allowed=SIGNED_IN, methods=BOTH),
    "identity:download": Route(allowed=SIGNED_IN),
    "identity:erase": Route(allowed=SIGNED_IN, methods=BOTH),
    # The address is the key: it says what was done, and of nobody.
    "identity:erased": Route(allowed=ANYONE, kwargs=receipt),
    "identity:erased_file": Route(allowed=ANYONE, kwargs=receipt),
    "identity:erase_for": Route(allowed=OFFICE, kwargs=person, methods=BOTH),
    "identity:folio": Route(allowed=ANYONE, methods=BOTH, takes=("folio",)),
    "identity:folio_code": Route(allowed=ANYONE, methods=BOTH),
    "identity:folio_mine": Route(allowed=ANYONE),
    "identity:folio_download": Route(allowed=ANYONE),
    "identity:folio_leave": Route(allowed=ANYONE, methods=POST),
    "identity:desk": Route(allowed=REVIEWERS),
    "identity:review": Route(allowed=REVIEWERS, kwargs=document, methods=BOTH),
    "identity:image": Route(allowed=REVIEWERS, kwargs=document),
    "identity:case": Route(allowed=REVIEWERS, kwargs=case, methods=BOTH),
    "identity:rolls": Route(allowed=REVIEWERS, methods=BOTH),
    "identity:roll_preview": Route(allowed=REVIEWERS, kwargs=roll, methods=BOTH),
    "identity:counter": Route(allowed=OFFICE, methods=BOTH),
    "identity:registration": Route(allowed=OFFICE, kwargs=registration),
    "identity:renew_slip": Route(allowed=OFFICE, kwargs=registration, methods=POST),
}
