"""2,000 votes by clients that retry, while SIGKILL takes the web server ten times and PostgreSQL three.

``make bench-kills``. Afterwards every ballot that was acknowledged is looked for in the box, opened and
compared with what its voter marked; then the box is closed and counted. Prints the tally of the checks.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from box import servers, wire
from box.town import Town, town

VOTES, LINES = 2_000, 8
WEB, DATABASE = 10, 3
_PAUSE = 0.05  # seconds before a client tries again


@dataclass
class Server:
    """Tequio's web server on one port, killed with all its workers and started again."""

    port: int
    log: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [
            sys.executable, "-m", "tequio.config.cli", "serve", f"--port={self.port}",
            f"--workers={servers.WORKERS}", f"--threads={servers.THREADS}",
        ]  # fmt: skip
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        limit = time.monotonic() + 120
        while not servers.answers(self.port):
            if time.monotonic() > limit:
                raise RuntimeError(self.log.read_text()[-2000:])
            time.sleep(0.1)

    def kill(self) -> None:
        """Kill it and every worker, with no time for anything."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Day:
    """What the clients saw."""

    receipts: dict[int, bytes] = field(default_factory=dict)  # number of the ballot -> answer
    retries: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def vote(self, port: int, requests: list[bytes], numbers: range) -> None:
        """Send each ballot until it is acknowledged."""
        line = wire.Line(port)
        for number in numbers:
            while number not in self.receipts:
                try:
                    answer = line.ask(requests[number])
                except OSError:
                    self.retries += 1
                    time.sleep(_PAUSE)
                    continue
                self.statuses[answer.status] += 1
                if answer.status in (200, 201):
                    self.receipts[number] = answer.body
                else:
                    self.retries += 1
                    time.sleep(_PAUSE)


def main() -> int:
    """Vote, kill, check."""
    with town() as place:
        requests = wire.ballots(place, VOTES)
        folder = Path(os.environ["TEQUIO_DATA_DIR"])
        server, day = Server(servers.free_port(), folder / "web.log"), Day()
        server.start()
        try:
            killed = run(day, server, requests)
        finally:
            server.kill()
        return check(place, day, requests, killed)


def run(day: Day, server: Server, requests: list[bytes]) -> Counter[str]:
    """Let the clients vote while everything is killed, evenly over the votes."""
    threads = [
        threading.Thread(target=day.vote, args=(server.port, requests, range(n, VOTES, LINES)))
        for n in range(LINES)
    ]
    plan = ["database" if n % 4 == 3 else "web" for n in range(WEB + DATABASE)]  # noqa: PLR2004 - every fourth
    plan[-1] = "web"
    for thread in threads:
        thread.start()
    killed: Counter[str] = Counter()
    for turn, what in enumerate(plan, 1):
        while len(day.receipts) < turn * VOTES // (len(plan) + 1):
            time.sleep(0.01)
        killed[what] += 1
        if what == "web":
            server.kill()
            server.start()
        else:
            kill_database()
    for thread in threads:
        thread.join()
    return killed


def kill_database() -> None:
    """Kill PostgreSQL and start it again: it recovers from its write-ahead log."""
    from tequio.config import postgres

    place = postgres.Embedded(Path(os.environ["TEQUIO_DATA_DIR"]))
    pid = int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3]:
        time.sleep(0.05)
    limit = time.monotonic() + 120
    while True:
        try:
            postgres.prepare()
        except postgres.LauncherError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.5)
        else:
            return


def check(place: Town, day: Day, requests: list[bytes], killed: Counter[str]) -> int:
    """Compare what was acknowledged with what is in the box, and print the tally."""
    import json

    from django.db import connection

    from tequio.core.ballotbox import entries, receipts
    from tequio.participation.ballots import services
    from tequio.participation.ballots.models import Ballot, Board, Slip
    from tequio.participation.ballots.services import keys

    connection.close()  # the one from before the kills
    slug = place.edition.slug
    public = bytes(Board.objects.get(edition=place.edition).public)
    slips = {bytes(s.leaf): s for s in Slip.objects.filter(edition=place.edition)}
    tally: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for number, body in day.receipts.items():
        sent = json.loads(requests[number].split(b"\r\n\r\n", 1)[1])
        told = receipts.read(json.loads(body)["receipt"])
        slip = slips.get(told.leaf)
        tally["acknowledged"] += 1
        tally["receipts signed"] += receipts.is_acknowledged(told, slug, public)  # type: ignore[arg-type]
        if slip is None:
            tally["LOST"] += 1
            continue
        plain = keys.unseal(slug, "slip", slip.sealed, bound=bytes(slip.mark))
        entry = entries.read(entries.unpack(plain).line)
        same = (dict(entry.marks), entries.to_text(entry.token)) == (sent["marks"], sent["token"])
        tally["whole, as it was marked" if same else "PARTIAL OR CHANGED"] += 1
        expected.update(sent["marks"])
    tally["DOUBLED"] = len(slips) - len({bytes(slip.mark) for slip in slips.values()})
    tally["NOT ACKNOWLEDGED BUT KEPT"] = len(slips) - len(day.receipts)
    closes = place.edition.phases.get(kind="voting").closes
    services.close_box(edition=place.edition, at=closes)
    found: Counter[str] = Counter()
    for ballot in Ballot.objects.filter(edition=place.edition):
        found.update(ballot.points)
    tally["MARKS THAT DIFFER AT THE COUNT"] = sum((found - expected).values()) + sum(
        (expected - found).values()
    )
    print(f"SIGKILL of web ×{killed['web']}, of PostgreSQL ×{killed['database']}; {day.retries} retries;")
    print(f"answers by status: {dict(sorted(day.statuses.items()))}.\n")
    for what, number in tally.items():
        print(f"  {number:6,}  {what}")
    wrong = sum(number for what, number in tally.items() if what.isupper())
    holds = not wrong and tally["acknowledged"] == tally["receipts signed"] == VOTES
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
