"""Who may do what in an edition: by which means they show who they are, at what age, and living where."""

from datetime import datetime
from typing import Any

from tequio.foundation.accounts.models import User
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import Assurance
from tequio.participation.editions.models import AccessRule, Edition
from tequio.participation.editions.types import Action, Eligibility


def demand_access(*, edition: Edition, action: Action, person: User | None, at: datetime) -> None:
    """Let a person through who may do this act in this edition; else say what is missing, and where to show it.

    Args:
        edition: whose rules.
        action: what the person wants to do.
        person: who; None for somebody who has not signed in.
        at: now.

    Raises:
        identity.services.NotAssured: with ``url``, where the person can show what is missing.
        identity.services.NotEligible: if their age is outside the window.
    """
    rule = edition.access_rules.filter(action=action.value).first()
    identity.demand(person=person, at=at, **_asked(rule))
    # Who proposes says in the proposal itself where they live.
    if action is Action.VOTE and edition.who_votes == Eligibility.RESIDENTS and person is not None:
        identity.demand_home(person=person, version=edition.territory)


def takes_guests(slug: str, action: Action) -> bool:
    """Return whether people without an account may do this: the edition says how they show who they are."""
    return bool(_methods(slug, action))


def asks_nothing(slug: str, action: Action) -> bool:
    """Return whether this may be done without showing who one is."""
    return Assurance.NONE.value in _methods(slug, action)


def _methods(slug: str, action: Action) -> list[str]:
    rules = AccessRule.objects.filter(
        edition__slug=slug, action=action.value, edition__published_at__isnull=False
    )
    return rules.values_list("methods", flat=True).first() or []


def _asked(rule: AccessRule | None) -> dict[str, Any]:
    if rule is None:
        names = ("age_min", "age_max", "age_on")
        return {"methods": (), "minors_with_guardian": False, **dict.fromkeys(names)}
    return {
        "methods": rule.methods,
        "age_min": rule.age_min,
        "age_max": rule.age_max,
        "age_on": rule.age_on,
        "minors_with_guardian": rule.minors_with_guardian,
    }
