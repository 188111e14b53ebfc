"""Meetings, who registered and came, and what was agreed."""

from tequio.participation.meetings.models.meeting import FolioCounter, Meeting
from tequio.participation.meetings.models.minutes import Agreement, Minutes, MinutesFile
from tequio.participation.meetings.models.registration import Registration

__all__ = ["Agreement", "FolioCounter", "Meeting", "Minutes", "MinutesFile", "Registration"]
