"""1,000 voters at once, and the bell under load: ``python benchmarks/box_bell.py``.

First a thousand connections vote at the same time: what the office counts equals what they marked. Then sixteen
go on voting across the instant of the close, while the closing job rings the bell: whoever was answered "in the
box" is in the count, and nobody who asked after the bell is.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from box import servers, wire
from box.town import Town, town

AT_ONCE, LINES = 1_000, 16
BEFORE, AFTER = 4.0, 3.0  # seconds of load on each side of the bell


def main() -> int:
    """Run both parts in one voting."""
    with town() as place, servers.tequio() as (port, _process):
        requests = wire.ballots(place, AT_ONCE)
        threading.stack_size(256 * 1024)
        seconds, answers = wire.drive(port, requests, lines=AT_ONCE)
        statuses = Counter(answer.status for answer in answers)
        print(f"{AT_ONCE:,} voters at once: {dict(statuses)} in {seconds:.1f} s.")
        late = ring(place, port)
        return report(place, requests, late)


def ring(place: Town, port: int) -> list[tuple[bytes, datetime, int]]:
    """Vote across the bell; return each request with when it was sent and its status."""
    from django.db import connection
    from django.utils import timezone

    from tequio.participation.ballots import services
    from tequio.participation.editions.services import locks

    spare = wire.ballots(place, 3_000)
    bell = timezone.now() + timedelta(seconds=BEFORE)
    from django.db import transaction

    with transaction.atomic(), locks.rescheduling():
        place.edition.phases.filter(kind="voting").update(closes=bell)
    said: list[tuple[bytes, datetime, int]] = []

    def vote(number: int) -> None:
        line = wire.Line(port)
        for request in spare[number::LINES]:
            sent = timezone.now()
            if sent > bell + timedelta(seconds=AFTER):
                return
            said.append((request, sent, line.ask(request).status))

    threads = [threading.Thread(target=vote, args=(number,)) for number in range(LINES)]
    for thread in threads:
        thread.start()
    time.sleep(max((bell - timezone.now()).total_seconds(), 0))
    services.close_box(edition=type(place.edition).objects.get(pk=place.edition.pk), at=timezone.now())
    for thread in threads:
        thread.join()
    connection.close()
    return [(request, sent - bell, status) for request, sent, status in said]  # type: ignore[misc]


def report(place: Town, requests: list[bytes], late: list[Any]) -> int:
    """Compare the count with what was marked, and print."""
    from tequio.participation.ballots.models import Ballot, Slip

    taken = [request for request, _sent, status in late if status == 201]  # noqa: PLR2004 - in the box
    statuses = Counter(status for _request, _sent, status in late)
    after = sum(sent > timedelta(0) for _request, sent, _status in late)
    wrong = sum(sent > timedelta(0) and status == 201 for _r, sent, status in late)  # noqa: PLR2004
    expected: Counter[str] = Counter()
    for request in [*requests, *taken]:
        expected.update(json.loads(request.split(b"\r\n\r\n", 1)[1])["marks"])
    found: Counter[str] = Counter()
    for ballot in Ballot.objects.filter(edition=place.edition):
        found.update(ballot.points)
    ballots, slips = (model.objects.filter(edition=place.edition).count() for model in (Ballot, Slip))
    print(f"Across the bell: {dict(statuses)}; {after} asked after it, of whom {wrong} got in.")
    print(f"In the box {slips:,}, opened {ballots:,}, acknowledged {len(requests) + len(taken):,}.")
    print(f"Load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    holds = found == expected and ballots == slips == len(requests) + len(taken) and not wrong and after > 0
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
