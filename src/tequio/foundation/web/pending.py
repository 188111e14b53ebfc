"""Pending work: what each context has waiting for the person who opens "Lo mío", the office's first page.

A context registers one source in its ``apps.ready``; it is called once per request and answers only with what
this person may and should do, with a constant number of queries::

    pending.register(queries_or_views.pending_items)

    def pending_items(request: HttpRequest) -> list[Item]:
        return [Item(folio=p.folio, what=p.title, missing=_("Dictamen técnico"), due=p.due_on, url=...)]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

KEPT_SECONDS = 60
_KEY = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to do.

    Attributes:
        folio: the number people know it by.
        what: the matter, such as the proposal's title.
        missing: what is lacking, in two or three words (a lazy translation).
        url: where it is done.
        due: the last day for it, in the municipality's time zone; None when nothing is running.
    """

    folio: str
    what: str
    missing: object
    url: str
    due: date | None = None


Source = Callable[[HttpRequest], Iterable[Item]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a context's source of pending work."""
    _sources.append(source)


def items(request: HttpRequest) -> list[Item]:
    """Return the person's pending work, the most urgent first, what has no date last."""
    found: list[Item] | None = getattr(request, "_pending", None)
    if found is None:
        found = [item for source in _sources for item in source(request)]
        found.sort(key=lambda item: (item.due or date.max, item.folio))
        request._pending = found  # type: ignore[attr-defined] # noqa: SLF001 - a cache for this request
    return found


def count(request: HttpRequest) -> int:
    """Return how many things wait for the person, for the figure beside the menu that every office page draws.

    Kept in the person's session for a minute, or until they change something: asking every context on every
    page would cost each of them more queries than its own list.
    """
    kept, now = request.session.get(_KEY), int(timezone.now().timestamp())
    if kept and 0 <= now - kept[1] < KEPT_SECONDS and not hasattr(request, "_pending"):
        return int(kept[0])
    number = len(items(request))
    request.session[_KEY] = [number, now]
    return number


def forget(request: HttpRequest) -> None:
    """Let the figure be reckoned anew at the next page: the person has just changed something."""
    if _KEY in request.session:
        del request.session[_KEY]
