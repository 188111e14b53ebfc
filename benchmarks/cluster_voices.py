"""How long the search for groups takes on 5,000 voices, beside comparing every pair of them.

    .venv/bin/python benchmarks/cluster_voices.py

The voices are the demonstration's, each with words left out and others put in, so that it is known which belong
together. It prints the seconds of processor, which share of the voices stands with others of its own, and how
many times faster it is than comparing every pair of a smaller number.
"""

import random
import re
import time
from collections.abc import Iterable

from tequio.config.demo.voices import VOICES
from tequio.core.clustering import Text, cluster, likeness, weigh
from tequio.core.clustering.groups import ENOUGH, NEAR
from tequio.core.text import plain

MANY, FEW = 5_000, 800
LIMIT = 30  # seconds of one processor
_SEED = 2085


def voices(count: int) -> list[Text]:
    """Return so many texts; the key of each ends in the number of what it asks for."""
    chance = random.Random(_SEED)  # noqa: S311 - invented voices, not a secret
    words = [re.findall(r"[^\W_]{4,}", plain(f"{v.title} {v.problem} {v.idea}")) for v in VOICES]
    every = sorted({word for each in words for word in each})
    made = []
    for number in range(count):
        asked = chance.randrange(len(VOICES))
        kept = [word for word in words[asked] if chance.random() < 0.7]  # noqa: PLR2004 - words in ten
        stems = frozenset([*kept, *chance.choices(every, k=4)])
        made.append(Text(f"{number:05}:{asked}", stems, frozenset({VOICES[asked].theme})))
    return made


def lines_of_every_pair(texts: list[Text]) -> int:
    """Return how many pairs are alike enough, by comparing every one."""
    weights = weigh(text.stems for text in texts)
    found = 0
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            near = not one.about.isdisjoint(other.about)
            found += likeness(one.stems, other.stems, weights).reaches(NEAR if near else ENOUGH)
    return found


def _own(keys: Iterable[str]) -> int:
    """Return how many of a group ask for what most of it asks for."""
    asked = [key.partition(":")[2] for key in keys]
    return max(map(asked.count, set(asked)))


def main() -> None:
    texts = voices(MANY)
    begun = time.process_time()
    groups = cluster(texts)
    spent = time.process_time() - begun
    own = sum(_own(member.key for member in group.members) for group in groups)
    grouped = sum(len(group.members) for group in groups)
    print(f"{MANY:,} voices in {spent:.1f} s ({LIMIT / spent:.1f} x within the limit of {LIMIT} s)")
    print(f"{len(groups)} groups of {grouped:,} voices; {100 * own / grouped:.1f} % stand with their own")
    few = voices(FEW)
    begun = time.process_time()
    cluster(few)
    fast = time.process_time() - begun
    begun = time.process_time()
    lines_of_every_pair(few)
    slow = time.process_time() - begun
    print(f"{FEW:,} voices: {fast:.2f} s; comparing every pair {slow:.2f} s ({slow / fast:.1f} x)")


if __name__ == "__main__":
    main()
