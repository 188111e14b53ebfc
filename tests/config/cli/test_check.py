"""``tequio check``: Django's checks, and the chain of the audit log."""

import pytest
from django.db import connection

from tequio.config.cli import check
from tequio.config.demo.factories.contracting import make_process

pytestmark = pytest.mark.django_db


def test_the_checks_of_django_run(capsys):
    assert check.run([]) == 0
    assert "no issues" in capsys.readouterr().out


def test_a_whole_chain_is_told_with_its_length_and_seal(capsys):
    make_process()
    assert check.run(["audit"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Bitácora íntegra: ")
    assert len(said.split()[-1]) == 64


def test_the_first_bad_row_is_named(capsys):
    make_process()
    make_process()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_auditevent'::regclass AND NOT tgisinternal"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE audit_auditevent DISABLE TRIGGER "{name}"')
        cursor.execute("""UPDATE audit_auditevent SET payload = '{"x": 1}' WHERE position = 2""")
    assert check.run(["audit"]) == 1
    said = capsys.readouterr().err
    assert "Bitácora alterada en el registro 2" in said
    assert "Los 1 registros anteriores están íntegros" in said
