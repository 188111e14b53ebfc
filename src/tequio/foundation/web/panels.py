"""Panels: fragments that a context puts on a page of a lower context, without the page knowing it.

``contracting`` registers its panel in ``apps.ready`` for the page ``"projects.detail"``; the template of that
page says ``{% panels "projects.detail" project %}``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Values = Callable[[HttpRequest, Any], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A fragment: its template, and the function that gives its values for a subject (None leaves it out)."""

    template: str
    values: Values
    order: int


_panels: dict[str, list[Panel]] = {}


def register(page: str, *, template: str, values: Values, order: int = 100) -> None:
    """Put a panel on ``page``. Panels are drawn in rising ``order``."""
    found = _panels.setdefault(page, [])
    found.append(Panel(template, values, order))
    found.sort(key=lambda panel: panel.order)


def panels(page: str) -> tuple[Panel, ...]:
    """Return the panels of ``page`` in the order they are drawn."""
    return tuple(_panels.get(page, ()))
