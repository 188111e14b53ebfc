"""What contexts keep about people. Each registers its own in ``apps.ready``."""

from typing import Any

from tequio.foundation.identity.types import Holding

_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Add something that a context keeps about people."""
    _holdings[holding.code] = holding


def everything() -> tuple[Holding, ...]:
    """Return all that is kept, in the order of registration."""
    return tuple(_holdings.values())


def of(user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return what every context keeps about a person, by the holding's code."""
    return {holding.code: holding.read(user_id) for holding in everything()}


def release(email: str) -> None:
    """Let every context take back what waits for somebody at an address that is about to be forgotten."""
    for holding in everything():
        if holding.release:
            holding.release(email)


def held(user_id: int) -> Any | None:
    """Return why an erasure must wait for now, or None."""
    reasons = (holding.held(user_id) for holding in everything() if holding.held)
    return next((reason for reason in reasons if reason), None)
