"""What contexts keep about people. Each registers its own in ``apps.ready``."""

from collections.abc import Iterator
from typing import Any

from tequio.foundation.identity.types import Holder, Holding

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


def of_holder(holder: Holder) -> dict[str, list[dict[str, Any]]]:
    """Return what every context keeps about who has shown a contact: by their account, and by the contact."""
    return {
        holding.code: [
            *(holding.read(holder.user_id) if holder.user_id is not None else ()),
            *(holding.of_contact(holder) if holding.of_contact else ()),
        ]
        for holding in everything()
    }


def files_of(holder: Holder) -> Iterator[tuple[str, bytes]]:
    """Give the files that are somebody's, each with its name."""
    for holding in everything():
        if holding.files:
            yield from holding.files(holder)


def release(email: str) -> None:
    """Let every context take back what waits for somebody at an address that is about to be forgotten."""
    for holding in everything():
        if holding.release:
            holding.release(email)


def held(user_id: int) -> Any | None:
    """Return why an erasure must wait for now, or None."""
    reasons = (holding.held(user_id) for holding in everything() if holding.held)
    return next((reason for reason in reasons if reason), None)
