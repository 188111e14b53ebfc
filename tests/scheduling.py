"""Which process of a run takes which test: whatever is costly to make is made in one of them only."""

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]
# What costs seconds and lasts for the whole run, where it is made, and by what names a file asks for it.
COSTLY = {
    "house": ("tests/journeys/", r"\bhouse\b"),
    "engine": ("tests/config/postgres/", r"\b(engine|place|running|shared)\b"),
}
EVERY_ROUTE = "tests/config/test_route_matrix.py"


class Together(LoadScopeScheduling):
    """Hand out tests one by one, except those that share something costly, or the objects of a route.

    The groups of pytest-xdist are not used: up to 3.8 they do nothing under pytest 9.2, without a word.
    """

    def _split_scope(self, nodeid: str) -> str:
        path, _, test = nodeid.partition("::")
        if path == EVERY_ROUTE and "[" in test:
            return test[test.index("[") :]
        return _shares(path) or nodeid


@cache
def _shares(path: str) -> str:
    """Return the costly thing that the tests of a file ask for, or nothing."""
    for name, (folder, asking) in COSTLY.items():
        if path.startswith(folder) and re.search(asking, (ROOT / path).read_text()):
            return name
    return ""
