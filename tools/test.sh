#!/bin/sh
# The whole suite with its coverage gate, or the part that is named. Installs Chromium where it can.
set -eu
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo 'test: installing Chromium for the browser journeys' >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2
    else
        echo 'test: the browser journeys need Chromium. As root: apt-get install chromium' >&2
        exit 1
    fi
fi

if [ $# -gt 0 ]; then
    exec .venv/bin/pytest "$@"
fi
exec .venv/bin/pytest -n 2 --dist loadgroup --durations=10 --cov --cov-report=term
