"""A small city for the journeys: one edition in each phase for every way of walking, and a project under way.

Run as a program on an empty database (``DATABASE_URL``); prints where everything is, as JSON.
"""

import json
import os
import sys
from datetime import date, datetime, timedelta
from typing import Any

import django

WALKS = 5  # four ways of walking, and a set of editions that nobody touches, to look at
PASSWORD = "demostracion-2026"


def build() -> dict[str, Any]:
    """Make the city and say the addresses that the journeys open."""
    from django.utils import timezone

    from tequio.config.demo.factories.accounts import make_cast, make_user
    from tequio.config.demo.factories.editions import make_small_city

    now = timezone.now()
    cast = make_cast(password=PASSWORD)
    version = make_small_city("Mapa 2026")
    version.published_at = now - timedelta(days=400)
    version.save()
    for walk in range(WALKS):
        make_user(f"vecina{walk}@tequio.example", name=f"Vecina {walk}", password=PASSWORD)
        _editions(walk, now, version, cast)
    _past(now, version)
    return {"project": _project(version).folio, **_process(), **_addresses()}


def _addresses() -> dict[str, str]:
    """Say the parts of the addresses that the pages to look at need."""
    from tequio.participation.ballots import queries
    from tequio.participation.editions.models import Edition
    from tequio.participation.feasibility.models import Review
    from tequio.participation.proposals.models import Proposal

    last = WALKS - 1
    place = queries.places(Edition.objects.get(slug=f"votacion-{last}"))[0]
    review = Review.objects.get(proposal__title=f"Rampas en el mercado {last}")
    proposal = Proposal.objects.get(title=f"Fuente en la plaza {last}")
    return {
        "proposal": str(proposal.folio),
        "place": str(place.pk),
        "review": str(review.pk),
        "stop": _stop(proposal.author_id),
    }


def _stop(person: int) -> str:
    """Return the text of a link that stops mail, which a person of the city was sent."""
    from tequio.foundation.messaging.services import stopping

    return stopping.token(person_id=person, kind="editions.published")


def _editions(walk: int, now: datetime, version: Any, cast: Any) -> None:
    from tequio.config.demo.factories.ballots import make_votes, make_voting_edition
    from tequio.config.demo.factories.editions import make_edition
    from tequio.config.demo.factories.feasibility import make_review
    from tequio.config.demo.factories.proposals import make_proposal
    from tequio.participation.editions.types import PhaseKind

    def rules(kind: str) -> dict[str, Any]:
        return {"slug": f"{kind}-{walk}", "name": f"Edición de {kind} {walk}", "territory": version}

    open_now = make_edition(phase=PhaseKind.REGISTRATION, at=now, **rules("registro"))
    make_proposal(open_now, title=f"Fuente en la plaza {walk}", at=now - timedelta(days=2))
    judged = make_edition(phase=PhaseKind.FEASIBILITY, at=now, **rules("factibilidad"))
    asked = make_proposal(judged, title=f"Rampas en el mercado {walk}", at=now - timedelta(days=30))
    make_review(asked, office=cast.office)
    make_voting_edition(at=now, **rules("votacion"))
    counted = make_voting_edition(at=now - timedelta(days=30), **rules("resultados"))
    make_votes(counted, [cast.ana, cast.eva], at=now - timedelta(days=25))


def _past(now: datetime, version: Any) -> None:
    """Make an edition whose results are public and whose winners are projects."""
    from tequio.config.demo.factories.accounts import make_user
    from tequio.config.demo.factories.ballots import make_results, make_votes, make_voting_edition

    then = now - timedelta(days=60)
    edition = make_voting_edition(at=then, slug="pp2025", name="Presupuesto 2025", territory=version)
    people = [make_user(f"persona{n}@tequio.example", name=f"Persona {n}") for n in range(12)]
    make_votes(edition, people, at=then)
    make_results(edition, at=then + timedelta(days=25))


def _project(version: Any) -> Any:
    from tequio.config.demo.factories.projects import make_activity, make_project, make_stage_begun
    from tequio.core.geo import Point

    unit = version.units.get(code="C1")
    project = make_project(unit=unit, point=Point(unit.centre_lon, unit.centre_lat))
    make_stage_begun(project, "execution", on=date(2026, 9, 10))
    make_activity(project)
    return project


def _process() -> dict[str, str]:
    from tequio.accountability.projects.models import Project
    from tequio.config.demo.factories.contracting import make_award, make_contract, make_payment, make_process

    project = Project.objects.get(title__startswith="Parque de bolsillo")
    process = make_process(project)
    make_payment(make_contract(make_award(process)))
    return {"ocid": process.ocid}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    django.setup()
    json.dump(build(), sys.stdout)
