"""What comes from npm is what its manifest says."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def load():
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "tools" / "vendor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_front_end_file_has_the_hash_of_the_manifest() -> None:
    assert load().problems() == []


def test_every_package_says_version_licence_and_why() -> None:
    for package in load().packages():
        assert all(package[key] for key in ("name", "version", "package", "licence", "why"))
