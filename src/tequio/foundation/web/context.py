"""What every page needs to draw its frame."""

from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tequio.foundation.web import appearance, menus


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values: the municipality, the office's menu, whether this is a demonstration."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "municipality": appearance.current(),
        "office_menu": SimpleLazyObject(partial(_office_menu, request)),
    }


def _office_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the lines of the office's menu that this person sees, with their pending work.

    The figure is asked only where the menu is drawn, and once though it is drawn twice.
    """
    if not request.user.is_authenticated:
        return []
    found = menus.entries(request)
    return [
        {
            "heading": entry.heading if len(found) > menus.FEW else "",
            "label": entry.label,
            "url_name": entry.url_name,
            "pending": cache(partial(entry.count, request)) if entry.count else None,
        }
        for entry in found
    ]
