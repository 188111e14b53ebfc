"""Workers that send, each killed at a named point, for test_killing.py. Not a test itself.

One process forks a worker for each point, so that Django is started once; prints how each one ended.
"""

import json
import os
import signal
import sys

import django

django.setup()

from django.core.mail.utils import DNS_NAME  # noqa: E402 - Django first

from tequio.foundation.messaging.adapters import lines  # noqa: E402 - Django first
from tequio.foundation.messaging.services import sending  # noqa: E402 - Django first
from tequio.foundation.messaging.tasks import send  # noqa: E402 - Django first


def dying(module, name, *, before):
    """Let the process die just before or just after the named step."""
    step = getattr(module, name)

    def killed(*arguments, **named):
        if not before:
            step(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, killed)


POINTS = {
    "claimed": lambda: dying(lines.SmtpLine, "send", before=True),
    "greeted": lambda: dying(sending, "begin", before=True),  # the server knows sender and recipient
    "handing": lambda: dying(sending, "begin", before=False),  # written down, and nothing has left
    "accepted": lambda: dying(sending, "finish", before=True),  # the server has it, and nobody wrote that down
    "sent": lambda: dying(sending, "finish", before=False),
    "none": lambda: None,
}


def worker(point: str) -> int:
    """Run one worker to its end, and return how it ended."""
    pid = os.fork()
    if not pid:
        POINTS[point]()
        send()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    DNS_NAME._fqdn = "localhost"  # no name server is asked
    json.dump({point: worker(point) for point in POINTS}, sys.stdout)
