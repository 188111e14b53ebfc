"""What of the plan people asked for, and what they asked for that is not in the plan. As published."""

from collections.abc import Iterable
from dataclasses import dataclass

from tequio.accountability.plans.models import Decision, Element
from tequio.accountability.plans.queries.matrix import voices
from tequio.accountability.plans.queries.tree import axis_of, elements
from tequio.accountability.plans.types import Level
from tequio.foundation.territory.models import Unit
from tequio.participation.forums.models import ClusterMember, Contribution
from tequio.participation.forums.types import ClusterState


@dataclass(frozen=True, slots=True)
class Demand:
    """Voices that speak of one thing (a theme, a group, a colonia), and how many reached an action."""

    key: int
    name: str
    voices: int
    heard: int

    @property
    def unheard(self) -> int:
        """Return the voices without action."""
        return self.voices - self.heard


@dataclass(frozen=True, slots=True)
class GridRow:
    """A pillar against the axes: how many of its voices reached each, and how many none."""

    key: int
    name: str
    cells: tuple[int, ...]
    without: int
    voices: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered, from both sides."""

    axes: tuple[Element, ...]
    actions: int
    unasked: tuple[Element, ...]  # actions that no voice asked for
    grid: tuple[GridRow, ...]
    themes: tuple[Demand, ...]
    clusters: tuple[Demand, ...]
    units: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """The published cells of a plan: the axes that each voice reached."""

    axes: dict[int, set[int]]
    actions: frozenset[int]

    def count(self, found: Iterable[int]) -> int:
        return sum(voice in self.axes for voice in found)


def coverage(plan_id: int) -> Coverage:
    """Return the coverage of a plan, in a constant number of queries."""
    found = elements(plan_id)
    axes = tuple(one for one in found if one.level == Level.AXIS.value)
    heard = _heard(plan_id, found)
    spoken = list(voices(plan_id))
    every_action = [one for one in found if one.level == Level.ACTION.value]
    return Coverage(
        axes=axes,
        actions=len(every_action),
        unasked=tuple(one for one in every_action if one.pk not in heard.actions),
        grid=_grid(spoken, axes, heard),
        themes=_themes(spoken, heard),
        clusters=_clusters(plan_id, spoken, heard),
        units=_units(spoken, heard),
    )


def _heard(plan_id: int, found: list[Element]) -> _Heard:
    axis = axis_of(found)
    axes: dict[int, set[int]] = {}
    reached = set()
    cells = Decision.objects.public().filter(plan=plan_id, element__isnull=False)
    for element_id, voice in cells.values_list("element_id", "contribution_id"):
        if element_id is not None:
            axes.setdefault(voice, set()).add(axis[element_id].pk)
            reached.add(element_id)
    return _Heard(axes, frozenset(reached))


def _grid(spoken: list[Contribution], axes: tuple[Element, ...], heard: _Heard) -> tuple[GridRow, ...]:
    by_pillar: dict[int, list[Contribution]] = {}
    for voice in spoken:
        by_pillar.setdefault(voice.pillar_id or 0, []).append(voice)
    rows = []
    for many in by_pillar.values():
        pillar = many[0].pillar
        if pillar is None:
            continue
        reached = [heard.axes.get(voice.pk, set()) for voice in many]
        cells = tuple(sum(axis.pk in one for one in reached) for axis in axes)
        without = sum(not one for one in reached)
        rows.append((pillar.position, GridRow(pillar.pk, pillar.name, cells, without, len(many))))
    return tuple(row for _position, row in sorted(rows, key=lambda pair: (pair[0], pair[1].key)))


def _themes(spoken: list[Contribution], heard: _Heard) -> tuple[Demand, ...]:
    found: dict[int, tuple[str, list[int]]] = {}
    for voice in spoken:
        if voice.theme is not None:
            found.setdefault(voice.theme.pk, (voice.theme.name, []))[1].append(voice.pk)
    return _demands(found, heard)


def _clusters(plan_id: int, spoken: list[Contribution], heard: _Heard) -> tuple[Demand, ...]:
    known = {voice.pk for voice in spoken}
    members = ClusterMember.objects.filter(
        cluster__forum__plans=plan_id, cluster__state=ClusterState.CONFIRMED.value
    )
    found: dict[int, tuple[str, list[int]]] = {}
    for cluster, name, voice in members.values_list("cluster_id", "cluster__name", "contribution_id"):
        if voice in known:
            found.setdefault(cluster, (name, []))[1].append(voice)
    return _demands(found, heard)


def _units(spoken: list[Contribution], heard: _Heard) -> tuple[Demand, ...]:
    by_unit: dict[int, list[int]] = {}
    for voice in spoken:
        if voice.site_id is not None:
            by_unit.setdefault(voice.site_id, []).append(voice.pk)
    names = Unit.objects.filter(pk__in=by_unit).values_list("pk", "name")
    return _demands({pk: (name, by_unit[pk]) for pk, name in names}, heard)


def _demands(found: dict[int, tuple[str, list[int]]], heard: _Heard) -> tuple[Demand, ...]:
    """Return the demands, those with most voices without action first."""
    made = [Demand(key, name, len(many), heard.count(many)) for key, (name, many) in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.unheard, -one.voices, one.name)))
