"""Feasibility: the liaison's desk for their own office, assignment and publication for the coordinator."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from tests.routes import ANYONE, CITIZEN, COORDINATOR, LIAISON, STAFF, Route, World

from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import make_infeasible, make_observation, make_review
from tequio.config.demo.factories.files import PDF
from tequio.config.demo.factories.proposals import make_proposal
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import services
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


def paper(world: World) -> dict[str, Any]:
    found = Review.objects.get(proposal__edition=edition(world))
    kept = found.files.first() or services.attach(
        review=found, upload=ContentFile(PDF, name="acta.pdf"), public=False
    )
    return {"pk": kept.pk}


def judged(world: World) -> Review:
    """A published opinion that says no to the citizen's proposal, in an edition of its own."""
    begun = timezone.now() - timedelta(days=25)
    past = Edition.objects.filter(slug="juzgada").first() or make_edition(slug="juzgada", at=begun)
    found = Review.objects.filter(proposal__edition=past).first()
    author = world.people["citizen"]
    return found or make_infeasible(make_proposal(past, author=author, at=begun), office=world.office)


def refused(world: World) -> dict[str, Any]:
    found = judged(world)
    return {"folio": found.proposal.folio, "pk": found.pk}


def appeal(world: World) -> dict[str, Any]:
    found = judged(world)
    if not hasattr(found, "appeal"):
        filed = services.file_appeal(review=found, reasons="No estoy de acuerdo.", at=timezone.now())
        services.assign_appeal(appeal=filed, office=world.office)
        found.refresh_from_db()
    return {"pk": found.appeal.pk}


def folio(world: World) -> dict[str, Any]:
    return {"folio": edition(world).proposals.get().folio}


def observed(world: World) -> dict[str, Any]:
    found = Review.objects.get(proposal__edition=edition(world))
    observation = getattr(found, "observation", None) or make_observation(found)
    return {"folio": found.proposal.folio, "pk": observation.pk}


def cut(world: World) -> dict[str, Any]:
    edition(world)
    return {"cut": "areas"}


def public_cut(world: World) -> dict[str, Any]:
    return {**slug(world), "cut": "categorias"}


ROUTES = {
    "feasibility:desk": Route(allowed=DESK),
    "feasibility:desk_csv": Route(allowed=DESK),
    "feasibility:desk_xlsx": Route(allowed=DESK),
    "feasibility:bulk": Route(allowed=DESK, methods=("POST",)),
    "feasibility:note": Route(allowed=DESK, kwargs=review, methods=("POST",), by_office=True),
    "feasibility:attach": Route(allowed=frozenset({LIAISON}), kwargs=review, methods=("POST",), by_office=True),
    "feasibility:detach": Route(allowed=frozenset({LIAISON}), kwargs=paper, methods=("POST",), by_office=True),
    "feasibility:ask_required": Route(allowed=COORDINATORS, kwargs=slug, methods=("POST",)),
    "feasibility:precedents": Route(allowed=DESK, query="q=parque"),
    "feasibility:appeals": Route(allowed=DESK),
    "feasibility:appeal": Route(allowed=DESK, kwargs=appeal, methods=BOTH, by_office=True, ok=(403,)),
    "feasibility:give_appeal": Route(allowed=COORDINATORS, kwargs=appeal, methods=("POST",)),
    "feasibility:board": Route(allowed=STAFF),
    "feasibility:board_csv": Route(
        allowed=STAFF, kwargs=cut, shared="figures of the person's own offices, of no object"
    ),
    "feasibility:public": Route(allowed=ANYONE, kwargs=slug),
    "feasibility:public_csv": Route(allowed=ANYONE, kwargs=public_cut),
    "feasibility:outcome": Route(allowed=frozenset({CITIZEN}), kwargs=folio, denied=404, by_person=True),
    "feasibility:observation": Route(
        allowed=frozenset({CITIZEN}), kwargs=observed, methods=BOTH, denied=404, by_person=True
    ),
    "feasibility:file_appeal": Route(
        allowed=frozenset({CITIZEN}), kwargs=refused, methods=BOTH, denied=404, by_person=True
    ),
    "feasibility:opinion": Route(
        allowed=DESK, kwargs=review, methods=BOTH, data=opinion, by_office=True, ok=(403,)
    ),
    "feasibility:unassign": Route(allowed=COORDINATORS, kwargs=review, methods=("POST",)),
    "feasibility:assign": Route(allowed=COORDINATORS, kwargs=slug, methods=BOTH),
    "feasibility:publish": Route(allowed=COORDINATORS, kwargs=slug, methods=BOTH, ok=(409,)),
}
