"""What the tests of the repository itself read: the tracked files and the parsed code."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@cache
def _tracked() -> tuple[Path, ...]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        return tuple(p for p in ROOT.rglob("*") if p.is_file() and not {".venv", ".uv"} & set(p.parts))
    return tuple(p for name in done.stdout.decode().split("\0") if name and (p := ROOT / name).exists())


@cache
def _modules() -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text())
        for path in sorted((ROOT / "src").rglob("*.py"))
        if "migrations" not in path.parts
    }


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps."""
    return _tracked()


@pytest.fixture(scope="session")
def modules() -> dict[Path, ast.Module]:
    """Every module of the product, parsed; migrations aside."""
    return _modules()


@pytest.fixture(scope="session")
def templates(root) -> list[Path]:
    return [p for p in sorted((root / "src").rglob("*.html")) if "templates" in p.parts]
