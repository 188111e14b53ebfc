"""The repository holds nothing of the machine it was written on, and no secret."""

import re

MACHINE = re.compile(
    r"/root/|/home/(?!tequio\b|user\b|usuario\b)[a-z]+/|/Users/[a-z]+/|(?<![\w.])/wor[k]/"
    r"|files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|deb\.debian\.org"
)
SECRET = re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}")
# uv writes the index it resolved from into the lock; this file names the patterns.
EXEMPT = {"uv.lock", "test_tracked_files.py"}


def _texts(tracked):
    for path in tracked:
        if path.name in EXEMPT or path.stat().st_size > 1_000_000:
            continue
        try:
            yield path, path.read_text()
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_machine_or_a_registry(tracked, root):
    found = [f"{p.relative_to(root)}: {m[0]}" for p, text in _texts(tracked) for m in MACHINE.finditer(text)]
    assert found == []


def test_no_file_holds_a_private_key(tracked, root):
    assert [str(p.relative_to(root)) for p, text in _texts(tracked) if SECRET.search(text)] == []


def test_what_is_made_is_not_kept(tracked):
    made = {".mo", ".pyc", ".sqlite3", ".log"}
    assert [p.name for p in tracked if p.suffix in made] == []
