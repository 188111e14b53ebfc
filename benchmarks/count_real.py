"""Counts real elections with the declared rule and tells the time of each step.

    make bench                                            # or, with other files:
    uv run python benchmarks/count_real.py FOLDER NAME…

Without a folder, the reference data beside the project; without names, those of docs/measurements.md.
The best of three runs, in one process, on CPU time.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tequio.core.tally import counting
from tequio.core.tally.pabulib.reader import read

T = TypeVar("T")
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "data" / "pabulib"
THESE = (
    "Poland_Warszawa_2026",
    "Poland_Wroclaw_2017",
    "Poland_Katowice_2023",
    "Poland_Krakow_2021_Biezanow-Prokocim",
    "Poland_Lodz_2020_Chojny",
    "Poland_Swiecie_2023",
    "Poland_Wieliczka_2023_Green_Budget",
)


def best(act: Callable[[], T]) -> tuple[float, T]:
    """Return the shortest CPU time of three runs, in seconds, and what the act gives."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        found = act()
        times.append(time.process_time() - begun)
    return min(times), found


def main(arguments: list[str]) -> int:
    """Print one row per election. Returns 1 if any count differs from its official winners."""
    folder = Path(arguments[0]) if arguments else REFERENCE
    if not folder.is_dir():
        print(f"No hay archivos .pb en {folder}: nada que medir.")
        return 0
    wrong = 0
    print("| election | voters | projects | rule | winners | official | parse, CPU s | count, CPU s |")
    print("|---|---|---|---|---|---|---|---|")
    for name in arguments[1:] or THESE:
        content = (folder / f"{name}.pb").read_bytes()
        parse, reading = best(lambda content=content: read(content))
        election = reading.election
        told = counting.declared(election)
        spent, result = best(lambda e=election, t=told: counting.count(e, t.rule, t.parameters))
        same = set(result.winners) == set(election.selected or [])
        wrong += not same
        row = [
            name, f"{len(election.ballots):,}", len(election.projects), result.rule, len(result.winners),
            "equal" if same else "different", f"{parse:.2f}", f"{spent:.3f}",
        ]  # fmt: skip
        print("|", " | ".join(str(cell) for cell in row), "|")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
