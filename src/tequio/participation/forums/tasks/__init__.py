"""What forums do in the background, by part. The queue finds the tasks that are imported here."""

from tequio.participation.forums.tasks import analysis, figures

__all__ = ["analysis", "figures"]
