"""The reserve list of a vote: who takes the place of a winner that will not be done."""

from dataclasses import dataclass

from tequio.accountability.projects.models import Project
from tequio.core import progress
from tequio.core.progress import ReserveOption
from tequio.participation.ballots.models import OptionResult, Rivalry
from tequio.participation.ballots.types import Outcome


@dataclass(frozen=True, slots=True)
class Reserve:
    """Those of the same count and pot that did not win, the best placed first, and the one whose turn it is."""

    results: tuple[OptionResult, ...] = ()
    taken: frozenset[int] = frozenset()  # ids of options that are projects already, or exclude one
    budget: int = 0  # centavos of the cancelled project
    offered: OptionResult | None = None


def reserve(project: Project) -> Reserve:
    """Return the reserve list for a project that came from a vote (PROJ-13); an empty one for any other.

    Three queries, or one.
    """
    own = result_of(project)
    if own is None:
        return Reserve()
    found = tuple(
        OptionResult.objects.filter(
            count_id=own.count_id, option__envelope=own.option.envelope_id, outcome=Outcome.NOT_WINNER.value
        )
        .select_related("option__proposal__project")
        .order_by("rank", "option__number")
    )
    excluded = _excluded(project)
    taken = frozenset(
        result.option_id
        for result in found
        if hasattr(result.option.proposal, "project") or result.option.proposal_id in excluded
    )
    options = [
        ReserveOption(
            option=result.option_id,
            rank=result.rank,
            cost=result.option.cost_centavos,
            taken=result.option_id in taken,
        )
        for result in found
    ]
    chosen = progress.next_in_reserve(options, project.budget_centavos)
    offered = next((r for r in found if chosen and r.option_id == chosen.option), None)
    return Reserve(found, taken, project.budget_centavos, offered)


def result_of(project: Project) -> OptionResult | None:
    """Return what became of the project's proposal in the published count that stands, or None. One query."""
    if project.proposal_id is None:
        return None
    return (
        OptionResult.objects.filter(
            option__proposal=project.proposal_id,
            count__published_at__isnull=False,
            count__withdrawn_at__isnull=True,
        )
        .select_related("count__edition", "option")
        .first()
    )


def _excluded(project: Project) -> set[int]:
    """Return the proposals that exclude one that is being built, other than the project that was cancelled."""
    rivalries = Rivalry.objects.filter(edition=project.edition_id).prefetch_related("proposals__project")
    excluded = set()
    for rivalry in rivalries:
        proposals = list(rivalry.proposals.all())
        if any(
            hasattr(one, "project") and not one.project.cancelled and one.project != project
            for one in proposals
        ):
            excluded |= {one.pk for one in proposals}
    return excluded
