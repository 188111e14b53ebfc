"""A day of 100 liaisons over 900 proposals with four opinions each: queries and times of every staff list.

Works in a database of its own (Django's test database), made and dropped here. Queries and CPU are those of
one request alone, in this process. Times are those of the real server (``tequio serve``, two workers):
100 liaisons and the coordinator, each of whom opens a page every 25 seconds, and then every ten. Ends in three
minutes.

    make bench ARGS=feasibility_day
"""

import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
os.environ["TEQUIO_DEMONSTRATION"] = "1"  # nobody is asked for a second factor

import django
from day import traffic, world

from tequio.config import postgres

RATES = (4, 10)  # requests a second: 100 people, a page every 25 seconds each, and every ten
SECONDS = 45
WORKERS = 2
LIMIT_MS, MOST_QUERIES = 300, 20
_TRIES = 5  # of one page alone
_DESK = "/escritorio/factibilidad/"


def main() -> None:
    """Make the database and the world, measure, and drop them."""
    if not os.environ.get("DATABASE_URL"):
        postgres.prepare()
    django.setup()
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure()
    finally:
        runner.teardown_databases(databases)


def measure() -> None:
    """Build the world, ask for every page alone, then for all of them together."""
    from django.db import connection

    begun = time.perf_counter()
    slug, coordinator, liaisons = world.build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{world.PROPOSALS} proposals, {world.PROPOSALS * world.OPINIONS} reviews, {len(liaisons)} liaisons in "
        f"{world.OFFICES} offices: made in {time.perf_counter() - begun:.0f} s. Load of the machine before: "
        f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
    )
    pages = listing(slug, [cookie(coordinator)], [cookie(person) for person in liaisons])
    with server() as port:
        alone = {page.name: cost(page) for page in pages}
        for page in pages:  # each worker compiles its templates once
            for _worker in range(2 * WORKERS):
                traffic.fetch(port, page.address(random.Random(0)), page.cookies[0], time.perf_counter())  # noqa: S311
        for rate in RATES:
            took = traffic.drive(pages, port=port, seconds=SECONDS, per_second=rate)
            print(
                f"\nOpen load, {rate} requests a second for {SECONDS} s, {WORKERS} workers. Load of the "
                f"machine after: {os.getloadavg()[0]:.1f}.\n"
            )
            report(alone, took)


def cookie(person: object) -> str:
    """Sign a person in and return their cookie."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def listing(slug: str, coordinator: Sequence[str], liaisons: Sequence[str]) -> list[traffic.Page]:
    """Return every staff list of the judging; people open the desk and the opinions most of all."""
    from tequio.participation.feasibility.models import Review

    found = Review.objects.filter(proposal__edition__slug=slug, verdict=None).values_list("pk", flat=True)
    reviews = list(found[:200])
    page = traffic.Page
    return [
        page("Lo mío, a liaison's", liaisons, lambda _c: "/escritorio/", 2),
        page("desk, a liaison's", liaisons, lambda _c: _DESK, 6),
        page("desk, overdue", liaisons, lambda _c: f"{_DESK}?estado=vencidos", 3),
        page("desk, the coordinator's", coordinator, lambda _c: _DESK, 2),
        page("desk, filtered", coordinator, lambda _c: f"{_DESK}?estado=todos&categoria=parques&q=parque", 2),
        page(
            "desk, a page far down", coordinator, lambda c: f"{_DESK}?estado=todos&pagina={c.randint(9, 140)}"
        ),
        page("an opinion", coordinator, lambda c: f"{_DESK}{c.choice(reviews)}/?estado=pendientes", 6),
        page("assignment", coordinator, lambda _c: f"{_DESK}edicion/{slug}/asignar/", 2),
        page("publication", coordinator, lambda _c: f"{_DESK}edicion/{slug}/publicar/"),
        page("board, the coordinator's", coordinator, lambda _c: f"{_DESK}tablero/"),
        page("board, a liaison's", liaisons, lambda _c: f"{_DESK}tablero/"),
        page("precedents", liaisons, lambda _c: f"{_DESK}precedentes/?q=parque+sombra", 2),
        page("appeals", coordinator, lambda _c: f"{_DESK}inconformidades/"),
        page("moderation of proposals", coordinator, lambda _c: "/escritorio/propuestas/"),
        page("moderation of comments", coordinator, lambda _c: "/escritorio/moderacion/"),
        page("public figures", liaisons, lambda _c: f"/ediciones/{slug}/factibilidad/"),
    ]


def cost(page: traffic.Page) -> tuple[int, float]:
    """Return the queries of a page and the CPU milliseconds of asking for it, alone and in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    name, value = page.cookies[0].split("=", 1)
    client.cookies[name] = value
    url = page.address(random.Random(0))  # noqa: S311 - which page to ask for
    client.get(url)  # compiles the templates
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url  # noqa: PLR2004 - a page that is there
    queries, spent = len(captured), []
    for _try in range(_TRIES):
        began = time.thread_time()
        client.get(url)
        spent.append(1000 * (time.thread_time() - began))
    return queries, statistics.median(spent)


@contextmanager
def server() -> Iterator[int]:
    """Serve the world's database on a free port as an installation does; yield the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "tequio.config.cli", "serve", f"--port={port}", f"--workers={WORKERS}"]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": _url()}, stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _hang_up()


def _hang_up() -> None:
    """End what the server's workers may have left connected: the database is dropped next."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _url() -> str:
    """Return the address of the database in use, for another process."""
    from django.db import connection

    named = connection.settings_dict
    who = f"{quote(named['USER'])}:{quote(named['PASSWORD'])}"
    where = f"{quote(named['HOST'], safe='')}:{named['PORT'] or 5432}"
    return f"postgresql://{who}@{where}/{named['NAME']}"


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


def report(alone: dict[str, tuple[int, float]], took: dict[str, list[float]]) -> None:
    """Print a row per page and one for all; say what is over a limit."""
    print("| page | n | queries | CPU ms | p50 ms | p99 ms | p99 of the limit |\n|---|---|---|---|---|---|---|")
    for name, times in took.items():
        queries, cpu = alone[name]
        mark = " (over 20)" if queries > MOST_QUERIES else ""
        print(f"| {name} | {len(times)} | {queries}{mark} | {cpu:.0f} | {_times(times)} |")
    every = [one for times in took.values() for one in times]
    print(f"| **all** | {len(every)} | | | {_times(every)} |")


def _times(times: list[float]) -> str:
    p99 = statistics.quantiles(times, n=100, method="inclusive")[98]
    return f"{statistics.median(times):.0f} | {p99:.0f} | {p99 / LIMIT_MS:.0%}"


if __name__ == "__main__":
    main()
