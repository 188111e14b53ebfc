"""Reviews and opinions, for tests and the demonstration."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from tequio.config.demo.factories.accounts import make_office
from tequio.foundation.accounts.models import Office, User
from tequio.participation.feasibility import services
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals.models import Proposal


def make_review(proposal: Proposal, *, office: Office | None = None, due: date | None = None) -> Review:
    """Return the office's duty to judge the proposal, due in ten days."""
    due = due or timezone.localdate() + timedelta(days=10)
    return services.assign_review(proposal=proposal, office=office or make_office(), due=due)


def make_opinion(
    proposal: Proposal,
    *,
    office: Office | None = None,
    verdict: Verdict = Verdict.FEASIBLE,
    reasons: str = "El terreno es municipal y la obra cabe en el plazo.",
    cost_centavos: int | None = 85_000_000,
    at: datetime | None = None,
    by: User | None = None,
) -> Review:
    """Return an opinion issued; the feasibility phase must be open at ``at``."""
    return services.issue_opinion(
        review=make_review(proposal, office=office),
        verdict=verdict,
        reasons=reasons,
        cost_centavos=cost_centavos if verdict == Verdict.FEASIBLE else None,
        at=at or timezone.now(),
        actor=by.pk if by else None,
    )
