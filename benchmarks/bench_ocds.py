"""Checking, rebuilding and publishing 20,000 releases, beside libcoveocds, ocdskit and flattentool.

    make bench-ocds                     # 20,000 releases, four for each of 5,000 processes
    make bench-ocds ARGS="--releases 4000 --ours"

Each measure is a process of its own and counts CPU seconds. The peers (libcoveocds is AGPL) are no part of the
product: pip installs them into a folder of their own at the first run; without them, ours is measured alone.
libcoveocds also does the checks beyond the schema, and so does ours. It reads 1,000 of the releases, and
flattentool writes 1,000 processes; the ratios are per release. The official schema comes from the reference
data beside the project.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import validate_ocds as made
from ocds import city

HERE = Path(__file__).resolve().parent
SCHEMA = HERE.parents[1] / "shared" / "data" / "ocds" / "schema-1.1.5"
PEERS = Path(tempfile.gettempdir()) / "tequio-bench-ocds"
WANTED = ("libcoveocds==0.17.0", "ocdskit==1.7.0", "flattentool==0.28.0", "orjson")
FEW = 1_000
VALIDATION, REBUILD, MEMORY, CHANGE = 60.0, 15.0, 300.0, 5.0  # promises: MB/s, CPU-s, MB, ms
MEGABYTE = 1_000_000
Measure = dict[str, Any]


@dataclass(frozen=True)
class Files:
    """What the peers read."""

    package: Path  # all releases
    few: Path  # a package of FEW of them
    lines: Path  # one release per line
    compiled: Path  # FEW compiled releases, as a package
    standard: Path  # the official schema as a zip


def main() -> int:
    """Measure and print a table. Returns 1 if a promise is not kept."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--releases", type=int, default=made.RELEASES)
    asked.add_argument("--ours", action="store_true", help="without the peers")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = prepare(Path(folder), options.releases)
        size = files.package.stat().st_size / MEGABYTE
        print(f"{options.releases:,} releases, {size:.0f} MB\n")
        print("| measure | figure | promise | kept |\n|---|---|---|---|")
        kept = ours(files, options.releases, size)
        if not options.ours and installed():
            print("\n| peer | its figure | ours beside it |\n|---|---|---|")
            peers(files, options.releases, kept)
    return 0 if all(one["kept"] for one in kept.values()) else 1


def prepare(folder: Path, count: int) -> Files:
    """Write the releases in the shapes that each reads."""
    files = Files(*(folder / name for name in ("p.json", "few.json", "r.jsonl", "c.json", "standard.zip")))
    made.write(files.package, count, dirty=False)
    made.write(files.few, min(FEW, count), dirty=False)
    files.lines.write_bytes(b"".join(one + b"\n" for one in made.releases(count, dirty=False)))
    if SCHEMA.exists():
        with zipfile.ZipFile(files.standard, "w") as packed:
            packed.writestr("standard-1__1__5/", "")
            for path in SCHEMA.rglob("*"):
                if path.is_file():
                    text = path.read_text().replace("{{lang}}", "en").replace("{{version}}", "1.1")
                    packed.writestr(f"standard-1__1__5/schema/{path.relative_to(SCHEMA)}", text)
    return files


def ours(files: Files, count: int, size: float) -> dict[str, Measure]:
    """Measure Tequio, print its rows and return them."""
    check = made.measured("check", files.package)
    check["rate"] = size / check["seconds"]
    kept = {"check": check | {"kept": check["rate"] >= VALIDATION}}
    row(
        "validation with the parse",
        f"{check['rate']:.0f} MB/s, {check['peak']:.0f} MB",
        f"≥ {VALIDATION:.0f} MB/s",
        kept["check"],
    )
    with city.database():
        city.fill(count)
        built = run([sys.executable, str(HERE / "ocds" / "ours.py"), "rebuild"])
        fits = built["seconds"] <= REBUILD and built["peak"] <= MEMORY
        kept["rebuild"] = built | {"kept": fits}
        figure = f"{built['seconds']:.1f} CPU-s, {built['peak']:.0f} MB, {built['files']} files"
        row(
            "full rebuild from the database", figure, f"≤ {REBUILD:.0f} CPU-s, {MEMORY:.0f} MB", kept["rebuild"]
        )
        one = run([sys.executable, str(HERE / "ocds" / "ours.py"), "change"])
        whole, reading, rules = (1000 * one[name] for name in ("seconds", "reading", "rules"))
        kept["change"] = one | {"kept": whole <= CHANGE}
        parts = f"{reading:.1f} to read its rows, {rules:.1f} to build, check and merge; and its files"
        figure = f"{whole:.1f} ms: {parts}"
        row("one changed process", figure, f"≤ {CHANGE:.0f} ms", kept["change"])
        sheets = [
            run([sys.executable, str(HERE / "ocds" / "ours.py"), "sheet", str(n)]) for n in (FEW, 4 * FEW)
        ]
        grown = sheets[1]["peak"] - sheets[1]["before"]
        kept["sheet"] = sheets[0] | {"kept": grown < 50}  # noqa: PLR2004 - MB, for four times the rows
        figure = (
            f"{sheets[0]['peak'] - sheets[0]['before']:.0f} MB more for {FEW:,}, {grown:.0f} MB for {4 * FEW:,}"
        )
        row("XLSX", figure, "constant memory", kept["sheet"])
    return kept


