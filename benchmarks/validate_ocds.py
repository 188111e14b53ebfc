"""How fast a large release package is checked, beside its limit: parsing it with orjson and nothing else.

    python benchmarks/validate_ocds.py [releases]

Makes packages of fictional releases (20,000 by default, about 100 MB), checks each as ``tequio ocds validate``
does, in a process of its own, and prints CPU megabytes per second and the peak of memory. One package is sound;
in the other, one release in ten has something to mend.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from tequio.core.geo import Point
from tequio.core.ocds import build, flatten, merge, packages
from tequio.core.ocds.facts import (
    AwardFacts,
    ContractFacts,
    DocumentFacts,
    MilestoneFacts,
    OrganizationFacts,
    PaymentFacts,
    PeriodFacts,
    ProcedureFacts,
    ProcessFacts,
    ProjectFacts,
)
from tequio.core.ocds.reading import Reader, head
from tequio.core.ocds.validation import Options, is_valid
from tequio.core.ocds.validation.stream import check_stream

RELEASES = 20_000
PER_PROCESS = 4
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
CITY = OrganizationFacts(key="municipio", name="Municipio de Ejemplo", rfc="MEJ850101AB1")
MEGABYTE = 1_000_000


def facts(number: int, step: int) -> ProcessFacts:
    """Return one fictional process as it stands at a step."""
    office = OrganizationFacts(key=f"dependencia-{number % 30}", name=f"Dirección de Obras {number % 30}")
    firms = tuple(
        OrganizationFacts(key=f"p-{n}", name=f"Constructora Ficticia {n}", rfc=f"CFI{n % 99:02d}0101AB1")
        for n in (number % 97, number % 89 + 100, number % 83 + 200)
    )
    day = date(2026, 1, 5) + timedelta(days=number % 200)
    payments = tuple(
        PaymentFacts(
            id=f"P-{n}",
            kind=f"Estimación {n}",
            date=day + timedelta(days=40 + 15 * n),
            amount_centavos=10_000_000 + number * 100 + n,
            payer=CITY,
            payee=firms[0],
        )
        for n in range(3 * step)
    )
    contract = ContractFacts(
        id=f"C-{number}",
        award_id="A-1",
        title=f"Contrato de obra pública {number}",
        signed=day + timedelta(days=30),
        period=PeriodFacts(start=day + timedelta(days=31), end=day + timedelta(days=150)),
        amount_centavos=94_218_000 + number,
        net_centavos=81_222_413,
        payments=payments,
    )
    award = AwardFacts(
        id="A-1",
        title="Fallo",
        date=day + timedelta(days=20),
        amount_centavos=94_218_000 + number,
        suppliers=firms[:1],
    )
    return ProcessFacts(
        ocid=f"ocds-abc123-26-{number:05d}-1",
        title=f"Rehabilitación del parque de la colonia {number}",
        description="Andadores, bancas, árboles nativos, luminarias y juegos infantiles incluyentes. " * 2,
        project=ProjectFacts(
            folio=f"26-{number:05d}",
            title=f"Parque de la colonia {number}",
            url=f"https://ejemplo.mx/proyectos/26-{number:05d}/",
            budget_centavos=100_000_000,
            rationale=f"Ganó con {600 + number % 400} votos",
        ),
        buyer=CITY,
        requesting_office=office,
        contracting_office=office,
        procedure=ProcedureFacts(
            method="selective", details="Invitación a cuando menos tres", rationale="Artículo 43, fracción I"
        ),
        status="complete",
        tender_period=PeriodFacts(start=day, end=day + timedelta(days=15)),
        number_of_tenderers=3,
        tenderers=firms,
        awards=(award,) if step else (),
        contracts=(contract,) if step else (),
        milestones=tuple(
            MilestoneFacts(id=name, title=name, due=day + timedelta(days=n * 30))
            for n, name in enumerate(("anexo", "cotizacion", "contratacion"))
        ),
        documents=tuple(
            DocumentFacts(
                id=f"D-{n}",
                title=f"Documento {n}",
                url=f"https://ejemplo.mx/documentos/{number}/{n}.pdf",
                type="technicalSpecifications",
                format="application/pdf",
                published=day,
            )
            for n in range(step + 1)
        ),
        location=Point(-100.4, 25.6),
    )


def releases(count: int, *, dirty: bool) -> Iterator[bytes]:
    """Yield encoded releases; where ``dirty``, one in ten has a bad date and an unknown field."""
    for number in range(count):
        process, step = divmod(number, PER_PROCESS)
        said = facts(process, step)
        one = build.encode(
            build.release(said, number=step + 1, tags=["tender"], date=FIRST + timedelta(hours=number))
        )
        if dirty and number % 10 == 0:
            one = one.replace(b'"date":"2026', b'"avance":5,"date":"26', 1)
        yield one


def write(path: Path, count: int, *, dirty: bool) -> None:
    """Write a release package."""
    envelope = packages.Envelope(uri="https://ejemplo.mx/p.json", published=FIRST, publisher="Municipio")
    with path.open("wb") as file:
        file.writelines(packages.release_package(envelope, releases(count, dirty=dirty)))


def only_parse(path: Path) -> bool:
    """Parse each release with orjson and do nothing else but cut the package at its releases."""
    with path.open("rb") as file:
        reader = Reader(file.read)
        head(reader, {})
        for raw in reader.items():
            orjson.loads(raw)
    return True


def parse_lines(path: Path) -> bool:
    """Parse each line with orjson: the limit."""
    with path.open("rb") as file:
        for line in file:
            if line.startswith(b'{"ocid"'):
                orjson.loads(line.rstrip(b",\n"))
    return True


def whole_check(path: Path) -> bool:
    """Check the package as ``tequio ocds validate`` does."""
    with path.open("rb") as file:
        return is_valid(check_stream(file, Options()))


def merged(path: Path) -> bool:
    """Compile every process."""
    for releases_of_one in processes(path):
        orjson.dumps(merge.compiled(releases_of_one))
    return True


def recorded(path: Path) -> bool:
    """Make the record of every process: compiled and versioned."""
    for releases_of_one in processes(path):
        orjson.dumps([merge.compiled(releases_of_one), merge.versioned(releases_of_one)])
    return True


def flattened(path: Path) -> bool:
    """Write every release as CSV tables."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        flatten.write_tables(
            (one for many in processes(path) for one in many),
            lambda name: stack.enter_context((Path(folder) / f"{name}.csv").open("w", newline="")),
        )
    return True


