#!/bin/sh
# Run the benchmarks: every file of benchmarks/, or the named ones.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- $(ls benchmarks/*.py 2>/dev/null | xargs -n1 basename -s .py)
for name in "$@"; do
    echo "── $name"
    .venv/bin/python "benchmarks/$name.py"
done
