"""Comments, reports and what moderation did with them, for tests and the demonstration."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from tequio.config.demo.factories.accounts import make_eva
from tequio.foundation.accounts.models import User
from tequio.participation.discussion import queries, services, types
from tequio.participation.discussion.models import Comment, Decision, HouseRule, Report
from tequio.participation.proposals.models import Proposal


def make_rules() -> list[HouseRule]:
    """Return the rules in force; two plain ones are written where there are none."""
    if not queries.rules():
        now = timezone.now()
        services.write_rule(title="Se habla de la propuesta", text="No de quien la hizo.", at=now)
        services.write_rule(title="No se publican datos personales", text="De nadie.", at=now)
    return queries.rules()


def key(proposal: Proposal) -> str:
    """Return how the discussion names a proposal."""
    return types.key("proposal", proposal.pk)


def make_comment(
    proposal: Proposal,
    text: str = "Hace falta también una rampa.",
    *,
    author: User | None = None,
    at: datetime | None = None,
    parent: Comment | None = None,
) -> Comment:
    """Return what somebody (Eva) says about a proposal, or answers to a comment."""
    return services.post(
        subject=key(proposal),
        author=author or make_eva(),
        text=text,
        at=at or timezone.now(),
        parent=parent.pk if parent else None,
    )


def make_report(comment: Comment, *, reporter: User, at: datetime | None = None, **told: Any) -> Report:
    """Return a report of the comment by the first rule of the house, unless another is given."""
    rule = told.pop("rule", None) or make_rules()[0]
    return services.report_comment(
        comment=comment, reporter=reporter, rule=rule, at=at or timezone.now(), **told
    )


def make_hidden(
    comment: Comment, *, by: User, reason: str = "Insulta a una vecina.", at: datetime | None = None
) -> Decision:
    """Return the decision by which the comment was hidden, by the first rule of the house."""
    services.hide(
        comments=[comment.pk], rule=make_rules()[0], reason=reason, at=at or timezone.now(), actor=by.pk
    )
    return Decision.objects.get(comment=comment, lifted_at=None)
