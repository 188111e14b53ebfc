"""Feasibility: the liaison's desk for their own office, assignment and publication for the coordinator."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.routes import COORDINATOR, LIAISON, Route, World

from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import make_review
from tequio.config.demo.factories.proposals import make_proposal
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility.models import Review

BOTH = ("GET", "POST")
DESK = frozenset({LIAISON, COORDINATOR})
COORDINATORS = frozenset({COORDINATOR})


def edition(world: World) -> Edition:
    """An edition in its feasibility phase."""
    begun = timezone.now() - timedelta(days=25)
    found = Edition.objects.first() or make_edition(review_office=world.office, at=begun)
    if not found.proposals.exists():
        make_review(make_proposal(found, author=world.people["citizen"], at=begun), office=world.office)
    return found


def review(world: World) -> dict[str, Any]:
    found = edition(world)
    return {"pk": Review.objects.get(proposal__edition=found).pk}


def slug(world: World) -> dict[str, Any]:
    return {"slug": edition(world).slug}


def opinion(world: World) -> dict[str, Any]:
    del world
    return {"verdict": "infeasible", "reasons": "El predio es privado."}


ROUTES = {
    "feasibility:desk": Route(allowed=DESK),
    "feasibility:desk_csv": Route(allowed=DESK),
    "feasibility:opinion": Route(allowed=DESK, kwargs=review, by_office=True),
    "feasibility:unassign": Route(allowed=COORDINATORS, kwargs=review, methods=("POST",)),
    "feasibility:assign": Route(allowed=COORDINATORS, kwargs=slug, methods=BOTH),
    "feasibility:publish": Route(allowed=COORDINATORS, kwargs=slug, methods=BOTH, ok=(409,)),
}
