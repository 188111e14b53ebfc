"""What excludes what on the ballot, simulations, and the report of integrity."""

from typing import Any

from django.utils import timezone
from tests.routes import ADMINISTRATOR, ANYONE, AUDITOR, COORDINATOR, Route, World
from tests.routes.ballots import published, voting

from tequio.participation.ballots import services
from tequio.participation.ballots.models import Simulation
from tequio.participation.ballots.types import SimulatedRule
from tequio.participation.editions.models import Edition

BOTH = ("GET", "POST")
MANAGERS = frozenset({COORDINATOR})


def simulation(world: World) -> dict[str, Any]:
    edition = Edition.objects.get(slug=published(world)["slug"])
    rules = [SimulatedRule(label="La suya", own=True)]
    row = services.ask_simulation(name="Prueba", edition_ids=[edition.pk], rules=rules, at=timezone.now())
    return {"pk": Simulation.objects.get(pk=row.pk).pk}


def examined(world: World) -> dict[str, Any]:
    kwargs = published(world)
    count = Edition.objects.get(slug=kwargs["slug"]).counts.get()
    services.ask_integrity(count_id=count.pk, at=timezone.now())
    services.make_integrity(count_id=count.pk, at=timezone.now())
    return kwargs


ROUTES = {
    "ballots:rivals": Route(allowed=MANAGERS, kwargs=voting, methods=BOTH, ok=(422,)),
    "ballots:drop_rivalry": Route(
        allowed=MANAGERS, kwargs=lambda w: voting(w) | {"pk": 1}, methods=("POST",), ok=(409,)
    ),
    "ballots:simulations": Route(allowed=MANAGERS, methods=BOTH, ok=(422,)),
    "ballots:simulation": Route(allowed=MANAGERS, kwargs=simulation),
    "ballots:simulation_progress": Route(allowed=MANAGERS, kwargs=simulation),
    "ballots:simulation_csv": Route(allowed=MANAGERS, kwargs=simulation),
    "ballots:integrity": Route(allowed=ANYONE, kwargs=examined),
    "ballots:integrity_office": Route(
        allowed=frozenset({ADMINISTRATOR, COORDINATOR, AUDITOR}), kwargs=examined, methods=BOTH, ok=(302,)
    ),
}
