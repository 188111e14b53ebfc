"""The entries of the office's side menu, registered by the contexts that own the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the office menu.

    ``visible`` decides by the request whether this person sees it; ``count`` gives the figure beside it
    (pending work), or None for no figure.
    """

    label: object  # a lazy translation
    url_name: str
    visible: Callable[[HttpRequest], bool]
    order: int
    count: Callable[[HttpRequest], int] | None = None


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Add an entry to the office menu."""
    _entries.append(entry)
    _entries.sort(key=lambda e: e.order)


def entries(request: HttpRequest) -> list[Entry]:
    """Return the entries that this person sees, in order."""
    return [entry for entry in _entries if entry.visible(request)]
