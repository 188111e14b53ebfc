"""How the published data stands: kept once an hour, for the public page (STATE)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from tequio.accountability.contracting.models import DataState, Publication, Release
from tequio.accountability.contracting.queries.gate import affected_by_rule
from tequio.core.ocds import merge
from tequio.core.ocds.validation import Finding, coherence
from tequio.core.ocds.validation.completeness import GROUPS, complete
from tequio.core.ocds.validation.dataset import Figures, dataset, figures
from tequio.foundation.jobs.app import LATER, queue_once

KEEP_STATE = "contracting.keep_state"  # the name of the task
WAIT = timedelta(seconds=20)  # for other changes to come along


def wake_state() -> None:
    """Queue a look at all processes, once for all the changes of a moment."""
    queue_once(KEEP_STATE, wait=WAIT, priority=LATER)


def keep_state(*, at: datetime) -> DataState:
    """Look at every published process once, and keep the figures of the day. Run again, it gives the same.

    Reads the stored releases one process at a time, so that a city of any size needs little memory.
    """
    look = _Look()
    for compiled in _compiled():
        look.at(compiled)
    last = DataState.objects.filter(day__lt=timezone.localdate(at)).first()
    together = dataset(look.figures, last.figures.get("processes", {}) if last else {})
    return _kept(look, together, at)


@dataclass(slots=True)
class _Look:
    """What one look at every published process counts."""

    figures: list[Figures] = field(default_factory=list)
    groups: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    coherent: int = 0

    def at(self, compiled: Mapping[str, Any]) -> None:
        """Take one compiled release into account."""
        self.figures.append(figures(compiled))
        self.groups.update(complete(compiled))
        said = {one.code for one in coherence(compiled)}
        self.rules.update(said)
        self.coherent += not said


@transaction.atomic
def _kept(look: _Look, together: Sequence[Finding], at: datetime) -> DataState:
    affected, _held = affected_by_rule()
    held = Publication.objects.filter(due_since__isnull=False, findings__contains=[{"blocks": True}])
    state, _made = DataState.objects.update_or_create(
        day=timezone.localdate(at),
        defaults={
            "at": at,
            "figures": {
                "published": len(look.figures),
                "releases": Release.objects.count(),
                "coherent": look.coherent,
                "held": held.count(),
                "groups": {name: look.groups[name] for name in GROUPS},
                "rules": {**affected, **look.rules},
                "dataset": [{"code": one.code, "about": one.message, "count": one.count} for one in together],
                "processes": {one.ocid: one.as_dict() for one in look.figures},
            },
        },
    )
    return state


def _compiled() -> Iterator[Mapping[str, Any]]:
    rows = Release.objects.order_by("process_id", "number").values_list("process_id", "document")
    for _process, several in groupby(rows.iterator(chunk_size=500), key=itemgetter(0)):
        yield merge.compiled([orjson.loads(bytes(document)) for _pk, document in several])
