"""The calm drawings by category: what a project shows until it has a photograph."""

from typing import Final

DEFAULT: Final = "park"
NAMES: Final = ("park", "lights", "street", "water", "school", "culture", "safety", "health", "sport", "market")


def template(name: str) -> str:
    """Return the template of the drawing ``name``; of the park where there is no such drawing."""
    return f"web/drawings/{name if name in NAMES else DEFAULT}.html"
