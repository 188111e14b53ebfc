"""What forums do in the background and by the clock.

The worker looks for this package alone: what is not imported here is a job that it cannot find.
"""

from tequio.participation.forums.tasks import analysis, figures

__all__ = ["analysis", "figures"]
