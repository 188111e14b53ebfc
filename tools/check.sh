#!/bin/sh
# Every check that is not a test, one line each. All run, the slowest beside the others; the exit code is 1 if any failed.
cd "$(dirname "$0")/.." || exit 1
failed=0

say() { # name, exit code, output
    if [ "$2" = 0 ]; then
        printf '  ok    %s\n' "$1"
    else
        printf '  FAIL  %s\n%s\n' "$1" "$3"
        failed=1
    fi
}

check() {
    name=$1
    shift
    output=$("$@" 2>&1)
    say "$name" $? "$output"
}

typed=$(mktemp)
trap 'rm -f "$typed"' EXIT
.venv/bin/mypy >"$typed" 2>&1 &
mypy=$!
check 'lint' .venv/bin/ruff check .
check 'format' .venv/bin/ruff format --check .
check 'import contracts' .venv/bin/lint-imports
check 'translations' .venv/bin/python tools/translations.py check
check 'django' .venv/bin/tequio check
check 'missing migrations' .venv/bin/tequio makemigrations --check --dry-run
wait $mypy
say 'types' $? "$(cat "$typed")"
exit $failed
