"""The acts that somebody may do once, without an account. Contexts register theirs in ``apps.ready``."""

from collections.abc import Mapping
from typing import Any

from django.urls import Resolver404, ResolverMatch, resolve

from tequio.foundation.identity.types import Act

_acts: dict[str, Act] = {}
# What a light session may always do: show who it is, keep the account, leave, change the language.
_ALWAYS = ("identity:", "account_logout", "web:")


def register(act: Act) -> None:
    """Let an act be done without an account, where its edition says so."""
    _acts[act.code] = act


def of(path: str) -> tuple[Act, str] | None:
    """Return the act that a page of ours belongs to and its scope, if it is offered without an account."""
    try:
        match = resolve(path.split("?", maxsplit=1)[0])
    except Resolver404:
        return None
    for act in _acts.values():
        if match.view_name in act.views:
            scope = act.scope(match.kwargs)
            return (act, scope) if act.offered(scope) else None
    return None


def allows(light: Mapping[str, Any], match: ResolverMatch) -> bool:
    """Return whether a light session, opened for one act of one scope, may open a route."""
    if match.view_name.startswith(_ALWAYS):
        return True
    act = _acts.get(str(light.get("act")))
    return act is not None and match.view_name in act.views and act.scope(match.kwargs) == light.get("scope")
