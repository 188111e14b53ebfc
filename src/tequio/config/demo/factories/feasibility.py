"""Reviews and opinions, for tests and the demonstration."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories.accounts import make_office
from tequio.foundation.accounts.models import Office, User
from tequio.participation.editions.models import Criterion, Edition
from tequio.participation.editions.types import CriterionKind
from tequio.participation.feasibility import services
from tequio.participation.feasibility.models import Observation, Review
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal


def make_criterion(
    edition: Edition,
    kind: CriterionKind = CriterionKind.TECHNICAL,
    question: str = "¿Se puede hacer?",
    *,
    offices: Sequence[Office] = (),
) -> Criterion:
    """Return a criterion of an edition that is not published yet, judged by these offices."""
    found = Criterion.objects.create(
        edition=edition,
        code=kind.value,
        kind=kind.value,
        question=question,
        position=edition.criteria.count(),
    )
    found.offices.set(offices)
    return found


def make_review(
    proposal: Proposal,
    *,
    office: Office | None = None,
    due: date | None = None,
    criterion: Criterion | None = None,
    at: datetime | None = None,
) -> Review:
    """Return the office's duty to judge the proposal, due in ten days."""
    due = due or timezone.localdate() + timedelta(days=10)
    return services.assign_review(
        proposal=proposal, office=office or make_office(), due=due, criterion=criterion, at=at
    )


def make_observation(
    review: Review, *, text: str = "Falta decir el largo.", fields: Sequence[str] = ("solution",), **when: Any
) -> Observation:
    """Return what the office asked the author to mend; the feasibility phase must be open ``at``."""
    at = when.get("at") or timezone.now()
    return services.observe(review=review, text=text, fields=fields, at=at)


def make_infeasible(proposal: Proposal, *, at: datetime | None = None, **opinion: Any) -> Review:
    """Return the published opinion that made the proposal infeasible, and its edition's outcomes public."""
    at = at or timezone.now()
    review = make_opinion(proposal, verdict=Verdict.INFEASIBLE, at=at, **opinion)
    services.publish_opinions(edition=proposal.edition, at=at)
    review.refresh_from_db()
    return review


def make_opinion(
    proposal: Proposal,
    *,
    office: Office | None = None,
    verdict: Verdict = Verdict.FEASIBLE,
    reasons: str = "El terreno es municipal y la obra cabe en el plazo.",
    cost_centavos: int | None = 85_000_000,
    at: datetime | None = None,
    by: User | None = None,
    criterion: Criterion | None = None,
    **more: Any,
) -> Review:
    """Return an opinion issued; the feasibility phase must be open at ``at``."""
    return services.issue_opinion(
        review=make_review(proposal, office=office, criterion=criterion),
        verdict=verdict,
        reasons=reasons,
        cost_centavos=cost_centavos if verdict == Verdict.FEASIBLE else None,
        at=at or timezone.now(),
        actor=by.pk if by else None,
        **more,
    )
