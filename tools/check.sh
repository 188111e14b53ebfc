#!/bin/sh
# Every check that is not a test, one line each. All run; the exit code is 1 if any failed.
cd "$(dirname "$0")/.." || exit 1
failed=0

check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        printf '  ok    %s\n' "$name"
    else
        printf '  FAIL  %s\n%s\n' "$name" "$output"
        failed=1
    fi
}

check 'lint' .venv/bin/ruff check .
check 'format' .venv/bin/ruff format --check .
check 'import contracts' .venv/bin/lint-imports
check 'types' .venv/bin/mypy
check 'translations' .venv/bin/python tools/translations.py check
check 'django' .venv/bin/tequio check
check 'missing migrations' .venv/bin/tequio makemigrations --check --dry-run
exit $failed
