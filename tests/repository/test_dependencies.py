"""Every dependency is few, named with its reason, and under a licence that ours admits."""

import importlib.metadata
import re
import tomllib

COPYLEFT = re.compile(r"\b(A?GPL|Affero|GNU General Public)", re.IGNORECASE)
MOST = 30


def _sections(root):
    text = (root / "pyproject.toml").read_text()
    return re.findall(r"^(?:dependencies|[a-z0-9]+) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)


def _declared(root):
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]["dependencies"]


def test_there_are_at_most_thirty_at_run_time(root):
    assert len(_declared(root)) <= MOST


def test_each_run_time_dependency_carries_its_reason(root):
    lines = (root / "pyproject.toml").read_text().splitlines()
    start = lines.index("dependencies = [")
    block = lines[start + 1 : lines.index("]", start)]
    bare = [line.strip() for before, line in zip(["", *block], block, strict=False)
            if line.strip().startswith('"') and not before.strip().startswith("#")]  # fmt: skip
    assert bare == []


def test_no_run_time_dependency_is_under_a_copyleft_licence(root):
    found = []
    for line in _declared(root):
        name = re.split(r"[\[<>=!~ ]", line)[0]
        about = importlib.metadata.metadata(name)
        terms = " ".join([about.get("License-Expression") or "", *(about.get_all("Classifier") or [])])
        if COPYLEFT.search(terms) and "LGPL" not in terms and "Lesser" not in terms:
            found.append(name)
    assert found == []
