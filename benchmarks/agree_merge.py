"""Whether our merge says what the standard's reference merge (ocdsmerge) says.

    .venv/bin/python benchmarks/agree_merge.py              # the real files, and 3,000 generated histories
    .venv/bin/python benchmarks/agree_merge.py --histories 500 --seed 7

The histories follow the official release schema: each field that it names may be there, be missing or be
null, and ids repeat. ocdsmerge is no part of the product: pip puts it in a folder of its own at the
first run. The real files and the official schema are read beside the project (../shared/data/ocds).
"""

import argparse
import copy
import json
import random
import subprocess
import sys
import tempfile
import venv
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tequio.core.ocds import merge, rules

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "ocds"
ORACLE = Path(tempfile.gettempdir()) / "tequio-agree-ocdsmerge"
PEER = "ocdsmerge==0.8.0"
SHARE = 0.6  # of the fields of an object that are there; fewer the deeper it lies
NAMED = 0.9  # of the things of lists, how many have an id
Json = dict[str, Any]


def main() -> int:
    """Compare, print what differs, and return 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    merger = _peer()
    ours = rules.of_profile(frozenset())
    found = list(_real())
    real = sum(not _same(merger, ours, releases) for releases in found)
    print(f"real processes: {len(found):,}, of which {real} differ")
    dice = random.Random(chosen.seed)  # noqa: S311 - a figure that comes out the same again
    schema = json.loads((DATA / "schema-1.1.5" / "release-schema.json").read_text())
    made = sum(not _same(merger, ours, _history(schema, dice)) for _ in range(chosen.histories))
    print(f"generated histories: {chosen.histories:,}, of which {made} differ")
    return 1 if real or made else 0


def _peer() -> Any:
    """Return the reference merger, by the official schema; install it apart if it is not there yet."""
    if not ORACLE.exists():
        venv.create(ORACLE, with_pip=True)
        subprocess.run([ORACLE / "bin" / "python", "-m", "pip", "-q", "install", PEER], check=True)
    sys.path.extend(str(one) for one in ORACLE.glob("lib/python*/site-packages"))
    from ocdsmerge import Merger

    warnings.simplefilter("ignore")  # it warns of repeated ids
    return Merger(json.loads((DATA / "schema-1.1.5" / "release-schema.json").read_text()))


def _same(merger: Any, ours: rules.Rules, releases: list[Json]) -> bool:
    pairs = (
        (merger.create_compiled_release, merge.compiled),
        (merger.create_versioned_release, merge.versioned),
    )
    return all(theirs(copy.deepcopy(releases)) == mine(releases, ours) for theirs, mine in pairs)


def _real() -> Iterator[list[Json]]:
    """Yield the releases of each process of the real files, file by file."""
    for path in sorted(DATA.glob("real-mexico/**/*.json")) + sorted(DATA.glob("fictional-example/1.1/*.json")):
        found: dict[str, list[Json]] = defaultdict(list)
        for one in _releases(json.loads(path.read_text())):
            if isinstance(one.get("ocid"), str) and isinstance(one.get("date"), str):
                found[one["ocid"]].append(one)
        yield from found.values()


def _releases(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for one in node:
            yield from _releases(one)
    elif isinstance(node, dict) and (inner := node.get("releases") or node.get("records")):
        yield from _releases(inner)
    elif isinstance(node, dict) and "ocid" in node and "tag" in node:
        yield node


def _history(schema: Json, dice: random.Random) -> list[Json]:
    days = sorted(dice.choices(range(1, 10), k=dice.randint(1, 4)))
    return [
        {
            **{
                name: _value(schema, one, dice, 1)
                for name, one in schema["properties"].items()
                if dice.random() < SHARE
            },
            "ocid": "ocds-abc123-1",
            "id": str(number),
            "date": f"2026-01-0{day}T00:00:00Z",
            "tag": ["tender"],
        }
        for number, day in enumerate(days)
    ]


def _value(schema: Json, node: Json, dice: random.Random, depth: int) -> Any:
    while "$ref" in node:
        node = schema["definitions"][node["$ref"].rsplit("/", 1)[-1]]
    types = node.get("type", ())
    if "object" in types:
        return _object(schema, node.get("properties", {}), dice, depth)
    if "array" in types:
        return [_value(schema, node["items"], dice, depth + 1) for _ in range(dice.randint(0, 3))]
    return dice.choice(["a", "b", "c", 1.5, None])


def _object(schema: Json, fields: Json, dice: random.Random, depth: int) -> Json:
    share = SHARE / max(depth, 1)
    found = {
        name: _value(schema, one, dice, depth + 1) for name, one in fields.items() if dice.random() < share
    }
    found.pop("id", None)
    return found | ({"id": dice.choice("1234")} if "id" in fields and dice.random() < NAMED else {})


if __name__ == "__main__":
    sys.exit(main())
