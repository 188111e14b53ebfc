"""What the rules that buy with the voters' money have in common: the ties met on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tequio.core.tally.reasons import Code
from tequio.core.tally.rules import Contest
from tequio.core.tally.ties import Tie, TieRule


@dataclass(frozen=True, slots=True)
class Met:
    """The ties met, and what an assembly has yet to decide: projects, with the code that says so."""

    ties: list[Tie] = field(default_factory=list)
    unclear: dict[str, Code] = field(default_factory=dict)


def met(
    contest: Contest,
    groups: Sequence[tuple[str, ...]],
    winners: Sequence[str],
    winners_with_first: Callable[[str], set[str]],
) -> Met:
    """Tell the ties that were met while buying.

    A tie decides something if putting another of its projects first buys others.

    Args:
        contest: what is decided.
        groups: the projects at one price when one of them was bought, that one first.
        winners: what was bought.
        winners_with_first: what would be, if one project went before any other at its price.
    """
    ties: list[Tie] = []
    open_outcomes: set[str] = set()
    awaited: set[str] = set()
    standings = {s.project.id: s for s in contest.standings}
    for group in groups:
        outcomes = [set(winners), *(winners_with_first(key) for key in group[1:])]
        differing = outcomes[0].union(*outcomes) - outcomes[0].intersection(*outcomes)
        given = set(group) <= set(contest.parameters.tie_order)
        awaits = bool(differing) and contest.parameters.ties is TieRule.ASSEMBLY and not given
        members = [standings[key] for key in group]
        how = TieRule.ASSEMBLY.value if awaits else contest.order.resolved_by(members)
        ties.append(Tie(group, members[0].score, how, bool(differing), contest.envelope.id))
        open_outcomes |= differing if awaits else set()
        awaited |= set(group) if awaits else set()
    codes = {k: Code.TIE_TO_ASSEMBLY if k in awaited else Code.AWAITS_ASSEMBLY for k in sorted(open_outcomes)}
    return Met(ties, codes)
