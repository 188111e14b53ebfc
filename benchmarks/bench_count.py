"""Equal Shares and Phragmén beside pabutools: CPU seconds, peak memory, and whether the winners are the same.

    make bench-count                                        # the files of docs/measurements.md
    make bench-count ARGS="--cap 100 Poland_Wieliczka_2023_Green_Budget"
    make bench-count ARGS="--agree"                         # winners only, on every small approval file

Each measure is a process of its own and counts CPU time, so that what else the machine does matters little.
pabutools (GPL) is no part of the product: it is installed by pip into a folder of its own (``--oracle``) at
the first run. Reading, merging equal ballots and the rule are measured apart; the ratios are of the rule alone.
A row whose winners differ is void. What takes pabutools longer than the cap (a quarter of it with merged
ballots) is killed, and its ratio is a lower bound.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data" / "pabulib"
ORACLE = Path(tempfile.gettempdir()) / "tequio-bench-pabutools"
PABUTOOLS = "pabutools==1.2.3"
FILES = {  # the task of each: its utility
    "Poland_Swiecie_2023": "cost",
    "Poland_Wieliczka_2023_Green_Budget": "cost",
    "France_Toulouse_2024": "cost",
    "Poland_Warszawa_2021_Ursynow": "cost",
    "Poland_Wroclaw_2017": "cost",
    "Poland_Warszawa_2026": "cost",
    "Poland_Katowice_2023": "points",
    "Poland_Lodz_2022": "cost",
    "Hungary_Budapest_2024": "cost",
}
SINGLE, ADD1, MEMORY = 0.050, 10.0, 500.0  # the limits that the product promises: s, s, MB
DOCUMENTED, MERGED, MANY = 100, 20, 5_000  # times as fast as each call, from so many voters
Measure = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """Where the measures run."""

    oracle: Path
    cap: int

    def ours(self, file: Path, task: str) -> Measure:
        """Measure Tequio."""
        return self._measure([sys.executable, str(HERE / "count" / "ours.py"), str(file), task], None)

    def theirs(self, file: Path, task: str) -> Measure:
        """Measure pabutools."""
        python = self.oracle / "bin" / "python"
        script = str(HERE / "count" / "oracle.py")
        cap = self.cap // 4 if task.endswith("multi") else self.cap
        return self._measure([str(python), "-W", "ignore", script, str(file), task], cap)

    def _measure(self, command: list[str], cap: int | None) -> Measure:
        """Run one process; ``over`` if it needs more CPU seconds than the cap."""

        def limit() -> None:
            if cap:  # on CPU time, whatever else the machine does
                resource.setrlimit(resource.RLIMIT_CPU, (cap, cap + 1))

        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False)
        if done.returncode == 0:
            found: Measure = json.loads(done.stdout.splitlines()[-1])
            return found
        if done.returncode < 0:
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            return {"over": True, "rule": float(cap or 0), "peak": peak}
        raise RuntimeError(done.stderr)


def install(folder: Path) -> None:
    """Make the environment of pabutools, unless it is there."""
    if not (folder / "bin" / "python").exists():
        venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", PABUTOOLS]
    subprocess.run(pip, check=True)


def compared(bench: Bench, file: Path, utility: str) -> list[str]:
    """Return the rows of one file: a single run and Add1, against both calls of pabutools."""
    rows = []
    voters = _voters(file)
    for mode in ("none", "add1"):
        task = f"{utility}-{mode}"
        mine = bench.ours(file, task)
        plain, merged = bench.theirs(file, task), bench.theirs(file, f"{task}-multi")
        same = [other["winners"] == mine["winners"] for other in (plain, merged) if "over" not in other]
        verdict = "void: other winners" if not all(same) else f"{len(mine['winners'])} equal" if same else "–"
        most = ADD1 if mode == "add1" else SINGLE
        spent = mine["rule"] if mode == "add1" else mine["quick"]
        kept = spent <= most and mine["peak"] <= MEMORY and _fast_enough(mode, voters, mine, plain, merged)
        cells = [
            file.stem, f"{voters:,}", "Add1" if mode == "add1" else "single",
            f"{mine['read']:.2f}", f"{mine['merge']:.3f}", f"{mine['quick'] * 1000:.0f}", f"{mine['rule']:.3f}",
            f"{mine['peak']:.0f}", _told(plain), f"{plain['peak']:.0f}", _told(merged),
            _ratio(plain, mine), _ratio(merged, mine), verdict, "kept" if kept and all(same) else "**no**",
        ]  # fmt: skip
        rows.append("| " + " | ".join(cells) + " |")
    return rows


def _fast_enough(mode: str, voters: int, mine: Measure, plain: Measure, merged: Measure) -> bool:
    """Return whether Add1 is as many times faster as promised; what was capped need only not belie it."""
    if mode != "add1" or voters < MANY:
        return True
    wanted = ((plain, DOCUMENTED), (merged, MERGED))
    return all("over" in other or other["rule"] >= times * mine["rule"] for other, times in wanted)


def _told(other: Measure) -> str:
    return f"> {other['rule']:.0f}" if "over" in other else f"{other['rule']:.2f}"


def _ratio(other: Measure, mine: Measure) -> str:
    return f"{'> ' if 'over' in other else ''}{other['rule'] / max(mine['rule'], 1e-4):,.0f} ×"


def _voters(file: Path) -> int:
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return next((int(line.split(";")[1]) for line in lines if line.startswith("num_votes;")), 0)


def agree(bench: Bench, folder: Path) -> int:
    """Compare winners with pabutools on every small approval file. Returns how many differ."""
    with (folder / "INDEX.csv").open(encoding="utf-8") as lines:
        rows = [
            r for r in csv.DictReader(lines) if r["vote_type"] == "approval" and int(r["num_voters"]) <= MANY
        ]
    different = 0
    for task in ("cost-none", "cardinality-none", "phragmen-none", "cost-add1"):
        equal = over = 0
        for row in rows:
            file = folder / row["file"]
            other = bench.theirs(file, task)
            if "over" in other:
                over += 1
            elif bench.ours(file, task)["winners"] == other["winners"]:
                equal += 1
            else:
                different += 1
                print(f"{task}: other winners in {row['file']}", flush=True)
        print(f"{task}: {equal} of {len(rows)} equal, {over} over the cap of {bench.cap} s", flush=True)
    return different


def main(arguments: list[str]) -> int:
    """Print the table, or the agreement. Returns 1 if any winners differ."""
    parser = argparse.ArgumentParser(prog="bench_count")
    parser.add_argument("files", nargs="*", help="names without .pb; those of docs/measurements.md if none")
    parser.add_argument("--folder", type=Path, default=DATA)
    parser.add_argument("--oracle", type=Path, default=ORACLE, help="where pabutools is, or is put")
    parser.add_argument("--cap", type=int, default=600, help="most CPU seconds for one measure of pabutools")
    parser.add_argument("--agree", action="store_true", help="compare winners only")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"No .pb files in {options.folder}: nothing to measure.")
        return 0
    install(options.oracle)
    bench = Bench(options.oracle, options.cap)
    if options.agree:
        return int(agree(bench, options.folder) > 0)
    print(
        "| file | voters | | read s | merge s | one quick run ms | rule s | MB | pabutools s | its MB"
        " | merged ballots s | ratio | ratio merged | winners | limits |"
    )
    print("|" + "---|" * 15)
    void = 0
    for name in options.files or FILES:
        file = options.folder / f"{name}.pb"
        if not file.is_file():
            print(f"{name}: not here", file=sys.stderr)
            continue
        for row in compared(bench, file, FILES.get(name, "cost")):
            void += "void" in row
            print(row, flush=True)
    return int(void > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
