"""Named writes of the open data: files on the public shelf, and the tables of every dataset."""

from tequio.publishing.opendata.services.publishing import BadKeyError, Small, publish_file, publish_together
from tequio.publishing.opendata.services.upkeep import REFRESH, ask_refresh, refresh, refresh_all

__all__ = [
    "REFRESH",
    "BadKeyError",
    "Small",
    "ask_refresh",
    "publish_file",
    "publish_together",
    "refresh",
    "refresh_all",
]
