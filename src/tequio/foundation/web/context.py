"""What every page needs to draw its frame."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values: whether this is a demonstration."""
    del request
    return {"demonstration": settings.DEMONSTRATION}
