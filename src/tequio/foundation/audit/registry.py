"""Who wants to hear of which event. Contexts register in their ``handlers.py``, imported by ``apps.ready``."""

from collections.abc import Callable
from typing import Any, TypeVar

from tequio.foundation.audit.types import Event

E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]

_handlers: dict[str, dict[str, Handler]] = {}
_kinds: dict[str, type[Event]] = {}


class UnknownHandlerError(LookupError):
    """A delivery waits for a handler that is no longer there: it was renamed or removed."""


def on(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register the decorated function as a handler of this event type.

    It runs in the worker after the event's transaction has committed, at least once: it must be idempotent.
    """

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        name = f"{handler.__module__}.{handler.__name__}"
        _handlers.setdefault(kind.kind(), {})[name] = handler
        _kinds[kind.kind()] = kind
        return handler

    return register


def names(kind: str) -> list[str]:
    """Return the names of the handlers of an event kind, in the order they registered."""
    return list(_handlers.get(kind, {}))


def call(kind: str, name: str, payload: dict[str, object]) -> None:
    """Rebuild the event from its payload and call one handler.

    Raises:
        UnknownHandlerError: if no such handler is registered (it was renamed or removed).
    """
    handler = _handlers.get(kind, {}).get(name)
    if handler is None:
        raise UnknownHandlerError(
            f"No handler {name} is registered for {kind}. It was renamed or removed: give it back its name, "
            "or move the waiting deliveries to the new one in a migration."
        )
    handler(_kinds[kind](**payload))
