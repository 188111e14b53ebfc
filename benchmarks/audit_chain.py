"""How fast the audit log is written and verified, beside a bare walk over the same rows.

Works in a database of its own (Django's test database), made and dropped here.

    make bench ARGS=audit_chain
"""

import os
import time
from dataclasses import dataclass

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")

import django

from tequio.config import postgres

EVENTS = 100_000
BATCH = 5_000


def main() -> None:
    """Print events per second written in batches, written one by one, read bare, and verified."""
    if not os.environ.get("DATABASE_URL"):
        postgres.prepare()
    django.setup()
    from django.db import connection
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure(connection)
    finally:
        runner.teardown_databases(databases)


def measure(connection: object) -> None:
    """Write, walk and verify."""
    from tequio.foundation.audit import queries, services
    from tequio.foundation.audit.types import Event

    @dataclass(frozen=True, kw_only=True, slots=True)
    class Ticked(Event):
        number: int
        folio: str

    started = time.perf_counter()
    for first in range(0, EVENTS, BATCH):
        services.record_all([Ticked(number=n, folio=f"26-{n:04d}") for n in range(first, first + BATCH)])
    report("written in batches", EVENTS, started)

    started = time.perf_counter()
    for n in range(1_000):
        services.record(Ticked(number=n, folio="26-0001"))
    report("written one by one", 1_000, started)

    started = time.perf_counter()
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT * FROM audit_auditevent ORDER BY position")
        rows = len(cursor.fetchall())
    bare = report("read bare, all at once", rows, started)

    started = time.perf_counter()
    state = queries.verify()
    verified = report("verified", state.checked, started)
    assert state.whole
    print(f"verified at {verified / bare:.0%} of a bare read")


def report(what: str, count: int, started: float) -> float:
    """Print and return events per second."""
    rate = count / (time.perf_counter() - started)
    print(f"{what:<24} {count:>8,} events  {rate:>10,.0f}/s")
    return rate


if __name__ == "__main__":
    main()
