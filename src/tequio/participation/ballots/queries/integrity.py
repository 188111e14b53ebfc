"""Is anything odd? Rights to vote by hour, officer and point; ballots by place and channel; close decisions.

The side of identity (who got their right, when, from whom) and that of the box are read apart. Nothing joins
them but the totals of a place and channel.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count as Number
from django.utils.translation import gettext

from tequio.core.tally import limits as rules
from tequio.core.tally import outlying
from tequio.core.tally.elections import Ballot as Paper
from tequio.core.tally.outlying import Support
from tequio.foundation.accounts.models import User
from tequio.participation.ballots.models import Count, IntegrityReport, Option, Participation
from tequio.participation.ballots.queries.box import as_paper, open_box
from tequio.participation.ballots.queries.limits import limits
from tequio.participation.ballots.queries.reach import reach
from tequio.participation.ballots.queries.reads import as_projects
from tequio.participation.ballots.queries.rules import parameters, rule_name
from tequio.participation.ballots.types import CHANNEL_LABELS, Channel
from tequio.participation.editions.models import Edition, PaperPoint
from tequio.participation.editions.types import BallotKind

Group = tuple[str, Any]  # ("zone", unit id or None) or ("channel", its code)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with its name; ``flagged``: far out among the others."""

    label: str
    number: int
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Issuance:
    """Rights to vote given: by channel, hour, officer, point, and officer within an hour."""

    total: int
    channels: list[Line]
    hours: list[tuple[datetime, int, bool]]
    officers: list[Line]
    points: list[Line]
    bursts: list[tuple[str, datetime, int]]  # an officer in one hour, far above every other such hour


def issuance(edition: Edition) -> Issuance:
    """Return how the rights to vote were given. Six queries."""
    rows = Participation.objects.filter(edition=edition).order_by()

    def by(*fields: str) -> dict[Any, int]:
        found = rows.values_list(*fields).annotate(n=Number("pk"))
        return {(row[0] if len(fields) == 1 else row[:-1]): row[-1] for row in found}

    hours = {hour: n for hour, n in by("hour").items() if hour}
    officers = {pk: n for pk, n in by("officer").items() if pk}
    points = {pk: n for pk, n in by("point").items() if pk}
    bursts = {(pk, hour): n for (pk, hour), n in by("officer", "hour").items() if pk and hour}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=officers)}
    places = dict(PaperPoint.objects.filter(pk__in=points).values_list("pk", "name"))
    channels = by("channel")
    peaks = outlying.far_out(hours)
    return Issuance(
        total=sum(channels.values()),
        channels=[Line(str(CHANNEL_LABELS[c]), channels.get(c.value, 0)) for c in Channel],
        hours=[(hour, hours[hour], hour in peaks) for hour in sorted(hours)],
        officers=_lines(officers, names),
        points=_lines(points, places),
        bursts=[(names[pk], hour, n) for (pk, hour), n in outlying.far_out(bursts).items()],
    )


def _lines(figures: dict[int, int], names: dict[int, str]) -> list[Line]:
    flagged = outlying.far_out(figures)
    ordered = sorted(figures, key=lambda pk: -figures[pk])
    return [Line(names.get(pk, "—"), figures[pk], pk in flagged) for pk in ordered]


def integrity(count: Count) -> IntegrityReport | None:
    """Return the report of a count, made or on its way, or None if nobody asked for it."""
    return IntegrityReport.objects.filter(count=count).first()


