"""Who may do what in an exercise: by which means they show who they are, and at what age."""

from datetime import datetime
from typing import Any

from tequio.foundation.accounts.models import User
from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import Assurance
from tequio.participation.forums.models import AccessRule, Forum
from tequio.participation.forums.types import Action


def demand_access(*, forum: Forum, action: Action, person: User | None, at: datetime) -> None:
    """Let a person through who may do this act in this exercise; else say what is missing, and where.

    Args:
        forum: whose rules.
        action: what the person wants to do.
        person: who; None for somebody who has not signed in.
        at: now.

    Raises:
        identity.services.NotAssured: with ``url``, where the person can show what is missing.
        identity.services.NotEligible: if their age is outside the window.
    """
    rule = next((r for r in forum.access_rules.all() if r.action == action.value), None)
    identity.demand(person=person, at=at, **_asked(rule))


def takes_guests(slug: str, action: Action) -> bool:
    """Return whether people without an account may do this: the exercise says how they show who they are."""
    return bool(_methods(slug, action))


def asks_nothing(slug: str, action: Action) -> bool:
    """Return whether this may be done without showing who one is."""
    return Assurance.NONE.value in _methods(slug, action)


def _methods(slug: str, action: Action) -> list[str]:
    rules = AccessRule.objects.filter(forum__slug=slug, action=action.value, forum__published_at__isnull=False)
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
