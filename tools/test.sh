#!/bin/bash
# The whole suite, or the part that is named; with COVERAGE=1 its lines and branches are counted, and must reach the
# share that pyproject.toml asks for. Installs Chromium where it can.
set -eu
unset PYTHONDONTWRITEBYTECODE # dozens of programs are started: they compile the code once
cd "$(dirname "$0")/.."

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
install() {
    echo "test: installing $*" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

if ! command -v chromium >/dev/null 2>&1; then
    if can_install; then
        install chromium
    else
        echo 'test: the browser journeys need Chromium. As root: apt-get install chromium' >&2
        exit 1
    fi
fi

# In continuous integration the suite also meets a PostgreSQL of the system; elsewhere it is used if it is there.
if [ "${CI:-}" = true ] && can_install && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    install postgresql || echo 'test: no PostgreSQL of the system; its tests are skipped' >&2
fi

if [ $# -gt 0 ]; then
    exec .venv/bin/pytest "$@"
fi
code=0
# Counting lines takes half of the time of a test (docs/adr/0012): it is asked for, not given.
counted=()
[ -z "${COVERAGE:-}" ] || counted=(--cov --cov-report=term)
# Tests that share something costly stay in one process (tests/scheduling.py).
.venv/bin/pytest -n 2 --durations=10 "${counted[@]}" || code=$?
# Nothing of ours stays behind, unless something else uses the embedded database, such as a demonstration.
[ -n "${DATABASE_URL:-}" ] || .venv/bin/tequio postgres stop --if-idle >/dev/null
exit $code
