"""Senders killed at every step, before a real mail server: nothing arrives twice, and nothing is forgotten."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psycopg
import pytest
from tests.servers import environment, own_database

PROGRAM = Path(__file__).with_name("sender_program.py")
PEOPLE = 8
SETUP = (
    """INSERT INTO accounts_user (email, name, is_active, password, date_joined)
       SELECT 'p' || n || '@tequio.example', 'P', true, '', now() FROM generate_series(1, 8) n""",
    """INSERT INTO account_emailaddress (email, verified, "primary", user_id)
       SELECT email, true, true, id FROM accounts_user""",
    """INSERT INTO messaging_message (key, kind, recipient_id, subject_key, event_key, language, subject, body,
           url, state, cadence, attempts, due_at, created_at, answer)
       SELECT gen_random_uuid(), 'editions.published', id, '', 'e', 'es-mx', 'Novedad', 'Pasó algo', '',
           'queued', 'now', 0, now(), now(), '' FROM accounts_user""",
)


@pytest.mark.server
@pytest.mark.django_db
def test_msg_20_msg_21_senders_killed_at_every_step_send_nothing_twice_and_forget_nothing(inbox):
    with own_database("messaging") as database, psycopg.connect(database, autocommit=True) as ask:
        for statement in SETUP:
            ask.execute(statement)
        mail = {"HOST": "127.0.0.1", "PORT": str(inbox.port), "TLS": "no", "FROM": "avisos@m.example"}
        env = environment(database, **{f"TEQUIO_EMAIL_{name}": value for name, value in mail.items()})
        done = subprocess.run([sys.executable, PROGRAM], env=env, capture_output=True, text=True, check=False)
        ends = json.loads(done.stdout or "{}")
        assert set(ends.values()) == {-9, 0}, done.stderr
        assert [point for point, end in ends.items() if end == 0] == ["none"]

        rows = ask.execute("SELECT key, state, attempts FROM messaging_message").fetchall()
        arrived = Counter(inbox.ids)
        assert set(arrived.values()) == {1}  # MSG-20: nothing twice
        states = {f"<{key}@m.example>": state for key, state, _attempts in rows}
        assert Counter(states.values()) == {"sent": PEOPLE - 2, "doubtful": 2}  # MSG-21: nothing forgotten
        assert {identity for identity, state in states.items() if state == "sent"} <= set(arrived)
        # Of the two doubtful ones, one had arrived and one had not: that is why nobody sends them by itself.
        assert sum(arrived[identity] for identity, state in states.items() if state == "doubtful") == 1
        assert {attempts for _key, _state, attempts in rows} == {1}
