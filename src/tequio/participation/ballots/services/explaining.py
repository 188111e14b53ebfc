"""What would have made each project win, reckoned by the worker once the results are public."""

from datetime import datetime

from tequio.core.tally import chances
from tequio.core.tally.chances import Explanation
from tequio.foundation.jobs.app import queue_once
from tequio.participation.ballots import queries
from tequio.participation.ballots.models import Count, OptionResult
from tequio.participation.ballots.types import Outcome

EXPLAIN = "ballots.explain"
_SHARED = ("equal-shares", "phragmen")  # the other rules say it with the reason


def ask_explanation(*, count: Count) -> None:
    """Ask the worker to explain a public count whose rule shares the money among the voters."""
    if not count.rule.startswith(_SHARED):
        return
    queue_once(EXPLAIN, once=f"{EXPLAIN}-{count.pk}", count_id=count.pk)


def explain_count(*, count_id: int, at: datetime) -> int:
    """Keep, for each project that lost, what its supporters held and what would have made it win.

    Each is found by counting again many times, and kept as soon as it is found: killed, the next run goes on.

    Args:
        count_id: which count.
        at: now.

    Returns:
        How many were explained.
    """
    del at
    count = Count.objects.select_related("edition__territory").get(pk=count_id)
    waiting = count.results.filter(chance__isnull=True).exclude(outcome=Outcome.WINNER)
    todo = list(waiting.select_related("option").order_by("option__envelope_id", "rank"))
    if not todo:
        return 0
    found = queries.takeaway(count)
    for row in todo:
        result = found.counted(envelope=str(row.option.envelope_id))
        said = _said(chances.explain(result, str(row.option.number)))
        OptionResult.objects.filter(pk=row.pk).update(chance=said)
    return len(todo)


def _said(found: Explanation) -> dict[str, object]:
    """Return an explanation ready for JSON: centavos, those held and paid rounded down."""
    return {
        "held": None if found.held is None else int(found.held),
        "payments": [[payment.project, int(payment.paid)] for payment in found.payments],
        "cost_to_win": found.cost_to_win,
        "votes_to_win": found.votes_to_win,
    }
