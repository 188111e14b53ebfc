"""House rules that no linter knows."""

import ast
import re

JUNK_DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|shared)$")
# What reads a clock or tosses a coin. Rules of core are given the time and the seed.
CLOCKS = {
    ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
    ("time", "time"), ("time", "monotonic"), ("time", "perf_counter"), ("timezone", "now"),
}  # fmt: skip


def _calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            yield name, node.func.attr, node.lineno


def _imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_no_rule_of_core_reads_a_clock(modules, root):
    found = [
        f"{path.relative_to(root)}:{line} {owner}.{name}()"
        for path, tree in modules.items()
        if "core" in path.relative_to(root / "src" / "tequio").parts[:1]
        for owner, name, line in _calls(tree)
        if (owner, name) in CLOCKS
    ]
    assert found == []


def test_no_rule_of_core_tosses_a_coin_reads_the_environment_or_speaks_to_the_network(modules, root):
    forbidden = {"random", "secrets", "os", "socket", "urllib", "requests", "subprocess"}
    found = [
        f"{path.relative_to(root)} imports {name}"
        for path, tree in modules.items()
        if path.relative_to(root / "src" / "tequio").parts[0] == "core"
        for name in _imports(tree)
        if name in forbidden
    ]
    assert found == []


def test_there_are_no_junk_drawers(tracked, root):
    found = [
        str(p.relative_to(root))
        for p in tracked
        if "vendor" not in p.parts
        and any(JUNK_DRAWERS.match(part.split(".")[0]) for part in p.relative_to(root).parts)
    ]
    assert found == []


def test_no_model_overrides_save_and_no_rule_hangs_on_a_signal(modules, root):
    found = []
    for path, tree in modules.items():
        place = path.relative_to(root)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and "models" in str(place):
                found += [
                    f"{place}:{item.lineno} {node.name}.{item.name}()"
                    for item in node.body
                    if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}
                ]
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".signals"):
                found.append(f"{place}:{node.lineno} imports {node.module}")
    assert found == []


def test_an_import_inside_a_function_carries_its_reason(modules, root):
    found = []
    for path, tree in modules.items():
        lines = path.read_text().splitlines()
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    line = lines[node.lineno - 1]
                    if not re.search(r"# noqa: (?:[A-Z0-9]+, )*PLC0415 - \S+", line):
                        found.append(f"{path.relative_to(root)}:{node.lineno}")
    assert found == []


def test_every_silenced_check_names_its_rule_and_its_reason(modules, root):
    silenced = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)(.*)")
    wanted = {
        "noqa": re.compile(r"^: [A-Z0-9, ]+ - \S+"),
        "type": re.compile(r"^\[[a-z-]+(, ?[a-z-]+)*\]"),
        "prag": re.compile(r"^ - \S+"),
    }
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in modules
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (match := silenced.search(line)) and not wanted[match[1][:4]].match(match[2])
    ]
    assert found == []
