"""The task decorator of Tequio: Procrastinate's, on the site's own database connection.

A job may run twice, so each is idempotent. What must be done stands in domain rows; the queue only wakes
the worker.
"""

from procrastinate.contrib.django import app

task = app.task
periodic = app.periodic

__all__ = ["app", "periodic", "task"]

# Who is done first when many jobs wait (procrastinate: the higher first). A person who waits before a bar, then
# what was promised in seconds, then what may come a little later.
WAITED_FOR, PROMISED, LATER = 10, 5, -5
