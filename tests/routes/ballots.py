"""The ballot, the results and the office's count."""

from datetime import timedelta

from django.utils import timezone
from tests.routes import ANYONE, COORDINATOR, SIGNED_IN, Route

from tequio.config.demo.factories.ballots import make_ballot, make_results, make_voting_edition, put_in


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


OWN_BALLOT = "the edition is everybody's; each person sees and casts their own ballot in it"
STAFF_ONLY = frozenset({COORDINATOR})

ROUTES = {
    "ballots:where": Route(allowed=SIGNED_IN, kwargs=voting, shared=OWN_BALLOT),
    "ballots:choose": Route(allowed=SIGNED_IN, kwargs=at_a_place, methods=("GET", "POST"), shared=OWN_BALLOT),
    "ballots:review": Route(
        allowed=SIGNED_IN, kwargs=at_a_place, methods=("GET", "POST"), ok=(422,), shared=OWN_BALLOT
    ),
    "ballots:receipt": Route(allowed=SIGNED_IN, kwargs=voting, shared=OWN_BALLOT),
    "ballots:slot": Route(
        allowed=ANYONE,
        kwargs=voting,
        methods=("POST",),
        ok=(415,),
        csrf_exempt="no session stands behind it; a token of the box is the key",
    ),
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
