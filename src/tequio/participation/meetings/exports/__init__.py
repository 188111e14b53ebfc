"""What people take home of a meeting: its day for a calendar, its code, the list, and open data."""

from tequio.participation.meetings.exports.calendar import feed
from tequio.participation.meetings.exports.datasets import DATASETS
from tequio.participation.meetings.exports.people import LIST_COLUMNS, list_rows
from tequio.participation.meetings.exports.qr import drawn

__all__ = ["DATASETS", "LIST_COLUMNS", "drawn", "feed", "list_rows"]
