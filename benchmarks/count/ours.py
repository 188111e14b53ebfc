"""One measure of Tequio's count, for ``bench_count``: prints one line of JSON.

    python ours.py FILE.pb TASK      # a task: ``utility-mode``

``merge`` lays the ballots out; ``rule`` is everything after that, up to the winners as they are published: for
Add1 all the quick runs and the two that decide, in whole numbers. ``quick`` is one quick run alone.
"""

import json
import resource
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from tequio.core.tally import phragmen
from tequio.core.tally.equalshares.ending import end, first_share
from tequio.core.tally.equalshares.kernel import Kernel
from tequio.core.tally.equalshares.rule import market_of
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.rules import Completion, Contest, Parameters, Stop, Utility
from tequio.core.tally.scores import standings
from tequio.core.tally.ties import Order, TieRule


def main(path: str, task: str) -> None:
    """Print the CPU seconds of each step, the peak memory and the winners."""
    times = [time.process_time()]
    election = read(Path(path).read_bytes()).election
    times.append(time.process_time())
    what, mode = task.split("-")
    told = Parameters(
        utility=Utility.COST if what == "phragmen" else Utility(what),
        completion=Completion(mode),
        stop=Stop.EXHAUSTIVE,  # what pabutools does
        increment=100,
        blank_share=True,
    )
    places = {project.id: place for place, project in enumerate(election.projects)}
    order = Order(TieRule.COST, (), places)
    contest = Contest(election.envelopes[0], list(standings(election).values()), order, told, election)
    quick = 0.0
    if what == "phragmen":
        fair = phragmen.fair_of(replace(contest, parameters=replace(told, stop=Stop.OVERSPEND)))
        times.append(time.process_time())
        winners = phragmen.buy(fair).winners
        times.append(time.process_time())
    else:
        market = market_of(contest)
        times.append(time.process_time())
        rules = []
        while len(rules) < 3 and sum(rules) < 2:  # noqa: PLR2004 - the median of three, where that is short
            begun = time.process_time()
            winners = end(market, told).run.winners
            rules.append(time.process_time() - begun)
        times.append(times[-1] + median(rules))
        begun = time.process_time()
        Kernel(market).runs([first_share(market, told.start)])
        quick = time.process_time() - begun
    parse, merge, rule = (after - before for before, after in pairwise(times))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"read": parse, "merge": merge, "rule": rule, "quick": quick, "peak": peak}
    print(json.dumps(found | {"winners": sorted(winners)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
