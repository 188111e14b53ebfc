"""Files and functions stay small enough to be read at once."""

import ast
import statistics

FILE_LINES = 400
FUNCTION_LINES = 50


def _functions(modules):
    for path, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node, node.end_lineno - node.lineno + 1 - _docstring(node)


def _docstring(node):
    """Return how many lines the docstring takes: explaining does not make a function long."""
    first = node.body[0]
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return 0
    return first.end_lineno - first.lineno + 1


def _is_code(path):
    return path.suffix in {".py", ".html", ".css", ".js", ".sh"} and not {"vendor", "migrations"} & set(
        path.parts
    )


def test_no_file_is_longer_than_400_lines(tracked, root):
    long = {
        str(p.relative_to(root)): lines
        for p in tracked
        if _is_code(p) and (lines := len(p.read_text().splitlines())) > FILE_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_50_lines(modules, root):
    long = {f"{p.relative_to(root)}:{f.name}": n for p, f, n in _functions(modules) if n > FUNCTION_LINES}
    assert long == {}


def test_the_medians_are_small_and_told(modules, capsys):
    files = sorted(len(path.read_text().splitlines()) for path in modules)
    functions = sorted(lines for _path, _node, lines in _functions(modules))
    with capsys.disabled():
        print(
            f"\nsize: {len(files)} files, median {statistics.median(files):.0f} lines, "
            f"p90 {files[int(len(files) * 0.9)]}, longest {files[-1]}; "
            f"{len(functions)} functions, median {statistics.median(functions):.0f}, "
            f"p95 {functions[int(len(functions) * 0.95)]}, longest {functions[-1]}"
        )
    assert statistics.median(files) <= 120
    assert statistics.median(functions) <= 15
