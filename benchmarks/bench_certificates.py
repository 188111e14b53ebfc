"""10,000 certificates by a worker that is killed three times; then how fast they are signed, set and revoked.

``make bench-certificates``. Works in a database of its own (Django's test database), made and dropped here.
Rates are per core: what was done over the processor time of the process that did it, not the
database's. The promise is at least 50 a second: signed twice (credential and QR), with its row, its place in the
list of states and its entry in the log.
"""

import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")

import django

from tequio.config import postgres

CERTIFICATES, KILLS, SHEETS, PROMISED = 10_000, 3, 200, 50
AT = datetime(2026, 6, 25, 18, tzinfo=UTC)


def main() -> None:
    """Print the rates, and fail under what is promised or if one is lost or doubled."""
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
    """Issue, kill, go on, set, revoke and check."""
    from tequio.config.demo.factories.accounts import make_caro
    from tequio.foundation.certificates import services, types

    _register()
    source = types.source("bench")
    assert source is not None
    by = make_caro().pk
    batch = services.start_batch(source=source, scope="bench:1", title="10,000", by=by, at=AT)
    _killed(batch.pk)
    _issue(batch.pk)
    _set_sheets()
    _revoke(batch.pk, by)


def _claims(scope: str) -> Iterator[object]:
    from tequio.foundation.certificates.types import Claim

    for number in range(CERTIFICATES):
        yield Claim(
            kind="bench",
            scope=scope,
            subject=f"deed:{number}",
            holder_id=None,
            holder_name=f"Persona Ejemplo {number}",
            topic="Servicios públicos · Agua",
            did="presentado la propuesta «Que el agua llegue todos los días»",
            happened_on=date(2026, 6, 14),
            occasion="Foro de prueba",
        )


def _register() -> None:
    from tequio.foundation.certificates import types

    types.register_kind(types.CertificateKind(slug="bench", label="Constancia", description="De prueba."))
    types.register_source(
        types.CertificateSource(
            slug="bench",
            label="Prueba",
            kinds=("bench",),
            scopes=lambda _actor: (),
            claims=_claims,  # type: ignore[arg-type]
            count=lambda _scope: CERTIFICATES,
            mine=lambda _person: (),
        )
    )


def _killed(batch_id: object) -> None:
    """Kill the process that issues, at any instant, and tell what stands afterwards."""
    from django.db import connection

    from tequio.foundation.certificates import services
    from tequio.foundation.certificates.models import Certificate

    for number in range(KILLS):
        connection.close()
        child = os.fork()
        if child == 0:
            services.work(batch_id=batch_id, at=AT)  # type: ignore[arg-type]
            os._exit(0)
        while Certificate.objects.count() < (number + 1) * 1_100:
            time.sleep(0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(f"killed {number + 1}: {Certificate.objects.count():,} stand")
        assert Certificate.objects.count() % services.batches.PORTION == 0, "half a portion stands"


def _issue(batch_id: object) -> None:
    from tequio.foundation.certificates import services
    from tequio.foundation.certificates.models import Batch, Certificate

    before = Certificate.objects.count()
    wall, core = time.perf_counter(), time.process_time()
    services.work(batch_id=batch_id, at=AT)  # type: ignore[arg-type]
    made = Certificate.objects.count() - before
    rate = _told("issued", made, wall, core)
    assert Certificate.objects.count() == CERTIFICATES, "some are lost or doubled"
    assert Certificate.objects.values("subject").distinct().count() == CERTIFICATES
    batch = Batch.objects.get(pk=batch_id)  # type: ignore[misc]
    assert (batch.state, batch.issued) == ("done", CERTIFICATES), (batch.state, batch.issued)
    assert rate >= PROMISED, f"{rate:.0f}/s per core is under {PROMISED}"


def _set_sheets() -> None:
    from tequio.foundation.certificates import services
    from tequio.foundation.certificates.models import Certificate

    rows = list(Certificate.objects.all()[:SHEETS])
    wall, core = time.perf_counter(), time.process_time()
    size = sum(len(services.sheet(row)) for row in rows)
    _told("PDF/UA set", SHEETS, wall, core)
    print(f"a sheet weighs {size / SHEETS / 1000:.0f} kB")


def _revoke(batch_id: object, by: int) -> None:
    import json

    from tequio.core import credentials
    from tequio.foundation.certificates import queries, services
    from tequio.foundation.certificates.models import Certificate

    one = Certificate.objects.first()
    assert one is not None
    wall, core = time.perf_counter(), time.process_time()
    services.revoke(certificate_id=one.pk, reason="Error.", by=by, at=AT)
    _told("revoked, list signed anew", 1, wall, core)
    wall, core = time.perf_counter(), time.process_time()
    services.revoke_batch(batch_id=batch_id, reason="Error.", by=by, at=AT)  # type: ignore[arg-type]
    _told("batch taken back", CERTIFICATES - 1, wall, core)
    keys = credentials.read_keys(queries.issuer_document())
    lists = {n: json.loads(services.status_document(n) or b"{}") for n in (1,)}
    wall, core = time.perf_counter(), time.process_time()
    sample = list(Certificate.objects.all()[:500])
    for row in sample:
        document = json.loads(row.credential)
        assert credentials.verify(document, keys=keys) is credentials.Verdict.VALID
    _told("verified", len(sample), wall, core)
    for row in sample[:20]:
        said = credentials.standing(json.loads(row.credential), lists[1], keys=keys)
        assert said is credentials.Standing.REVOKED


def _told(what: str, count: int, wall: float, core: float) -> float:
    seconds, busy = time.perf_counter() - wall, max(time.process_time() - core, 1e-6)
    print(f"{what}: {count:,} in {seconds:.2f} s, {count / busy:,.0f}/s per core")
    return count / busy


if __name__ == "__main__":
    main()
