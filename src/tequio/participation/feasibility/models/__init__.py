"""Tables of feasibility."""

from tequio.participation.feasibility.models.appeals import Appeal
from tequio.participation.feasibility.models.corrections import Observation
from tequio.participation.feasibility.models.papers import Note, OpinionFile
from tequio.participation.feasibility.models.reminders import Reminder
from tequio.participation.feasibility.models.reviews import Review

__all__ = ["Appeal", "Note", "Observation", "OpinionFile", "Reminder", "Review"]
