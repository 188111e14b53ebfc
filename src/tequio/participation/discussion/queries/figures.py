"""How the house is kept, in figures that name nobody."""

from dataclasses import dataclass

from django.db.models import Count, Q

from tequio.participation.discussion.models import Comment, Decision, Report
from tequio.participation.discussion.queries.rules import wordings
from tequio.participation.discussion.types import AppealState, CommentState, ReportState


@dataclass(slots=True)
class RuleFigures:
    """What was done by one rule. ``number`` 0: decisions that named none."""

    number: int
    title: str
    reports: int = 0
    dismissed: int = 0
    hidden: int = 0
    restored: int = 0
    appeals: int = 0
    upheld: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole of it: comments by state, and each rule that stands or was used."""

    written: int
    visible: int
    waiting: int
    removed: int
    rules: list[RuleFigures]

    def total(self, name: str) -> int:
        """Return the sum of a column."""
        return sum(getattr(rule, name) for rule in self.rules)

    @property
    def totals(self) -> RuleFigures:
        columns = ("reports", "dismissed", "hidden", "restored", "appeals", "upheld")
        return RuleFigures(0, "", **{name: self.total(name) for name in columns})


def figures() -> Figures:
    """Return what moderation did, by rule, in four queries.

    They count acts, not traits of people: small cells are told as they are.
    """
    states = dict(Comment.objects.order_by().values_list("state").annotate(n=Count("pk")))
    rows = {last.number: RuleFigures(last.number, last.title) for last, _earlier in wordings()}
    _add_reports(rows)
    _add_decisions(rows)
    return Figures(
        written=sum(states.values()),
        visible=states.get(CommentState.VISIBLE.value, 0),
        waiting=states.get(CommentState.WAITING.value, 0),
        removed=states.get(CommentState.REMOVED.value, 0),
        rules=[rows[number] for number in sorted(rows, key=lambda n: (n == 0, n))],
    )


def _add_reports(rows: dict[int, RuleFigures]) -> None:
    found = Report.objects.order_by().values_list("rule__number")
    dismissed = Count("pk", filter=Q(state=ReportState.DISMISSED.value))
    for number, told, ended in found.annotate(n=Count("pk"), d=dismissed):
        rows[number].reports, rows[number].dismissed = told, ended


def _add_decisions(rows: dict[int, RuleFigures]) -> None:
    found = Decision.objects.order_by().values_list("rule__number")
    sums = found.annotate(
        n=Count("pk"),
        back=Count("pk", filter=Q(lifted_at__isnull=False)),
        appeals=Count("appeal"),
        upheld=Count("appeal", filter=Q(appeal__state=AppealState.UPHELD.value)),
    )
    for number, hidden, restored, appeals, upheld in sums:
        row = rows.setdefault(number or 0, RuleFigures(number or 0, ""))
        row.hidden, row.restored, row.appeals, row.upheld = hidden, restored, appeals, upheld