def examined(count: Count) -> dict[str, Any]:
    """Return what there is to see in the ballots of a public count, ready for JSON. About fifteen queries.

    Each place and each channel is a group. Of one whose support of a project is far above that of the others it
    says how the count would go without its ballots, and of each decision how its margin compares with the
    ballots flagged for the project that won.
    """
    edition = count.edition
    election = open_box(edition).election
    labelled = list(_labelled(edition))
    order = tuple(count.parameters.get("tie_order", ()))
    told, rule = parameters(edition, tie_order=order), rule_name(edition)
    winners = list(count.result["winners"])
    flags = _flags(edition, labelled)
    names = dict(edition.territory.units.values_list("pk", "name"))
    groups = []
    for (kind, value), found in flags.items():
        kept = [paper for unit, channel, paper in labelled if (unit if kind == "zone" else channel) != value]
        swing = outlying.without(election, kept, winners, rule, told)
        groups.append(
            {
                "kind": kind,
                "label": _name(kind, value, names),
                "ballots": found[0].group,
                "supports": [
                    {
                        "number": s.project,
                        "inside": s.inside,
                        "outside": s.outside,
                        "others": s.others,
                    }
                    for s in found
                ],
                "enters": list(swing.enters),
                "leaves": list(swing.leaves),
            }
        )
    return {"groups": groups, "decisions": _decisions(count, flags), "tables": _tables(labelled, names)}


def _name(kind: str, value: Any, names: dict[int, str]) -> str:
    if kind == "channel":
        return str(CHANNEL_LABELS[Channel(value)])
    return names.get(value, "") if value else gettext("Toda la ciudad")


def _labelled(edition: Edition) -> Iterator[tuple[int | None, str, Paper]]:
    """Give each group of equal sound ballots with its place and channel."""
    options = list(Option.objects.filter(edition=edition).select_related("envelope", "proposal"))
    checked, projects = limits(edition, options), as_projects(options)
    reached = cache(reach(edition).of)
    scored = edition.ballot_kind == BallotKind.POINTS
    rows = edition.ballots.filter(superseded=False).order_by().values_list("unit_id", "channel", "points")
    for unit, channel, points, times in rows.annotate(n=Number("pk")).iterator(5_000):
        paper = as_paper(points)
        if not rules.faults(paper, limits=checked, projects=projects, envelopes=reached(unit)):
            yield unit, channel, Paper(paper.choices, paper.points if scored else (), times)


def _flags(edition: Edition, labelled: list[tuple[int | None, str, Paper]]) -> dict[Group, list[Support]]:
    """Return the groups with the projects that they support far more than the others do."""
    projects = {str(o.number): str(o.envelope_id) for o in Option.objects.filter(edition=edition)}
    reached = cache(reach(edition).of)
    zones = outlying.supports(
        [(unit, paper) for unit, _channel, paper in labelled],
        lambda unit, project: projects[project] in reached(unit),
        list(projects),
    )
    channels = outlying.supports(
        [(channel, paper) for _unit, channel, paper in labelled], lambda _group, _project: True, list(projects)
    )
    every: dict[Group, list[Support]] = {
        **{("zone", unit): found for unit, found in zones.items()},
        **{("channel", channel): found for channel, found in channels.items()},
    }
    flagged = {group: [s for s in found if outlying.is_outlying(s)] for group, found in every.items()}
    return {group: found for group, found in flagged.items() if found}


def _decisions(count: Count, flags: dict[Group, list[Support]]) -> list[dict[str, Any]]:
    """Return the margin of each winner beside the most ballots flagged for it, the closest first."""
    most: Counter[str] = Counter()
    for found in flags.values():
        for support in found:
            most[support.project] = max(most[support.project], support.inside)
    rows = [
        {
            "number": str(row.option.number),
            "title": row.option.title,
            "margin": row.reason.get("margin"),
            "flagged": most[str(row.option.number)],
        }
        for row in count.results.select_related("option")
        if row.outcome == "winner"
    ]
    return sorted(rows, key=lambda row: (row["margin"] is None, _size(row["margin"])))


def _size(margin: Any) -> int:
    return margin if isinstance(margin, int) else 0


def _tables(labelled: list[tuple[int | None, str, Paper]], names: dict[int, str]) -> list[dict[str, Any]]:
    """Return the ballots of each place by channel."""
    cells: Counter[tuple[int | None, str]] = Counter()
    for unit, channel, paper in labelled:
        cells[unit, channel] += paper.times
    units = sorted({unit for unit, _channel in cells}, key=lambda unit: _name("zone", unit, names))
    return [
        {
            "label": _name("zone", unit, names),
            "channels": {channel.value: cells[unit, channel.value] for channel in Channel},
        }
        for unit in units
    ]
