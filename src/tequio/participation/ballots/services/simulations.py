"""Simulations: asked for in the office, counted by the worker, kept to be looked at and linked."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import counting
from tequio.core.tally.elections import Election
from tequio.core.tally.rules import UnsupportedRuleError
from tequio.foundation.audit import services as audit
from tequio.foundation.jobs.app import queue_once
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import SimulationAsked
from tequio.participation.ballots.models import Simulation
from tequio.participation.ballots.services.errors import SimulationRefused
from tequio.participation.ballots.types import SimulatedRule
from tequio.participation.editions.models import Edition

SIMULATE = "ballots.simulate"


@transaction.atomic
def ask_simulation(
    *,
    name: str,
    edition_ids: Sequence[int],
    rules: Sequence[SimulatedRule],
    at: datetime,
    actor: int | None = None,
) -> Simulation:
    """Ask the worker to count some elections by some rules. What it will do stands in the row.

    Args:
        name: as people will find it.
        edition_ids: of editions whose results are public.
        rules: by which each is counted.
        at: now.
        actor: the id of who asks.

    Raises:
        SimulationRefused: without elections or rules, or if the results of one are not public.
    """
    chosen = list(queries.released(list(edition_ids)))
    if not chosen or not rules:
        raise SimulationRefused(_("Elija al menos una elección y una forma de contar."))
    if len(chosen) != len(set(edition_ids)):
        raise SimulationRefused(_("Solo se simula con elecciones cuyos resultados ya son públicos."))
    row = Simulation.objects.create(
        name=name.strip() or str(_("Simulación")),
        rules=msgspec.to_builtins(list(rules)),
        total=len(chosen) * len(rules),
        asked_at=at,
        asked_by_id=actor,
    )
    row.editions.set(chosen)
    _wake(row)
    audit.record(
        SimulationAsked(simulation_id=row.pk, elections=len(chosen), rules=len(rules)), actor=actor, at=at
    )
    return row


def do_simulation(*, simulation_id: int, at: datetime | None = None) -> Simulation:
    """Count what a simulation still lacks, keeping each result as it comes. Done twice, it changes nothing.

    Args:
        simulation_id: which.
        at: when it ends; now if None.
    """
    row = Simulation.objects.get(pk=simulation_id)
    if row.ended_at:
        return row
    rules = msgspec.convert(row.rules, list[SimulatedRule])
    done = {(kept["edition"], kept["rule"]) for kept in row.outcomes}
    for edition in row.editions.order_by("pk"):
        missing = [index for index in range(len(rules)) if (edition.pk, index) not in done]
        election = queries.open_box(edition).election if missing else None
        for index in missing:
            assert election is not None  # noqa: S101 - it was read because something is missing
            _keep(row, {"edition": edition.pk, "rule": index} | _one(edition, election, rules[index]))
    row.ended_at = at or timezone.now()
    row.save(update_fields=["ended_at"])
    return row


def _one(edition: Edition, election: Election, rule: SimulatedRule) -> dict[str, object]:
    name, told = queries.simulated(edition, rule)
    try:
        return {"data": queries.measured(counting.count(election, name, told))}
    except UnsupportedRuleError as error:
        return {"refused": str(error)}


def _keep(row: Simulation, outcome: dict[str, object]) -> None:
    row.outcomes = [*row.outcomes, outcome]
    row.done = len(row.outcomes)
    row.save(update_fields=["outcomes", "done"])


def wake_simulations() -> None:
    """Wake again the simulations that are not done: a lost job never loses one."""
    for row in Simulation.objects.filter(ended_at__isnull=True):
        _wake(row)


def _wake(row: Simulation) -> None:
    queue_once(SIMULATE, once=f"{SIMULATE}-{row.pk}", lock=SIMULATE, simulation_id=row.pk)
