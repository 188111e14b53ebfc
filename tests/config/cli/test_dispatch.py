"""The command's table of verbs, as its user meets it."""

import os
import subprocess
import sys

import pytest

from tequio.config import cli

FORBIDDEN = ("django", "psycopg", "procrastinate", "tequio.config.postgres")


def _python(code, **env):
    return subprocess.run(
        [sys.executable, "-c", code], env=os.environ | env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_the_help_fits_on_one_screen_and_names_every_verb(arguments, capsys):
    assert cli.dispatch(arguments) == 0
    said = capsys.readouterr().out
    assert len(said.splitlines()) <= 24
    assert all(f"  {name} " in said for name in cli.VERBS)
    assert all(len(line) <= 100 for line in said.splitlines())


@pytest.mark.parametrize("verb", ["count", "ocds"])
def test_the_verbs_for_pipes_load_neither_django_nor_the_database(verb):
    code = (
        "import sys; from tequio.config import cli\n"
        f"try: cli.dispatch([{verb!r}, '--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in sys.modules if name.startswith({FORBIDDEN!r})], file=sys.stderr)"
    )
    done = _python(code, DATABASE_URL="", TEQUIO_DATA_DIR="/proc/nowhere")
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_verb_of_another_version_is_told_plainly(monkeypatch, capsys):
    verb = cli.Verb("tequio.config.cli.absent", cli.Needs.NOTHING, "")
    monkeypatch.setitem(cli.VERBS, "count", verb)
    assert cli.dispatch(["count"]) == 2
    assert "«count» no es parte de esta versión" in capsys.readouterr().err


def test_a_database_that_does_not_answer_stops_the_command_with_words_and_not_a_traceback():
    url = "postgresql://nadie@127.0.0.1:1/tequio"
    done = _python("from tequio.config.cli import main; import sys; sys.argv = ['tequio', 'migrate']; main()",
                   DATABASE_URL=url)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("tequio: El servidor de DATABASE_URL no responde")
    assert "Traceback" not in done.stderr


def test_what_is_not_ours_is_django_s():
    code = "from tequio.config import cli; cli.dispatch(['diffsettings', '--help'])"
    done = _python(code)
    assert done.returncode == 0
    assert "usage: tequio diffsettings" in done.stdout


def test_a_reader_that_leaves_a_pipe_early_breaks_nothing():
    code = (
        "import sys; from tequio.config import cli\n"
        "def leave(arguments): raise BrokenPipeError\n"
        "cli.dispatch = leave\ncli.main()"
    )
    done = _python(code)
    assert (done.returncode, done.stderr) == (141, "")


def test_ctrl_c_ends_without_a_traceback():
    code = (
        "from tequio.config import cli\n"
        "def interrupt(arguments): raise KeyboardInterrupt\n"
        "cli.dispatch = interrupt\ncli.main()"
    )
    done = _python(code)
    assert (done.returncode, done.stderr) == (130, "")


def test_the_demonstration_is_named_before_the_verb():
    code = (
        "from tequio.config import cli, environment; cli.dispatch(['--demo', '--help']); "
        "print(environment.demonstration())"
    )
    assert _python(code, TEQUIO_DEMONSTRATION="").stdout.splitlines()[-1] == "True"
