"""The boards and the red flags with 10,000 projects: queries, CPU and size of every page, one request alone.

Works in a database of its own (Django's test database), made and dropped here.

    make bench ARGS=boards_load
"""

import os
import random
import sys
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")

import django
from django.conf import settings

from tequio.config import postgres

PROJECTS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
OFFICES, SUPPLIERS = 13, 400
LIMIT_MS = 100
_TRIES = 7
_BORN = datetime(2025, 1, 7, 18, tzinfo=UTC)
_TODAY = datetime(2026, 11, 26, 18, tzinfo=UTC)
PAGES = (
    "/tableros/",
    "/tableros/dinero/",
    "/tableros/plazos/",
    "/tableros/seguimiento/",
    "/tableros/comparar/sectores/",
    "/tableros/comparar/proveedores/",
    "/tableros/proyectos/",
    "/tableros/proyectos/?tramo=contrato&dias=2",
    "/tableros/contratos/",
    "/alertas/",
    "/alertas/una-sola-oferta/",
    "/alertas/con-retraso/",
    "/proyectos/P-5/",
)


def main() -> None:
    """Make the database and the world, measure, and drop them."""
    if not os.environ.get("DATABASE_URL"):
        postgres.prepare()
    django.setup()
    from django.test import override_settings
    from django.test.runner import DiscoverRunner

    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(STORAGES=settings.STORAGES | plain, ALLOWED_HOSTS=["testserver"]):
            measure()
    finally:
        runner.teardown_databases(databases)


