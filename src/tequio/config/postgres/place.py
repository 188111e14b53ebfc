"""Where the embedded server of one data folder keeps its things, and the folders' permissions.

Nothing that we did not make is ever given another permission or owner.
"""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tequio.config import environment
from tequio.config.postgres import errors

SYSTEM_USER = "tequio"
# The longest path that fits in the address of a Unix socket, its closing zero included, on the
# narrowest system (macOS has 104, Linux 108).
_SOCKET_LIMIT = 103
_SOCKET_NAME = "/.s.PGSQL.5432"


@dataclass(frozen=True, slots=True)
class Embedded:
    """The embedded server of one data folder."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def engine(self) -> Path:
        return self.folder / "engine"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def socket(self) -> Path:
        """The private folder of the socket: beside the data, or a short one where that path will not do."""
        usual = self.folder / "socket"
        fits = len(os.fsencode(usual)) + len(_SOCKET_NAME) <= _SOCKET_LIMIT
        if fits and "," not in str(usual):  # a comma would part two servers for the client
            return usual
        return self._short_socket()

    def password(self) -> str:
        """Return the role's password; made once, readable by its owner alone."""
        return self._kept("password", lambda: secrets.token_urlsafe(24))

    def _short_socket(self) -> Path:
        """Return a short private folder in the temporary folder, remembered beside the data.

        Its name is random and it is used only while it is ours and closed to others: nobody can lay it first.
        """
        path = Path(self._kept("socket-path", _new_short_folder))
        if not _is_private(path):
            (self.folder / "socket-path").unlink()
            path = Path(self._kept("socket-path", _new_short_folder))
        return path

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        path = self.folder / name
        if not path.exists():
            lay(self)
        return environment.kept(path, make)


def owner() -> pwd.struct_passwd | None:
    """Return the system user that the server runs as when we are root (PostgreSQL refuses to be root)."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise errors.LauncherError(
                f"No se pudo crear el usuario de sistema «{SYSTEM_USER}» para la base de datos; "
                f"créelo a mano: {' '.join(command)}"
            ) from error
        return pwd.getpwnam(SYSTEM_USER)


def lay(place: Embedded) -> None:
    """Make the folders that are missing. As root, others may pass through ours but list none of them.

    Raises:
        LauncherError: if a folder cannot be made.
    """
    try:
        place.root.parent.mkdir(parents=True, exist_ok=True)
        for folder in (place.root, place.folder):
            _make(folder, 0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise errors.of_system(error, place.root) from error


def lay_socket(place: Embedded) -> None:
    """Make the folder of the socket, closed to all but the user that the server runs as."""
    user = owner()
    folder = place.socket
    try:
        _make(folder, 0o700)
        if user and folder.stat().st_uid == 0:
            os.chown(folder, user.pw_uid, user.pw_gid)
    except OSError as error:
        raise errors.of_system(error, folder) from error


@contextmanager
def lock(place: Embedded) -> Iterator[None]:
    """Hold the data folder's lock: of two starts at once, one works and the other waits."""
    descriptor = os.open(place.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def remove(path: Path) -> None:
    """Remove a folder of ours that was left half made."""
    if path.exists():
        shutil.rmtree(path)


def _make(folder: Path, mode: int) -> bool:
    """Make one folder with exactly this mode; return False where it stood already."""
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        return False
    folder.chmod(mode)  # whatever the umask took away
    return True


def _new_short_folder() -> str:
    return tempfile.mkdtemp(prefix="tequio-", dir="/tmp")


def _is_private(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    user = owner()
    ours = {os.geteuid()} | ({user.pw_uid} if user else set())
    return path.is_dir() and not path.is_symlink() and status.st_uid in ours and not status.st_mode & 0o077
