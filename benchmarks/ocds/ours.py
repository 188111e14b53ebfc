"""One measure of Tequio on a filled database, in a process of its own: CPU seconds and peak memory in JSON.

python ours.py rebuild | change | sheet COUNT
"""

import gc
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
AT = datetime(2027, 6, 1, tzinfo=UTC)
CHANGES = 15


def rebuild() -> dict[str, Any]:
    """Check every release, compile every record, write JSON Lines, packages and CSV."""
    from tequio.accountability.contracting.services import city
    from tequio.accountability.contracting.services.city import manifest, segments, tables

    gc.freeze()
    gc.disable()
    began = time.process_time()
    told = city.rebuild(at=AT, quick=True)
    with tempfile.TemporaryDirectory() as folder:
        for due in segments.stale(segments.RECORDS, yearly=True):
            segments.save(due, [])  # the tables of a year follow its records
        for due in tables.stale():
            tables.write(due, Path(folder))
    seconds = time.process_time() - began
    assert not told.invalid
    return {"seconds": seconds, "releases": told.releases, "files": len(manifest.current())}


def change() -> dict[str, Any]:
    """Publish the fourth release of some processes; say what its rows, its rules and the whole cost."""
    from tequio.accountability.contracting import queries, services
    from tequio.config.demo.factories.contracting import make_contract, make_payment

    whole, reading, rules = [], [], []
    for _ in range(CHANGES):
        contract = make_contract()
        for number in range(made_steps()):
            if number:
                make_payment(contract, code=f"pago-{number}", amount_centavos=1_00)
            began = time.process_time()
            queries.facts(contract.process_id)
            read = time.process_time() - began
            began = time.process_time()
            release = services.publish(process_id=contract.process_id, at=AT)
            spent = time.process_time() - began
            assert release is not None
        whole.append(spent)
        reading.append(read)
        rules.append(_rules(queries.facts(contract.process_id), contract.process.releases.all()))
    return {
        "seconds": statistics.median(whole),
        "reading": statistics.median(reading),
        "rules": statistics.median(rules),
    }


def _rules(facts: Any, releases: Any) -> float:
    """Return the seconds that the rules take: build the release, check it, compile, version, make its row."""
    from tequio.core.ocds import build, flatten, merge
    from tequio.core.ocds.validation import check_release

    before = [bytes(one.document) for one in releases][:-1]
    began = time.process_time()
    document = build.encode(build.release(facts, number=len(before) + 1, tags=["implementation"], date=AT))
    check_release(document)
    history = [json.loads(one) for one in (*before, document)]
    compiled = merge.compiled(history)
    merge.versioned(history)
    flatten.simple_row(compiled)
    return time.process_time() - began


def made_steps() -> int:
    """Return how many releases each process has."""
    import validate_ocds as made

    return made.PER_PROCESS


def sheet(count: int) -> dict[str, Any]:
    """Write the workbook of so many compiled releases."""
    import validate_ocds as made

    from tequio.accountability.contracting.services.city.sheets import write_workbook
    from tequio.core.ocds import flatten, merge

    def compiled() -> Any:
        for number in range(count):
            waiting = [json.loads(one) for one in _steps(made, number)]
            yield merge.compiled(waiting)

    simple = [flatten.simple_row(one) for one in compiled()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.xlsx"
        began = time.process_time()
        write_workbook(path, made_at=AT, simple=simple, releases=compiled())
        seconds = time.process_time() - began
        return {"seconds": seconds, "before": before, "size": path.stat().st_size / 1e6}


def _steps(made: Any, number: int) -> list[bytes]:
    from tequio.core.ocds import build

    return [
        build.encode(build.release(made.facts(number, step), number=step + 1, tags=["tender"], date=made.FIRST))
        for step in (made.PER_PROCESS - 1,)
    ]


def main() -> None:
    """Run one measure and print it."""
    import django

    django.setup()
    name, *rest = sys.argv[1:]
    measured = {"rebuild": rebuild, "change": change, "sheet": sheet}[name](*map(int, rest))  # type: ignore[operator]
    measured["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
