"""The catalogue as programs that speak CKAN's Action API read it. Nothing is written by this way."""

from tequio.publishing.opendata.queries.ckan.actions import ACTIONS, WRITES
from tequio.publishing.opendata.queries.ckan.asked import Asked, CkanError, Missing, Refused, Unsearchable

__all__ = ["ACTIONS", "WRITES", "Asked", "CkanError", "Missing", "Refused", "Unsearchable"]
