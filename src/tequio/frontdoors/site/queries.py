"""What the front page and the machine pages read, in a constant number of queries."""

from datetime import datetime, timedelta

from procrastinate.contrib.django.models import ProcrastinateWorker

_HEARTBEAT = timedelta(seconds=60)


def worker_is_alive(*, at: datetime) -> bool:
    """Return whether any worker has told in the last minute that it lives."""
    alive: bool = ProcrastinateWorker.objects.filter(last_heartbeat__gte=at - _HEARTBEAT).exists()
    return alive
