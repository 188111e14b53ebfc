"""Closing, opening and publishing 10⁴, 10⁵ and 10⁶ ballots: ``python benchmarks/box_million.py [SIZE…]``.

Each size is an edition of its own and each stage a program of its own, so that its peak memory is its own: the
bell (the last ballots into the log, the signed head), the opening of the box, the partial check after the
draw, the files of the board, the count, the files of the results, and their page. Prints seconds, CPU seconds
and memory of each, and how much dearer a ballot is than at the size before.
"""

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from box.town import town

SIZES = (10_000, 100_000, 1_000_000)
STAGES = ("cast", "bell", "open", "check", "files", "count", "publish", "page")
MOST_MB, CHUNK = 500, 5_000
_SLACK = 1.35  # a ballot may seem so much dearer at the next size by the noise of the machine


def main() -> int:
    """Run every stage of every size, or the one that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*")
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--edition", type=int)
    asked = parser.parse_args()
    if asked.stage:
        return stage(asked.stage, asked.edition, asked.sizes[0])
    rows: dict[int, dict[str, dict[str, float]]] = {}
    with town() as place:
        for number, size in enumerate(asked.sizes or SIZES):
            edition = place.edition.pk if number == 0 else another(number)
            rows[size] = {name: child(name, edition, size) for name in STAGES}
            show(rows, size)
    return verdict(rows)


def another(number: int) -> int:
    """Make one more edition whose voting is open."""
    from django.utils import timezone

    from tequio.config.demo.factories.ballots import make_voting_edition
    from tequio.participation.editions import services as editions

    now = timezone.now()
    edition = make_voting_edition(
        at=now, slug=f"otra-{number}", year=now.year + number, options=12, purse_centavos=10**11, max_choices=5
    )
    editions.seal(edition.pk, now)
    return int(edition.pk)


def child(name: str, edition: int, size: int) -> dict[str, float]:
    """Run one stage in a program of its own and return what it measured."""
    command = [sys.executable, __file__, str(size), "--stage", name, "--edition", str(edition)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    sys.stderr.write(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def stage(name: str, edition_id: int, size: int) -> int:
    """Do one stage and print what it cost, the database's part included in the seconds."""
    import django

    django.setup()
    from tequio.participation.editions.models import Edition

    edition = Edition.objects.select_related("territory").get(pk=edition_id)
    closes = edition.phases.get(kind="voting").closes
    began, cpu = time.perf_counter(), time.process_time()
    _DO[name](edition, closes, size)
    said = {
        "s": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(said))
    return 0


def cast(edition: Any, _closes: Any, size: int) -> None:
    """Put so many sealed ballots in the box by COPY, and as many people on the roll."""
    import uuid

    from django.db import connection

    from tequio.participation.ballots.services import bulk, frozen
    from tequio.participation.ballots.types import Vote

    known = frozen.read(edition)
    unit = edition.territory.units.get(code="S1").pk
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        votes = [Vote(unit, {(n * 7 + k * 5) % 12 + 1: 1 for k in range(n % 5 + 1)}) for n in range(count)]
        rows = [bulk.slip(known, vote) for vote in votes]
        bulk.copy_rows(
            "ballots_slip (id, edition_id, unit_id, channel, mark, turn, sealed, leaf, logged)", rows
        )
        roll: list[bulk.Row] = [(uuid.uuid4(), edition.pk, unit, "code") for _ in range(count)]
        bulk.copy_rows("ballots_participation (id, edition_id, unit_id, channel)", roll)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ballots_slip")


def bell(edition: Any, closes: Any, _size: int) -> None:
    """Ring the bell."""
    from tequio.participation.ballots.services import closing

    closing.ring(edition=edition, at=closes)


def open_box(edition: Any, closes: Any, size: int) -> None:
    """Open the box."""
    from tequio.participation.ballots import services

    services.close_box(edition=edition, at=closes)
    assert edition.ballots.count() == size


def partial_check(edition: Any, closes: Any, _size: int) -> None:
    """Note the draw and open one side of each middle."""
    from tequio.participation.ballots import services

    services.note_draw(edition=edition, seed="41 087", at=closes)
    services.open_mix(edition=edition, at=closes)


def files(edition: Any, _closes: Any, _size: int) -> None:
    """Write every file of the board."""
    from tequio.participation.ballots import queries

    with tempfile.TemporaryDirectory() as folder:
        for file in queries.board_files(edition):
            with (Path(folder) / file.name).open("wb") as output:
                output.writelines(file.pieces())


def count(edition: Any, closes: Any, _size: int) -> None:
    """Count."""
    from tequio.participation.ballots import services

    services.count(edition=edition, at=closes, tie_order=tuple(str(n) for n in range(1, 13)))


def publish(edition: Any, closes: Any, _size: int) -> None:
    """Publish the count and write its files: each envelope's ballots, the result, the zip."""
    from tequio.participation.ballots import services

    found = edition.counts.first()
    services.publish_provisional(count_id=found.pk, at=closes)
    services.write_files(count_id=found.pk, at=closes)


def page(edition: Any, _closes: Any, _size: int) -> None:
    """Ask for the results page ten times, as readers do, and tell the slowest after the first."""
    from django.conf import settings
    from django.test import Client, override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    times = []
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        for _ in range(10):
            began = time.perf_counter()
            answer = Client().get(f"/ediciones/{edition.slug}/resultados/", headers={"host": "localhost"})
            times.append(time.perf_counter() - began)
            assert answer.status_code == HTTPStatus.OK, answer.status_code
    print(f"results page: {1000 * max(times[1:]):.0f} ms", file=sys.stderr)


_DO = {
    "cast": cast, "bell": bell, "open": open_box, "check": partial_check, "files": files, "count": count,
    "publish": publish, "page": page,
}  # fmt: skip


def show(rows: dict[int, dict[str, dict[str, float]]], size: int) -> None:
    """Print the rows of one size."""
    for name, found in rows[size].items():
        print(
            f"| {size:9,} | {name:5} | {found['s']:7.1f} s | {found['cpu']:6.1f} CPU-s |{found['mb']:4.0f} MB |"
            f" {1e6 * found['cpu'] / size:6.0f} µs a ballot |",
            flush=True,
        )


def verdict(rows: dict[int, dict[str, dict[str, float]]]) -> int:
    """Say whether memory stays within bounds and no stage grows faster than the ballots."""
    sizes = sorted(rows)
    most = max(found["mb"] for row in rows.values() for name, found in row.items() if name != "cast")
    growth = {
        (name, large): (rows[large][name]["cpu"] / large) / (rows[small][name]["cpu"] / small)
        for small, large in itertools.pairwise(sizes)
        for name in STAGES[1:]
    }
    worst = max(growth.items(), key=lambda item: item[1], default=(("", 0), 0.0))
    print(
        f"\nLoad of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. Most memory {most:.0f} MB."
    )
    print(f"Dearest growth of a ballot's cost to the next size: {worst[0][0]} × {worst[1]:.2f}.")
    holds = most <= MOST_MB and worst[1] <= _SLACK
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
