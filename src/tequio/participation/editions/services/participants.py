"""Who may do what in an edition."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tequio.participation.editions.models import AccessRule, Edition
from tequio.participation.editions.services.locks import changed, unlocked
from tequio.participation.editions.types import AccessDraft


@transaction.atomic
def set_access(
    *,
    edition: Edition,
    rules: Sequence[AccessDraft],
    who_proposes: str | None = None,
    who_votes: str | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> None:
    """Replace what is asked of people for each action. An action that is not named asks for an account alone.

    Args:
        edition: whose rules.
        rules: one for each action that asks for something.
        who_proposes: an Eligibility; None leaves it as it is.
        who_votes: the same, for voting.
        at: now; needed once the edition is published.
        actor: the id of the person who does it.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    edition.who_proposes = who_proposes or edition.who_proposes
    edition.who_votes = who_votes or edition.who_votes
    edition.save(update_fields=["who_proposes", "who_votes"])
    edition.access_rules.all().delete()
    AccessRule.objects.bulk_create(access_rows(edition, rules))
    changed(edition, "access", at=at, actor=actor)


def access_rows(edition: Edition, rules: Sequence[AccessDraft]) -> list[AccessRule]:
    """Return the rows of the rules that ask for something, not saved."""
    return [
        AccessRule(
            edition=edition,
            action=rule.action,
            methods=sorted(rule.methods),
            age_min=rule.age_min,
            age_max=rule.age_max,
            age_on=rule.age_on,
            minors_with_guardian=rule.minors_with_guardian,
        )
        for rule in rules
        if rule.asks_something
    ]
