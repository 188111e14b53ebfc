"""Ballots a second of the real slot, beside a minimal Django view and a bare psycopg client.

All three write the same rows to the same PostgreSQL, with the same number of connections, in turns in the same
run: ``make bench-ballots``. Each round of the slot is a share of voters whose token is checked, whose ballot is
checked against its limits, sealed, committed and receipted; the view and the client only write. Then the slot
alone at 50 ballots a second, for its p99.
"""

import os
import statistics
import sys
from collections.abc import Callable

from box import servers, wire
from box.town import Town, town
from box.wire import Answer

ROUNDS, SHARE, LINES = 5, 400, 8
PACE, SECONDS = 50, 20
LEAST_OF_VIEW, LEAST_OF_CLIENT, MOST_MS = 0.60, 0.25, 250.0


def main() -> int:
    """Measure, print, and say whether the promises hold."""
    with town() as place:
        os.environ["BOX_EDITION"] = str(place.edition.pk)
        with servers.tequio() as (port, _process), servers.minimal() as bare_port:
            return measure(place, port, bare_port)


def measure(place: Town, port: int, bare_port: int) -> int:
    """Run the rounds in turns and print their medians."""
    requests = wire.ballots(place, (ROUNDS + 1) * SHARE + PACE * SECONDS)
    took: dict[str, list[float]] = {"slot": [], "view": [], "client": []}
    times: list[float] = []
    for number in range(ROUNDS + 1):
        share = requests[number * SHARE : (number + 1) * SHARE]
        seconds, answers = wire.drive(port, share, lines=LINES)
        assert {answer.status for answer in answers} == {201}, {a.status: a.body for a in answers}
        rates = {
            "slot": SHARE / seconds,
            "view": SHARE / wire.drive(bare_port, share, lines=LINES)[0],
            "client": SHARE / wire.together(share, lines=LINES, work=client)[0],
        }
        if number:  # the first warms all three up
            times += [answer.ms for answer in answers]
            for name, rate in rates.items():
                took[name].append(rate)
    paced = wire.pace(port, requests[-PACE * SECONDS :], per_second=PACE, lines=16)
    assert {answer.status for answer in paced} == {201}
    return report(took, times, [answer.ms for answer in paced])


def client() -> Callable[[bytes], Answer]:
    """Return what a bare psycopg client does with a request: the INSERT and its commit."""
    import psycopg
    from box import minimal
    from django.db import connection

    values = connection.get_connection_params()
    values = {key: values[key] for key in ("dbname", "user", "password", "host", "port") if values.get(key)}
    line = psycopg.connect(**values, autocommit=True)

    def write(request: bytes) -> Answer:
        line.execute(minimal.INSERT, minimal.row(request.split(b"\r\n\r\n", 1)[1]))
        return Answer(201, b"", 0.0)

    return write


def report(took: dict[str, list[float]], times: list[float], paced: list[float]) -> int:
    """Print a line for each, and what is promised of them."""
    slot, view, bare = (statistics.median(took[name]) for name in ("slot", "view", "client"))
    p99 = statistics.quantiles(paced, n=100)[98]
    print(f"{ROUNDS} rounds of {SHARE} ballots over {LINES} connections; {servers.WORKERS} workers of")
    print(
        f"{servers.THREADS} threads; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n"
    )
    print("| | ballots/s | of it |\n|---|---|---|")
    print(f"| the slot of the box | {slot:,.0f} | p99 {statistics.quantiles(times, n=100)[98]:.0f} ms |")
    print(f"| a minimal Django view | {view:,.0f} | the slot has {slot / view:.0%} (≥ {LEAST_OF_VIEW:.0%}) |")
    print(f"| a bare psycopg client | {bare:,.0f} | the slot has {slot / bare:.0%} (≥ {LEAST_OF_CLIENT:.0%}) |")
    half = statistics.median(paced)
    print(f"At {PACE}/s for {SECONDS} s: p50 {half:.0f} ms, p99 {p99:.0f} ms (< {MOST_MS:.0f}).")
    holds = slot / view >= LEAST_OF_VIEW and slot / bare >= LEAST_OF_CLIENT and p99 < MOST_MS
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
