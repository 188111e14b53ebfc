"""Start, find and stop the one embedded server of a data folder."""

import os
import shlex
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from tequio.config.postgres import errors
from tequio.config.postgres.engine import MAJOR, Engine
from tequio.config.postgres.place import Embedded, lay, lay_socket, lock, owner, remove

ROLE = "tequio"
# Modest, for a laptop; an installation that has outgrown them has its own server (docs/operate/growing.md).
# Durability is PostgreSQL's own: fsync, full_page_writes and synchronous_commit stay on.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "96MB",
    "max_connections": "100",
    "log_min_messages": "warning",
}
_START_SECONDS = 120
_TRIES = 20
_PAUSE = 0.5


def database_name(*, demonstration: bool = False) -> str:
    """Return the name of the site's database; a demonstration never shares the real one."""
    return f"{ROLE}_demo" if demonstration else ROLE


def ensure_running(place: Embedded) -> None:
    """Start the server of ``place`` unless it answers already; create its data and databases the first time.

    Safe to call from several processes at once.

    Raises:
        LauncherError: with a message for the operator.
    """
    if not is_running(place):
        lay(place)
        lay_socket(place)
        with lock(place):
            if not is_running(place):
                _create_and_start(place)
    for name in (database_name(), database_name(demonstration=True)):
        _create_database(place, name)


def _create_and_start(place: Embedded) -> None:
    engine = Engine(place)
    _refuse_other_version(place)
    if not place.data.exists():
        _create(engine)
    _start(engine)


def is_running(place: Embedded) -> bool:
    """Return whether the server of ``place`` answers."""
    if not place.data.exists():
        return False
    try:
        _connect(place, "postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def is_idle(place: Embedded) -> bool:
    """Return whether nobody but the one who asks is connected to the server of ``place``."""
    with _connect(place, "postgres") as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return row is not None and row[0] == 0


def stop(place: Embedded) -> None:
    """Stop the server of ``place`` cleanly, if it runs: open transactions are rolled back, nothing is lost.

    Raises:
        LauncherError: if it does not stop.
    """
    if not (place.data / "postmaster.pid").exists():
        return
    with lock(place):
        _forget_foreign_pid(place)
        if not (place.data / "postmaster.pid").exists():
            return
        done = Engine(place).run("pg_ctl", "stop", f"--pgdata={place.data}", "--mode=fast", "--wait")
    if done.returncode and (place.data / "postmaster.pid").exists():
        raise errors.of_server(done.stdout + done.stderr, place.data)


def _connect(place: Embedded, database: str) -> "psycopg.Connection[tuple[int]]":
    return psycopg.connect(
        host=str(place.socket), user=ROLE, password=place.password(), dbname=database, autocommit=True
    )


def _refuse_other_version(place: Embedded) -> None:
    try:
        found = (place.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    if found != str(MAJOR):
        raise errors.OtherVersionError(
            f"Los datos de {place.data} son de PostgreSQL {found} y esta versión de Tequio trae PostgreSQL "
            f"{MAJOR}. No se tocó nada. En docs/operate/upgrade.md están los pasos para pasarlos."
        )


def _create(engine: Engine) -> None:
    """Make the data in a draft folder and give it its name when it is whole."""
    place, user = engine.place, owner()
    draft = place.folder / "data.draft"
    try:
        remove(draft)
        draft.mkdir(mode=0o700)
        if user:
            os.chown(draft, user.pw_uid, user.pw_gid)
    except OSError as error:
        raise errors.of_system(error, place.data) from error
    with _password_file(place) as path:
        done = engine.run(
            "initdb", f"--pgdata={draft}", f"--username={ROLE}", "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile={path}",
        )  # fmt: skip
    if done.returncode:
        remove(draft)
        raise errors.of_server(done.stdout + done.stderr, place.data)
    draft.rename(place.data)


@contextmanager
def _password_file(place: Embedded) -> Iterator[Path]:
    """Lay the password for a moment where initdb, which runs as the system user, may read it."""
    user = owner()
    descriptor, name = tempfile.mkstemp(dir=place.socket, prefix="password-")
    try:
        with os.fdopen(descriptor, "w") as file:
            if user:
                os.fchown(descriptor, user.pw_uid, user.pw_gid)
            file.write(place.password() + "\n")
        yield Path(name)
    finally:
        Path(name).unlink()


def _start(engine: Engine) -> None:
    place = engine.place
    _forget_foreign_pid(place)
    settings = _SETTINGS | {"unix_socket_directories": f'"{place.socket}"'}
    options = " ".join(
        shlex.quote(part) for key, value in settings.items() for part in ("-c", f"{key}={value}")
    )
    for attempt in range(_TRIES):
        offset = place.log.stat().st_size if place.log.exists() else 0
        done = engine.run(
            "pg_ctl", "start", f"--pgdata={place.data}", "--wait", f"--timeout={_START_SECONDS}",
            f"--log={place.log}", f"--options={options}",
        )  # fmt: skip
        if done.returncode == 0:
            return
        said = done.stdout + done.stderr + _tail(place.log, offset)
        # After a SIGKILL of the server alone, its children hold the shared memory for a moment more.
        if "pre-existing shared memory block" not in said or attempt == _TRIES - 1:
            raise errors.of_server(said, place.data)
        time.sleep(_PAUSE)


def _tail(log: Path, offset: int) -> str:
    with suppress(OSError), log.open(errors="replace") as file:
        file.seek(offset)
        return file.read()
    return ""


def _forget_foreign_pid(place: Embedded) -> None:
    """Remove the pid file of a server that was killed, if its number now belongs to another program."""
    path = place.data / "postmaster.pid"
    try:
        pid = path.read_text().split("\n", 1)[0]
        command = Path(f"/proc/{int(pid)}/cmdline").read_bytes()
    except (FileNotFoundError, ValueError):
        return  # no pid file, or no such process: PostgreSQL sees that by itself
    if str(place.data).encode() not in command:
        path.unlink()


def recreate_database(place: Embedded, name: str) -> None:
    """Drop a database of the embedded server, whoever is connected to it, and make it again, empty."""
    with _connect(place, "postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    _create_database(place, name)


def _create_database(place: Embedded, name: str) -> None:
    with _connect(place, "postgres") as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found:
            return
        with suppress(
            psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation
        ):  # another process was first
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
