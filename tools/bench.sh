#!/bin/sh
# Run the benchmarks: every file of benchmarks/, or the named ones. Those called bench_* take long, beside a peer that
# is installed for them, and have verbs of their own.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- $(ls benchmarks/*.py 2>/dev/null | xargs -n1 basename -s .py | grep -v '^bench_')
for name in "$@"; do
    echo "── $name"
    .venv/bin/python "benchmarks/$name.py"
done
