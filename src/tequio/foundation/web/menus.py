"""The entries of the office's side menu, registered by the contexts that own the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# Under which heading an entry stands, by the hundreds of its order.
_HEADINGS = {
    1: _("Participación"),
    2: _("Obra pública"),
    3: _("Informar"),
    4: _("Configuración"),
}
FEW = 7  # up to this many lines, headings would only lengthen the menu


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the office menu.

    ``visible`` decides by the request whether this person sees it; ``count`` gives the figure beside it
    (pending work), or None for no figure. ``order`` gives the place and, by its hundreds, the heading.
    """

    label: object  # a lazy translation
    url_name: str
    visible: Callable[[HttpRequest], bool]
    order: int
    count: Callable[[HttpRequest], int] | None = None

    @property
    def heading(self) -> object:
        """Return the lazy heading under which the entry stands, or empty text for what stands before all."""
        return _HEADINGS.get(self.order // 100, "")


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Add an entry to the office menu."""
    _entries.append(entry)
    _entries.sort(key=lambda e: e.order)


def entries(request: HttpRequest) -> list[Entry]:
    """Return the entries that this person sees, in order."""
    return [entry for entry in _entries if entry.visible(request)]