def row(what: str, figure: str, promise: str, measure: Measure) -> None:
    """Print one row of the table."""
    print(f"| {what} | {figure} | {promise} | {'yes' if measure['kept'] else '**no**'} |", flush=True)


def peers(files: Files, count: int, kept: dict[str, Measure]) -> None:
    """Measure the peers and print how ours stands beside each."""
    python, folder = str(PEERS / "bin" / "python"), files.package.parent
    if files.standard.exists():
        theirs = str(HERE / "ocds" / "theirs.py")
        checked = run([python, theirs, "validate", str(files.few), str(files.standard), str(folder)])
        rate = files.few.stat().st_size / MEGABYTE / checked["seconds"]
        told(
            "libcoveocds",
            f"{rate:.2f} MB/s, {checked['peak']:.0f} MB",
            f"{kept['check']['rate'] / rate:.0f} × as fast",
        )
    else:
        print(f"| libcoveocds | skipped: no official schema at {SCHEMA} | |")
    schema = folder / "schema.json"
    printed = subprocess.run([sys.executable, "-c", _SCHEMA], capture_output=True, check=True)
    schema.write_bytes(printed.stdout)
    compiled = shell(f"{PEERS}/bin/ocdskit compile --schema {schema} < {files.lines} > {files.compiled}.lines")
    told(
        "ocdskit compile (compiled releases only)",
        f"{compiled['seconds']:.1f} CPU-s, {compiled['peak']:.0f} MB",
        f"the whole rebuild: {kept['rebuild']['seconds']:.1f} CPU-s",
    )
    whole_of(files, Path(f"{files.compiled}.lines"), count // made.PER_PROCESS)
    base = (
        f"{PEERS}/bin/flatten-tool flatten {files.compiled} --schema {schema} --main-sheet-name releases "
        "--root-list-path releases --root-id ocid"
    )
    for form in ("csv", "xlsx"):
        flat = shell(f"{base} -f {form} -o {folder / form}.{form}")
        mine = "the whole rebuild, CSV with it" if form == "csv" else f"{kept['sheet']['seconds']:.1f} CPU-s"
        told(f"flattentool, {form} of {FEW:,}", f"{flat['seconds']:.1f} CPU-s, {flat['peak']:.0f} MB", mine)


_SCHEMA = (
    "import json; from tequio.core.ocds import schema;"
    "from tequio.core.ocds.profile.extensions import EXTENSIONS;"
    "print(json.dumps(schema.release_schema(frozenset(EXTENSIONS), translations=False)))"
)


def whole_of(files: Files, lines: Path, count: int) -> None:
    """Write a package of some of the compiled releases that ocdskit printed."""
    with lines.open("rb") as file:
        found = [orjson.loads(next(file)) for _ in range(min(FEW, count))]
    files.compiled.write_bytes(orjson.dumps({"releases": found}))


def told(peer: str, figure: str, beside: str) -> None:
    """Print the row of a peer."""
    print(f"| {peer} | {figure} | {beside} |", flush=True)


def run(command: list[str]) -> Measure:
    """Run one measure; it prints its figures as JSON in its last line."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found: Measure = json.loads(done.stdout.splitlines()[-1])
    return found


def shell(command: str) -> Measure:
    """Run a command line and return its CPU seconds and peak memory, which a wait of its own tells."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    program = [sys.executable, "-c", _WATCHED, command]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stderr[-2000:]}")
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "peak": float(done.stdout.splitlines()[-1]), "wall": time.monotonic() - began}


_WATCHED = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1], shell=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024); sys.exit(done.returncode)"
)


def installed() -> bool:
    """Make the environment of the peers, unless it is there. Returns whether it stands."""
    python = PEERS / "bin" / "python"
    try:
        if not python.exists():
            venv.create(PEERS, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *WANTED]
        subprocess.run(pip, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"\nThe peers cannot be installed here, so they are not measured: {error}")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
