"""The ballot, the results and the office's count."""

from datetime import timedelta

from django.utils import timezone
from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, SIGNED_IN, Route

from tequio.config.demo.factories.ballots import (
    make_accepted,
    make_act,
    make_ballot,
    make_kiosk,
    make_package,
    make_results,
    make_shift,
    make_voting_edition,
    put_in,
)


def voting(world):
    edition = make_voting_edition()
    return {"slug": edition.slug}


def at_a_place(world):
    edition = make_voting_edition()
    return {"slug": edition.slug, "place": edition.options.first().envelope.unit_id}


def published(world):
    now = timezone.now()
    edition = make_voting_edition(at=now - timedelta(days=25))
    make_ballot(edition, world.people["citizen"], 1, at=now - timedelta(days=25))
    make_results(edition, at=now)
    return {"slug": edition.slug}


def envelope(world):
    kwargs = published(world)
    from tequio.participation.ballots.models import Option

    return kwargs | {"envelope": Option.objects.first().envelope_id}


def leaf(world):
    edition = make_voting_edition()
    unit = edition.options.first().envelope.unit
    return {"slug": edition.slug, "leaf": put_in(edition, 1, unit=unit).leaf.hex()}


def file_of_the_board(world):
    return voting(world) | {"name": "heads.json"}


def shift(world):
    return {"pk": make_shift(make_voting_edition()).pk}


def package(world):
    return {"pk": make_package(make_voting_edition()).pk}


def booklet(world):
    return {"pk": make_package(make_voting_edition()).shift.booklets.get().pk}


def accepted(world):
    return {"pk": make_accepted(make_voting_edition()).pk}


def act(world):
    found = make_act(make_voting_edition())
    return {"slug": found.package.edition.slug, "pk": found.pk}


def act_edition(world):
    return {"slug": act(world)["slug"]}


def somebody(world):
    return voting(world) | {"pk": world.people["citizen"].pk}


def kiosk(world):
    edition = make_voting_edition()
    return {"slug": edition.slug, "kiosk": make_kiosk(edition)}


AT_THE_TABLE = frozenset({COORDINATOR, ADMINISTRATOR})  # and whoever a shift names
NO_SESSION = "no session is read here, so another site has nothing to act with"
OWN_BALLOT = "the edition is everybody's; each person sees and casts their own ballot in it"
STAFF_ONLY = frozenset({COORDINATOR})

ROUTES = {
    "ballots:where": Route(allowed=SIGNED_IN, kwargs=voting, shared=OWN_BALLOT),
    "ballots:choose": Route(allowed=SIGNED_IN, kwargs=at_a_place, shared=OWN_BALLOT),
    "ballots:issue": Route(
        allowed=SIGNED_IN, kwargs=at_a_place, methods=("POST",), ok=(422,), shared=OWN_BALLOT
    ),
    "ballots:slot": Route(
        allowed=ANYONE, kwargs=voting, methods=("POST",), ok=(400, 415), csrf_exempt=NO_SESSION
    ),
    "ballots:code": Route(
        allowed=ANYONE, kwargs=voting, methods=("GET", "POST"), ok=(403,), csrf_exempt=NO_SESSION
    ),
    "ballots:kiosk": Route(
        allowed=ANYONE, kwargs=kiosk, methods=("GET", "POST"), ok=(403,), csrf_exempt=NO_SESSION
    ),
    "ballots:secrecy": Route(allowed=ANYONE),
    "ballots:acts": Route(allowed=ANYONE, kwargs=act_edition),
    "ballots:act_pdf": Route(allowed=ANYONE, kwargs=act),
    "ballots:tables": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("GET", "POST"), ok=(422,)),
    "ballots:list_pdf": Route(allowed=STAFF_ONLY, kwargs=at_a_place),
    "ballots:booklet_pdf": Route(allowed=STAFF_ONLY, kwargs=booklet),
    "ballots:shift": Route(allowed=AT_THE_TABLE, kwargs=shift, methods=("GET", "POST"), ok=(422,)),
    "ballots:package": Route(allowed=AT_THE_TABLE, kwargs=package, methods=("GET", "POST"), ok=(422,)),
    "ballots:capture": Route(allowed=AT_THE_TABLE, kwargs=package, methods=("GET", "POST")),
    "ballots:accept": Route(allowed=STAFF_ONLY, kwargs=package, methods=("POST",), ok=(409,)),
    "ballots:act": Route(allowed=STAFF_ONLY, kwargs=accepted, methods=("GET", "POST"), ok=(422,)),
    "ballots:codes": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("GET", "POST"), ok=(422,)),
    "ballots:codes_sheet": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("POST",), ok=(404,)),
    "ballots:void_code": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("POST",), ok=(422,)),
    "ballots:counter": Route(allowed=AT_THE_TABLE, kwargs=voting, methods=("GET", "POST"), ok=(422,)),
    "ballots:counter_hand": Route(allowed=AT_THE_TABLE, kwargs=somebody, methods=("GET", "POST"), ok=(422,)),
    "ballots:kiosk_open": Route(allowed=AT_THE_TABLE, kwargs=voting, methods=("POST",)),
    "ballots:receipt": Route(allowed=SIGNED_IN, kwargs=voting, shared=OWN_BALLOT),
    "ballots:check": Route(
        allowed=ANYONE,
        kwargs=voting,
        methods=("GET", "POST"),
        ok=(422,),
        csrf_exempt="it changes nothing, and no session stands behind it",
    ),
    "ballots:proof": Route(allowed=ANYONE, kwargs=leaf),
    "ballots:proof_json": Route(allowed=ANYONE, kwargs=leaf, ok=(202,)),
    "ballots:board": Route(allowed=ANYONE, kwargs=voting),
    "ballots:board_file": Route(allowed=ANYONE, kwargs=file_of_the_board),
    "ballots:draw": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("GET", "POST"), ok=(409,)),
    "ballots:results": Route(allowed=ANYONE, kwargs=published),
    "ballots:results_json": Route(allowed=ANYONE, kwargs=published),
    "ballots:results_pb": Route(allowed=ANYONE, kwargs=envelope),
    "ballots:office": Route(allowed=STAFF_ONLY),
    "ballots:office_edition": Route(allowed=STAFF_ONLY, kwargs=voting),
    "ballots:count": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("GET", "POST"), ok=(409,)),
    "ballots:publish": Route(allowed=STAFF_ONLY, kwargs=voting, methods=("GET", "POST"), ok=(404,)),
}
