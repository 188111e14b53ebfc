"""What meetings tell, and what they forget."""

from tequio.participation.meetings.handlers import erasures, notices

__all__ = ["erasures", "notices"]
