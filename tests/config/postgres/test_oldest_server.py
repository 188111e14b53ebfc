"""The other way to keep the data: a PostgreSQL of the system, named by DATABASE_URL, as old as we promise."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.servers import environment, run

from tequio.config.postgres.external import OLDEST

pytestmark = pytest.mark.server

ROOT = Path(__file__).resolve().parents[3]
# A small thread of the suite: tables, chain, outbox, proposals, contracts and their publication.
THREAD = [
    "tests/repository/test_migrations.py",
    "tests/foundation/audit",
    "tests/participation/test_thread.py",
    "tests/accountability/contracting/test_publication.py",
]


def _programs():
    found = [(int(path.parent.name), path) for path in Path("/usr/lib/postgresql").glob("*/bin")]
    return min((pair for pair in found if pair[0] >= OLDEST and (pair[1] / "initdb").exists()), default=None)


@pytest.fixture(scope="module")
def server():
    """A private cluster of the oldest PostgreSQL of this machine that we support; gives its DATABASE_URL."""
    oldest = _programs()
    if oldest is None:
        pytest.skip("no PostgreSQL of the system (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="tequio-test-", dir="/tmp"))
    user = None
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)

    def program(name, *arguments):
        subprocess.run(
            [str(oldest[1] / name), *arguments],
            check=True, capture_output=True, cwd="/", stdin=subprocess.DEVNULL,
            user=user.pw_uid if user else None, group=user.pw_gid if user else None,
            extra_groups=[] if user else None, env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        )  # fmt: skip

    data = folder / "data"
    program("initdb", f"--pgdata={data}", "--username=tequio", "--encoding=UTF8", "--auth=trust", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    program("pg_ctl", "start", f"--pgdata={data}", "--wait", f"--log={folder}/log", f"--options={options}")
    program("createdb", f"--host={folder}", "--username=tequio", "tequio")
    yield f"postgresql://tequio@{str(folder).replace('/', '%2F')}/tequio"
    program("pg_ctl", "stop", f"--pgdata={data}", "--mode=immediate")
    shutil.rmtree(folder)


def test_the_tables_are_made_and_unmade_on_it(server, tmp_path):
    data = {"TEQUIO_DATA_DIR": str(tmp_path)}
    run("migrate", "--verbosity=0", database=server, **data)
    assert "no issues" in run("check", "--database=default", database=server, **data)
    assert "íntegra: 0 registros" in run("check", "audit", database=server, **data)
    assert not (tmp_path / "postgres").exists(), "the embedded server is not started beside it"
    run("migrate", "audit", "zero", "--verbosity=0", database=server, **data)


def test_a_thread_of_the_suite_passes_on_it(server, tmp_path):
    names = [name for name in THREAD if (ROOT / name).exists()]
    env = environment(server, TEQUIO_DATA_DIR=str(tmp_path))
    env = {name: value for name, value in env.items() if not name.startswith(("PYTEST_", "COV"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not server", *names],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
