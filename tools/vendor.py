"""Front-end files that come from npm: check them against their manifest, or bring them again.

    python tools/vendor.py check      every file has the hash of the manifest, and nothing else is there
    python tools/vendor.py refresh    pack each package again with npm, copy its files, write the manifest

A new version is a change of ``version`` in the manifest, then ``refresh``.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parents[1] / "src/tequio/foundation/web/static/vendor"
MANIFEST = VENDOR / "manifest.json"


def packages() -> list[dict[str, Any]]:
    """Return the manifest: name, version, package, licence and files of each package."""
    found: list[dict[str, Any]] = json.loads(MANIFEST.read_text())
    return found


def folder(package: dict[str, Any]) -> Path:
    return VENDOR / f"{package['name']}-{package['version']}"


def problems() -> list[str]:
    """Return what does not match the manifest: changed, missing and unlisted files."""
    listed = {
        folder(package) / file["path"]: file["sha256"] for package in packages() for file in package["files"]
    }
    present = {path for path in VENDOR.rglob("*") if path.is_file() and path != MANIFEST}
    said = [f"missing: {path.relative_to(VENDOR)}" for path in sorted(set(listed) - present)]
    said += [f"not in the manifest: {path.relative_to(VENDOR)}" for path in sorted(present - set(listed))]
    said += [
        f"changed: {path.relative_to(VENDOR)}"
        for path in sorted(present & set(listed))
        if _sha256(path.read_bytes()) != listed[path]
    ]
    return said


def refresh() -> None:
    """Bring every file again from its package, and write its hash into the manifest."""
    found = packages()
    for package in found:
        with tempfile.TemporaryDirectory() as place:
            archive = _pack(f"{package['package']}@{package['version']}", Path(place))
            for file in package["files"]:
                content = _member(archive, file["from"], drop=file.get("drop_lines_with", ""))
                target = folder(package) / file["path"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                file["sha256"] = _sha256(content)
    MANIFEST.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def _pack(name: str, place: Path) -> Path:
    said = subprocess.run(  # noqa: S603 - the names stand in our own manifest
        ["npm", "pack", "--silent", name],  # noqa: S607 - whichever npm the developer has
        cwd=place,
        check=True,
        capture_output=True,
        text=True,
    )
    return place / said.stdout.strip().splitlines()[-1]


def _member(archive: Path, name: str, *, drop: str) -> bytes:
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{name}")
        if file is None:
            raise FileNotFoundError(name)
        content = file.read()
    if not drop:
        return content
    return b"".join(line for line in content.splitlines(keepends=True) if drop.encode() not in line)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    if sys.argv[1:] == ["refresh"]:
        refresh()
    found = problems()
    print("\n".join(found) or "Every front-end file matches the manifest.")
    sys.exit(1 if found else 0)
