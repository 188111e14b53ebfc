"""Counting, reviewing, contesting and taking results home."""

from datetime import timedelta

from django.utils import timezone
from tests.routes import (
    ADMINISTRATOR,
    ANYONE,
    AUDITOR,
    COORDINATOR,
    Route,
)
from tests.routes.ballots import STAFF_ONLY, published

from tequio.config.demo.factories.ballots import make_ballot, make_results, make_voting_edition
from tequio.participation.ballots import services


def counted(world):
    """Return an edition that was counted and is not public."""
    then = timezone.now() - timedelta(days=25)
    edition = make_voting_edition(at=then, contest_days=5)
    make_ballot(edition, world.people["citizen"], 1, at=then)
    make_results(edition, publish=False)
    return {"slug": edition.slug}


def provisional(world):
    """Return an edition with results that may be contested."""
    return {"slug": _provisional(world).edition.slug}


def contested(world):
    """Return a contest that waits for its answer."""
    count = _provisional(world)
    row = services.contest_results(count=count, reasons="Faltan boletas.", at=timezone.now())
    return {"folio": row.folio}


def _provisional(world):
    from tequio.participation.ballots.models import Count

    edition = counted(world)["slug"]
    count = Count.objects.get(edition__slug=edition)
    return services.publish_provisional(count_id=count.pk, at=timezone.now())


def table(world):
    """Return a published edition and one of its tables."""
    return published(world) | {"table": "lugares"}


LOOKS = frozenset({COORDINATOR, ADMINISTRATOR, AUDITOR})
FOLIO_SHARED = "the coordination answers every contest; an office, those it was given"

ROUTES = {
    "ballots:results_zip": Route(allowed=ANYONE, kwargs=published),
    "ballots:results_map": Route(allowed=ANYONE, kwargs=published),
    "ballots:results_csv": Route(allowed=ANYONE, kwargs=table),
    "ballots:recount": Route(allowed=ANYONE, kwargs=published),
    "ballots:contests": Route(allowed=ANYONE, kwargs=provisional),
    "ballots:contest": Route(allowed=ANYONE, kwargs=provisional, methods=("GET", "POST"), ok=(422,)),
    "ballots:contests_desk": Route(allowed=STAFF_ONLY),
    "ballots:contest_office": Route(
        allowed=STAFF_ONLY, kwargs=contested, methods=("GET", "POST"), ok=(422,), shared=FOLIO_SHARED
    ),
    "ballots:contest_give": Route(allowed=STAFF_ONLY, kwargs=contested, methods=("POST",), shared=FOLIO_SHARED),
    "ballots:progress": Route(allowed=STAFF_ONLY, kwargs=counted),
    "ballots:review_count": Route(allowed=LOOKS, kwargs=counted, methods=("GET", "POST"), ok=(422,)),
    "ballots:override": Route(allowed=STAFF_ONLY, kwargs=counted, methods=("GET", "POST"), ok=(422,)),
    "ballots:lot": Route(allowed=STAFF_ONLY, kwargs=counted, methods=("POST",), ok=(409,)),
    "ballots:provisional": Route(allowed=STAFF_ONLY, kwargs=counted, methods=("POST",), ok=(404,)),
}
