"""Who took part, as it may be published: by place, channel, age and sex. Computed once, with the count."""

from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from django.db.models import Count as Number

from tequio.core.envelopes import FormulaKind
from tequio.core.suppression import suppressed
from tequio.core.tally.elections import Election
from tequio.participation.ballots.models import Participation
from tequio.participation.ballots.queries.box import Box, Turnout
from tequio.participation.ballots.queries.reach import Reach, reach
from tequio.participation.ballots.types import Channel
from tequio.participation.editions.models import Edition, MoneyFormula


def figures(edition: Edition, box: Box, winners: Collection[str]) -> dict[str, Any]:
    """Return the figures of participation that go with a count, ready for JSON. Six queries.

    Of ages and sexes only the cells that say nothing of anybody (``core.suppression``); None is a hidden one.

    Args:
        edition: whose.
        box: what was counted.
        winners: ids of the projects that won by the rule.
    """
    issued = _issued(edition)
    places = _places(edition, box, issued)
    return {
        "channels": [
            {
                "channel": channel.value,
                "issued": sum(n for (_unit, way), n in issued.items() if way == channel),
                **_summed(seen for (_unit, way), seen in box.turnout.items() if way == channel),
            }
            for channel in Channel
        ],
        "places": places,
        "ages": _bands(edition, "age_band"),
        "sexes": _bands(edition, "sex"),
        "satisfied": satisfied(box.election, winners),
    }


def _issued(edition: Edition) -> dict[tuple[int | None, str], int]:
    rows = Participation.objects.filter(edition=edition).order_by().values_list("unit_id", "channel")
    return {(unit, channel): n for unit, channel, n in rows.annotate(n=Number("pk"))}


def _summed(seen: Any) -> dict[str, int]:
    found = list(seen)
    return {
        "cast": sum(turnout.cast for turnout in found),
        "replaced": sum(turnout.replaced for turnout in found),
        "void": sum(turnout.void for turnout in found),
    }


def _places(edition: Edition, box: Box, issued: Mapping[tuple[int | None, str], int]) -> list[dict[str, Any]]:
    """Return the turnout of each place where somebody voted, beside its population where the edition has it."""
    seen: dict[int | None, list[Turnout]] = {}
    for (unit, _channel), turnout in box.turnout.items():
        seen.setdefault(unit, []).append(turnout)
    given: Counter[int | None] = Counter()
    for (unit, _channel), number in issued.items():
        given[unit] += number
    on_map = reach(edition)
    units = edition.territory.units.filter(pk__in=[pk for pk in {*seen, *given} if pk is not None])
    names = {pk: (name, code) for pk, name, code in units.values_list("pk", "name", "code")}
    people = population(edition, on_map)
    found = []
    for pk in sorted({*seen, *given}, key=lambda pk: names.get(pk, ("", ""))[0] if pk is not None else ""):
        name, code = names.get(pk, ("", "")) if pk is not None else ("", "")
        line = {"unit": pk, "code": code, "name": name, "issued": given[pk]}
        found.append(line | _summed(seen.get(pk, [])) | {"population": people.get(pk)})
    return found


def population(edition: Edition, on_map: Reach) -> dict[int | None, int]:
    """Return how many people live in each unit, by the figures of the edition's own formula. Two queries.

    Where the edition shares its money by population it declares these figures, with their source. A unit that
    holds those that have them, has their sum.
    """
    formula = MoneyFormula.objects.filter(edition=edition, kind=FormulaKind.PER_CAPITA.value).first()
    if formula is None:
        return {}
    told = {code: int(Fraction(text)) for code, text in formula.figures.items()}
    known = dict(formula.level.units.filter(code__in=told).values_list("pk", "code"))
    found: Counter[int | None] = Counter()
    for pk, code in known.items():
        above: int | None = pk
        while above is not None:
            found[above] += told[code]
            above = on_map.parents.get(above)
    found[None] = sum(told[code] for code in known.values())
    return dict(found)


def _bands(edition: Edition, field: str) -> list[list[Any]]:
    rows = Participation.objects.filter(edition=edition).order_by().values_list(field).annotate(n=Number("pk"))
    cells = suppressed(dict(rows))
    if set(cells) <= {""}:
        return []
    return [[band, cells[band]] for band in sorted(cells, key=lambda band: (band == "", band))]


def satisfied(election: Election, winners: Collection[str]) -> dict[str, int]:
    """Return how many ballots were counted, and how many of them named at least one winner."""
    won = set(winners)
    pleased = sum(ballot.times for ballot in election.ballots if not won.isdisjoint(ballot.choices))
    return {"ballots": election.cast, "pleased": pleased}
