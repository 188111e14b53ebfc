"""What the documents promise exists, and what exists is in the documents."""

import ast
import re

import pytest

SETTING = re.compile(r"\bTEQUIO_[A-Z0-9_]*[A-Z0-9]\b")
READERS = {"text", "flag", "listing", "number"}
CASE = re.compile(
    r"^(?:#+ +|\| *|[-*] +|\d+\. +)?[*`]*([A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d+)\b", re.MULTILINE
)
NOT_CASES = re.compile(r"^(UTF|SHA|ISO|AGPL|RFC|EPSG|ODS|WCAG|CURP|ADR)-")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)")


def _read_settings(modules):
    """Yield the settings that the code reads: through config.environment, or straight by their name."""
    for tree in modules.values():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) in READERS
            ):
                owner = getattr(getattr(node.func, "value", None), "id", "environment")
                first = node.args[0] if node.args else None
                if owner == "environment" and isinstance(first, ast.Constant) and str(first.value).isupper():
                    yield f"TEQUIO_{first.value}"
            elif isinstance(node, ast.Constant) and SETTING.fullmatch(str(node.value)):
                yield str(node.value)


def test_every_setting_is_described_and_every_described_setting_is_read(modules, root):
    described = set(SETTING.findall((root / "docs" / "operate" / "settings.md").read_text()))
    assert described == set(_read_settings(modules))


def test_every_numbered_case_of_a_rule_is_named_by_a_test(root):
    named = _named("\n".join(path.read_text() for path in (root / "tests").rglob("*.py")))
    missing = [
        f"{page.name}: {case}"
        for page in sorted((root / "docs" / "rules").glob("*.md"))
        for case in dict.fromkeys(CASE.findall(page.read_text()))
        if not NOT_CASES.match(case) and case not in named
    ]
    assert missing == []


def _named(tests):
    """A test names PHASE-1 as the id or in the words of a case, or as phase_1 in its own name.

    Both are gathered in one reading: hundreds of searches through all tests would take a minute.
    """
    spoken = re.findall(r"\b[A-Z][A-Z0-9-]*-\d+\b", tests)
    tails = [name.split("_") for name in re.findall(r"\bdef test_(\w+)\(", tests)]
    own = {
        f"{'-'.join(words[begin:end])}-{words[end]}".upper()
        for words in tails
        for end in range(1, len(words))
        if words[end].isdigit()
        for begin in range(end)
    }
    return own | set(spoken)


def test_every_page_of_rules_numbers_its_cases(root):
    pages = [p for p in sorted((root / "docs" / "rules").glob("*.md")) if p.name != "README.md"]
    assert pages
    assert [p.name for p in pages if not CASE.search(p.read_text())] == []


def test_every_make_verb_that_a_document_names_exists(tracked, root):
    verbs = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    pages = [p for p in tracked if p.suffix == ".md"]
    named = {
        (page.name, verb)
        for page in pages
        for verb in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(), re.MULTILINE)
    }
    assert {(page, verb) for page, verb in named if verb not in verbs} == set()


def test_the_makefile_has_at_most_twelve_verbs_with_a_line_of_help_each(root):
    text = (root / "Makefile").read_text()
    verbs = re.findall(r"^([a-z]+):", text, re.MULTILINE)
    assert len(verbs) <= 12
    assert verbs == re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE)


def test_every_link_between_documents_leads_somewhere(tracked, root):
    broken = [
        f"{page.relative_to(root)}: {target}"
        for page in tracked
        if page.suffix == ".md"
        for target in LINK.findall(page.read_text())
        if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize(
    "name", ["LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "publiccode.yml"]
)
def test_the_files_of_a_public_project_are_there(root, name):
    assert (root / name).stat().st_size > 200


def test_decisions_are_short(root):
    long = {
        page.name: words
        for page in sorted((root / "docs" / "adr").glob("*.md"))
        if (words := len(page.read_text().split())) > 400
    }
    assert long == {}
