"""Changing the map: a new version is drawn level by level, then published whole, and never changes again."""

from tequio.foundation.territory.services.aliases import add_alias, remove_alias
from tequio.foundation.territory.services.levels import add_level, remove_level
from tequio.foundation.territory.services.uploads import (
    demand_sound,
    guess_columns,
    preview_of,
    receive_map,
    source_of,
)
from tequio.foundation.territory.services.versions import (
    create_version,
    discard_version,
    draft,
    publish_version,
)

__all__ = [
    "add_alias",
    "add_level",
    "create_version",
    "demand_sound",
    "discard_version",
    "draft",
    "guess_columns",
    "preview_of",
    "publish_version",
    "receive_map",
    "remove_alias",
    "remove_level",
    "source_of",
]
