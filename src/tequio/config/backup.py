"""One file that holds everything: the database, the uploads, the published files and the key of signatures."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from tequio import VERSION
from tequio.config import environment
from tequio.config.postgres import Embedded
from tequio.config.postgres.engine import Engine
from tequio.foundation.audit import queries

_DUMP, _MANIFEST, _KEY = "database.dump", "manifest.json", "secret_key"
_FOLDERS = ("media", "public", "versions")
_THOUSANDS = 10_000  # libpq counts 150004 for 15.4


class BackupError(Exception):
    """A backup that cannot be made or restored; the message, in Spanish, says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: made when, by which version, with which last seal of the audit chain."""

    made_at: str
    version: str
    events: int
    seal: str


def save(target: Path, *, at: datetime) -> Manifest:
    """Write the backup file, whole or not at all. The site may go on working meanwhile.

    Args:
        target: the file to write; it must not exist.
        at: the time to note in it.

    Raises:
        BackupError: if the file exists already or the database cannot be dumped.
    """
    if target.exists():
        raise BackupError(f"el archivo {target} ya existe; elija otro nombre")
    state = queries.verify()
    manifest = Manifest(at.isoformat(), VERSION, state.checked, state.head_hash)
    draft = target.with_name(f".{target.name}.draft")
    with _folder(target.parent) as folder:
        (folder / _MANIFEST).write_text(json.dumps(asdict(manifest)))
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / _DUMP}")
        # After the dump: a file is written before the row that names it, so none of its rows lacks its file.
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w") as archive:
            for name in (_MANIFEST, _DUMP):
                archive.add(folder / name, arcname=name)
            for path in _kept_files():
                archive.add(path, arcname=path.name)
        draft.rename(target)
    return manifest


def restore(source: Path) -> Manifest:
    """Bring back a backup into an empty installation, and check its audit chain.

    Raises:
        BackupError: if the installation is not empty, the file is no backup, or the chain does not verify.
    """
    if connection.introspection.table_names():
        raise BackupError("la base de datos no está vacía; una copia se restaura solo en una instalación nueva")
    with _folder(environment.data_dir()) as folder:
        manifest = _unpack(source, folder)
        _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
             f"--dbname={connection.settings_dict['NAME']}", str(folder / _DUMP))  # fmt: skip
        _bring_files(folder)
    state = queries.verify()
    if not state.whole or state.checked < manifest.events:
        raise BackupError(f"la bitácora restaurada no está íntegra: {state.words}")
    return manifest


def _unpack(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        return Manifest(**json.loads((folder / _MANIFEST).read_text()))
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise BackupError(f"{source} no es una copia de Tequio: {error}") from error


def _kept_files() -> Iterator[Path]:
    paths = [Path(settings.DATA_DIR) / name for name in _FOLDERS]
    yield from (path for path in [*paths, environment.data_dir() / _KEY] if path.exists())


def _bring_files(folder: Path) -> None:
    for name in _FOLDERS:
        if (folder / name).exists():
            shutil.copytree(folder / name, Path(settings.DATA_DIR) / name, dirs_exist_ok=True)
    if (folder / _KEY).exists():
        (folder / _KEY).replace(environment.data_dir() / _KEY)


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """Give a private folder on the disk of the target, so that what is big is written there once."""
    with tempfile.TemporaryDirectory(prefix=".tequio-", dir=parent) as name:
        yield Path(name)


def _run(program: str, *arguments: str) -> None:
    parameters = connection.get_connection_params()
    variables = {
        "PGHOST": str(parameters.get("host", "")),
        "PGPORT": str(parameters.get("port", "")),
        "PGUSER": str(parameters.get("user", "")),
        "PGPASSWORD": str(parameters.get("password", "")),
        "PGDATABASE": str(parameters.get("dbname", "")),
    }
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [_program(program), *arguments],
        env=os.environ | {name: value for name, value in variables.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()}")


def _program(name: str) -> str:
    """Return PostgreSQL's program of the server's own version where the system has it, else ours."""
    connection.ensure_connection()
    major = connection.connection.info.server_version // _THOUSANDS
    system = Path(f"/usr/lib/postgresql/{major}/bin") / name
    if system.exists():
        return str(system)
    embedded = Engine(Embedded(environment.data_dir()))
    return str(embedded.binaries / name)