def processes(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the parsed releases of each process."""
    waiting: list[dict[str, Any]] = []
    with path.open("rb") as file:
        for line in file:
            if line.startswith(b'{"ocid"'):
                waiting.append(orjson.loads(line.rstrip(b",\n")))
            if len(waiting) == PER_PROCESS:
                yield waiting
                waiting = []


MEASURES = {
    "orjson alone": parse_lines,
    "cut and orjson": only_parse,
    "check": whole_check,
    "compile": merged,
    "records": recorded,
    "tables": flattened,
}


def measure(name: str, path: Path) -> None:
    """Run one measure and print its figures as JSON; meant for a process of its own."""
    began = time.process_time()
    valid = MEASURES[name](path)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak": peak / 1024, "valid": valid}))


def measured(name: str, path: Path) -> dict[str, float]:
    """Run one measure in a process of its own, three times, and return the fastest."""
    command = [sys.executable, __file__, "--measure", name, str(path)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3)]
    return min(runs, key=lambda run: run["seconds"])


def main(count: int) -> None:
    """Make the packages, measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("sound", "dirty"):
            path = Path(folder) / f"{kind}.json"
            write(path, count, dirty=kind == "dirty")
            size = path.stat().st_size / MEGABYTE
            print(f"{kind}: {count:,} releases, {size:.0f} MB")
            limit = measured("orjson alone", path)
            for name in MEASURES if kind == "sound" else list(MEASURES)[:3]:
                run = limit if name == "orjson alone" else measured(name, path)
                share = limit["seconds"] / run["seconds"]
                print(
                    f"  {name:<16} {size / run['seconds']:6.0f} MB/s  {count / run['seconds']:8,.0f} releases/s"
                    f"  {share:4.0%} of the limit  {run['peak']:5.0f} MB at most"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else RELEASES)
