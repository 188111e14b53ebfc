"""The acts that somebody may do once, without an account. Contexts register theirs in ``apps.ready``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from tequio.foundation.identity.types import Act

_acts: dict[str, Act] = {}
# What a light session may always do: show who it is, keep the account, leave, change the language.
_ALWAYS = ("identity:", "account_logout", "web:")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page of ours lets people do without an account.

    Attributes:
        acts: each act with its scope.
        nameless: those that ask nothing at all.
    """

    acts: tuple[tuple[Act, str], ...]
    nameless: tuple[tuple[Act, str], ...]

    @property
    def label(self) -> str:
        """What may be done with a code, to finish «Solo para…»; empty if nothing asks for one."""
        return said(row for row in self.acts if row not in self.nameless)

    @property
    def nameless_label(self) -> str:
        """What may be done without showing anything."""
        return said(self.nameless)


def said(acts: Iterable[tuple[Act, str]]) -> str:
    """Return the acts as people say them, one and another."""
    labels: list[str] = [str(act.label) for act, _scope in acts]
    return _(" y ").join(labels)


def register(act: Act) -> None:
    """Let an act be done without an account, where its edition says so."""
    _acts[act.code] = act


def of(path: str) -> Offer | None:
    """Return what a page of ours offers to do without an account, or None if it offers nothing."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    found = [(act, scope) for act, scope in _belonging(match) if act.offered(scope)]
    return Offer(tuple(found), tuple(row for row in found if row[0].nameless(row[1]))) if found else None


def begun_by(match: ResolverMatch) -> Offer | None:
    """Return what somebody who shows nothing may do by sending the form of a route, or None."""
    found = [
        (act, scope) for act, scope in _belonging(match) if match.view_name in act.does and act.nameless(scope)
    ]
    return Offer(tuple(found), tuple(found)) if found else None


def allows(light: Iterable[Iterable[Any]], match: ResolverMatch) -> bool:
    """Return whether a light session may open a route: ``light`` lists acts and scopes by their names."""
    if match.view_name.startswith(_ALWAYS):
        return True
    held = [tuple(row) for row in light]
    return any((act.code, scope) in held for act, scope in _belonging(match))


def _belonging(match: ResolverMatch) -> list[tuple[Act, str]]:
    return [(act, act.scope(match.kwargs)) for act in _acts.values() if match.view_name in act.views]
