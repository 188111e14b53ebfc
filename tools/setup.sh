#!/bin/sh
# Make .venv with what uv.lock names, and compile the message catalogues. Needs only Python 3.11 or later.
# A second run with nothing changed only compares a stamp.
set -eu
cd "$(dirname "$0")/.."

UV_RELEASE="uv>=0.8,<1"
stamp=.venv/.tequio-lock

say() { printf 'setup: %s\n' "$*" >&2; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
        command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
            "$name" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    say 'Python 3.11 or later is needed. On Debian or Ubuntu: apt-get install python3 python3-venv'
    return 1
}

# Debian ships Python without ensurepip; its package is named after the interpreter's version.
need_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return 0
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing $package"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package"; } >&2 && return 0
    fi
    say "this Python cannot make virtual environments. As root: apt-get install $package"
    return 1
}

install() {
    python=$(find_python)
    need_venv "$python"
    # uv lives in an environment of its own, so that .venv holds exactly what uv.lock names.
    if [ ! -x .uv/bin/uv ]; then
        say "making .uv with $python"
        rm -rf .uv
        "$python" -m venv .uv
        .uv/bin/python -m pip install --quiet --disable-pip-version-check "$UV_RELEASE"
    fi
    say 'installing what uv.lock names'
    UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 .uv/bin/uv sync --quiet --frozen --all-extras --python "$python"
}

wanted=$(cat uv.lock pyproject.toml | cksum)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ] || [ ! -x .venv/bin/tequio ]; then
    install
    printf '%s\n' "$wanted" >$stamp
fi

compiled=.venv/.tequio-messages
if [ ! -e $compiled ] || [ -n "$(find src -name '*.po' -newer $compiled -print -quit)" ]; then
    .venv/bin/python tools/translations.py compile
    touch $compiled
fi