def measure() -> None:
    """Build the world, compute every flag, and ask for every page."""
    from django.db import connection

    from tequio.accountability.alerts import services

    begun = time.perf_counter()
    build(random.Random(5))  # noqa: S311 - the same world every time
    print(f"{PROJECTS} projects with a process each: made in {time.perf_counter() - begun:.0f} s.")
    flags(_TODAY, "first time")
    begun = time.perf_counter()
    services.refresh(project_ids=[5], at=_TODAY + timedelta(days=2))
    print(f"One project that changed: {1000 * (time.perf_counter() - begun):.0f} ms.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print("| page | queries | CPU ms | of them SQL, wall ms | wall ms, best | KB | within 100 ms |")
    print("|---|---|---|---|---|---|---|")
    for page in PAGES:
        report(page)
    print()
    flags(_TODAY + timedelta(days=3), "another night")


def flags(at: datetime, what: str) -> None:
    """Compute every flag and print what it cost."""
    from tequio.accountability.alerts import services
    from tequio.accountability.alerts.models import Flag

    begun, spent = time.perf_counter(), time.process_time()
    raised = services.refresh_all(at=at)
    print(
        f"All flags, {what}: {raised} newly raised, {time.perf_counter() - begun:.0f} s, "
        f"{time.process_time() - spent:.0f} CPU-s of this process; {Flag.objects.count()} rows.",
        flush=True,
    )


def report(page: str) -> None:
    """Ask for one page some times and print the best."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, best = Client(), []
    client.get(page)
    for _ in range(_TRIES):
        begun, spent = time.perf_counter(), time.process_time()
        answer = client.get(page)
        best.append((time.perf_counter() - begun, time.process_time() - spent))
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{page}: {answer.status_code}")
    wall, cpu = min(w for w, _c in best), min(c for _w, c in best)
    sql = sum(float(query["time"]) for query in asked)
    verdict = "yes" if wall * 1000 < LIMIT_MS else "NO"
    print(
        f"| `{page}` | {len(asked)} | {cpu * 1000:.0f} | {sql * 1000:.0f} | {wall * 1000:.0f} | "
        f"{len(answer.content) // 1024} | {verdict} |"
    )


def build(chance: random.Random) -> None:
    """Lay the rows straight into the tables: what is measured is reading them."""
    from tequio.accountability.contracting.models import Award, Bid, Contract, Payment, ProcedureType, Supplier
    from tequio.accountability.projects.models import Activity, Project, Stage
    from tequio.config.demo.factories.contracting import make_rfc
    from tequio.foundation.accounts.models import Office

    offices = Office.objects.bulk_create(
        Office(code=f"O{n}", name=f"Secretaría {n}", short_name=f"S{n}") for n in range(OFFICES)
    )
    kinds = [
        ProcedureType.objects.get_or_create(code=code, defaults={"name": code, "method": method})[0]
        for code, method in (("abierta", "open"), ("invitacion", "selective"), ("directa", "direct"))
    ]
    suppliers = Supplier.objects.bulk_create(
        Supplier(rfc=f"{make_rfc(n % 1296)[:-1]}{n}", name=f"Obras {n}") for n in range(SUPPLIERS)
    )
    projects = Project.objects.bulk_create(_project(n, chance, offices) for n in range(PROJECTS))
    stages = Stage.objects.bulk_create(stage for project in projects for stage in _stages(project, chance))
    Activity.objects.bulk_create(
        Activity(stage=stage, title="Avance", happened_on=stage.ended_on, physical_percent=50)
        for stage in stages
        if stage.ended_on
    )
    processes = _processes(projects, kinds, chance)
    Bid.objects.bulk_create(bid for process in processes for bid in _bids(process, suppliers, chance))
    awards = Award.objects.bulk_create(_award(process, suppliers, chance) for process in processes)
    contracts = Contract.objects.bulk_create(_contract(award, chance) for award in awards)
    Payment.objects.bulk_create(
        Payment(
            contract=one,
            code=f"{n}",
            kind="estimate",
            paid_on=one.signed_on,
            amount_centavos=one.amount_centavos // 4,
        )
        for one in contracts
        for n in range(1 + one.pk % 3)
    )


def _project(number: int, chance: random.Random, offices: list[Any]) -> Any:
    from tequio.accountability.projects.models import Project

    born = _BORN + timedelta(days=chance.randrange(600))
    budget = chance.randrange(50_000_00, 5_000_000_00)
    finished = chance.random() < 0.4  # noqa: PLR2004
    return Project(
        folio=f"P-{number}",
        title=f"Proyecto {number}",
        office=offices[number % OFFICES],
        budget_centavos=budget,
        promised_end=born.date() + timedelta(days=chance.randrange(150, 500)),
        created_at=born,
        search=f"p-{number} proyecto {number}",
        stage="finished" if finished else "execution",
        physical_percent=100 if finished else chance.randrange(0, 100),
        contracted_centavos=budget * 9 // 10,
        paid_centavos=budget * chance.randrange(0, 90) // 100,
        lon=-100.3 + chance.random() / 10,
        lat=25.6 + chance.random() / 10,
    )


def _stages(project: Any, chance: random.Random) -> Iterable[Any]:
    from tequio.accountability.projects.models import Stage

    for position, code in enumerate(("annex", "quotation", "contracting", "execution", "delivery")):
        done = project.stage == "finished" or position < 3  # noqa: PLR2004
        day = project.created_at.date() + timedelta(days=30 * (position + 1) + chance.randrange(20))
        yield Stage(
            project=project,
            code=code,
            name=code,
            position=position,
            state="done" if done else "in_progress",
            started_on=day - timedelta(days=20),
            ended_on=day if done else None,
        )


def _processes(projects: list[Any], kinds: list[Any], chance: random.Random) -> list[Any]:
    from tequio.accountability.contracting.models import Process

    def process(project: Any) -> Any:
        start = project.created_at.date() + timedelta(days=50)
        return Process(
            project=project,
            number=1,
            ocid=f"ocds-000000-{project.folio}-1",
            title=project.title,
            procedure=chance.choice(kinds),
            office_id=project.office_id,
            status="complete",
            tender_start=start,
            tender_end=start + timedelta(days=chance.randrange(5, 30)),
            tenderers=chance.randrange(1, 5),
        )

    return list(Process.objects.bulk_create(process(project) for project in projects))


def _bids(process: Any, suppliers: list[Any], chance: random.Random) -> Iterable[Any]:
    from tequio.accountability.contracting.models import Bid

    for n, supplier in enumerate(chance.sample(suppliers, process.tenderers)):
        amount = process.project.budget_centavos * chance.randrange(85, 120) // 100
        yield Bid(
            process=process, code=f"{n}", supplier=supplier, date=process.tender_end, amount_centavos=amount
        )


def _award(process: Any, suppliers: list[Any], chance: random.Random) -> Any:
    from tequio.accountability.contracting.models import Award

    return Award(
        process=process,
        code="1",
        title=process.title,
        date=process.tender_end + timedelta(days=chance.randrange(3, 15)),
        supplier=chance.choice(suppliers),
        amount_centavos=process.project.contracted_centavos,
    )


def _contract(award: Any, chance: random.Random) -> Any:
    from tequio.accountability.contracting.models import Contract

    signed: date = award.date + timedelta(days=chance.randrange(1, 20))
    return Contract(
        award=award,
        process_id=award.process_id,
        number=f"C-{award.pk}",
        title=award.title,
        signed_on=signed,
        starts_on=signed,
        ends_on=signed + timedelta(days=chance.randrange(60, 400)),
        amount_centavos=award.amount_centavos,
    )


if __name__ == "__main__":
    main()
