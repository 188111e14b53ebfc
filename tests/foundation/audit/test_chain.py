"""The chain of the log: nothing that happened can be changed, deleted or moved without being noticed."""

import dataclasses
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, InternalError, OperationalError, connection, transaction

from tequio.foundation.audit import queries, services
from tequio.foundation.audit.chain import digest
from tequio.foundation.audit.models import AuditEvent, Head
from tequio.foundation.audit.types import Event, Problem

pytestmark = pytest.mark.django_db
SWAP = """
    UPDATE audit_auditevent SET position = CASE position WHEN 2 THEN -4 ELSE -2 END WHERE position IN (2, 4);
    UPDATE audit_auditevent SET position = -position WHERE position < 0
"""
APPEND = """
    INSERT INTO audit_auditevent SELECT position + 1, at, kind, actor, payload, previous_hash, hash
    FROM audit_auditevent WHERE position = 5
"""
REFUSED = (IntegrityError, InternalError, OperationalError)


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchPainted(Event):
    sentence = "Se pintó la banca {number} de color {colour}"

    number: int
    colour: str = "añil"
    dry: bool = False


def paint(count: int) -> None:
    for number in range(1, count + 1):
        services.record(BenchPainted(number=number), actor=7)


def by_force(*statements: str) -> None:
    """Do what somebody with the keys of the database could do. The test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_auditevent", "audit_head"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


def test_a_whole_chain_is_whole() -> None:
    paint(5)
    state = queries.verify()
    assert (state.whole, state.checked, state.bad_position) == (True, 5, None)
    assert state.head_hash == bytes(AuditEvent.objects.get(position=5).hash).hex()
    assert state.words == ""


def test_an_empty_chain_is_whole() -> None:
    assert queries.verify().whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET kind = 'x' WHERE position = 1",
        "DELETE FROM audit_auditevent WHERE position = 1",
        "UPDATE audit_head SET position = 0",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_refuses_to_change_what_happened(statement: str) -> None:
    paint(1)
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.verify().whole


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_head"])
def test_the_database_refuses_to_empty_the_log(table: str) -> None:
    paint(1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER refuse_truncate")
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")
    assert queries.verify().checked == 1


@pytest.mark.parametrize(
    ("statement", "bad", "problem"),
    [
        ("UPDATE audit_auditevent SET actor = 8 WHERE position = 3", 3, Problem.CHANGED),
        ("UPDATE audit_auditevent SET kind = 'x' WHERE position = 5", 5, Problem.CHANGED),
        ("UPDATE audit_auditevent SET at = at + interval '1 us' WHERE position = 1", 1, Problem.CHANGED),
        (
            "UPDATE audit_auditevent SET payload = jsonb_set(payload, '{dry}', 'true') WHERE position = 2",
            2,
            Problem.CHANGED,
        ),
        ("DELETE FROM audit_auditevent WHERE position = 1", 1, Problem.MISSING),
        ("DELETE FROM audit_auditevent WHERE position = 3", 3, Problem.MISSING),
        ("DELETE FROM audit_auditevent WHERE position = 5", 5, Problem.CUT),
        ("DELETE FROM audit_auditevent WHERE position >= 3", 3, Problem.CUT),
        ("DELETE FROM audit_auditevent", 1, Problem.CUT),
        (SWAP, 2, Problem.CHANGED),
        ("UPDATE audit_auditevent SET position = 0 WHERE position = 4", 1, Problem.FORGED),
        (APPEND, 6, Problem.FORGED),
    ],
)
def test_the_first_bad_position_is_named(statement: str, bad: int, problem: Problem) -> None:
    paint(5)
    by_force(statement)
    state = queries.verify()
    assert (state.whole, state.bad_position, state.problem) == (False, bad, problem)
    assert state.words


def test_an_event_rewritten_with_a_hash_of_its_own_breaks_the_link_after_it() -> None:
    paint(4)
    row = AuditEvent.objects.get(position=2)
    forged = digest(
        position=2, at=row.at, kind=row.kind, actor=99, payload=row.payload, previous=bytes(row.previous_hash)
    )
    by_force()
    AuditEvent.objects.filter(position=2).update(actor=99, hash=forged)
    assert (queries.verify().bad_position, queries.verify().problem) == (3, Problem.UNLINKED)


def test_the_last_event_rewritten_with_a_hash_of_its_own_disagrees_with_the_head() -> None:
    paint(2)
    row = AuditEvent.objects.get(position=2)
    forged = digest(
        position=2, at=row.at, kind=row.kind, actor=99, payload=row.payload, previous=bytes(row.previous_hash)
    )
    by_force()
    AuditEvent.objects.filter(position=2).update(actor=99, hash=forged)
    assert (queries.verify().bad_position, queries.verify().problem) == (2, Problem.CHANGED)


def test_a_lost_head_is_noticed_and_nothing_more_is_written() -> None:
    paint(2)
    by_force("DELETE FROM audit_head")
    assert queries.verify().problem is Problem.HEADLESS
    with pytest.raises(services.BrokenChainError):
        paint(1)


def test_an_emptied_database_starts_a_new_chain() -> None:
    by_force("DELETE FROM audit_head")
    assert queries.verify().whole
    paint(1)
    assert queries.verify().checked == 1


def test_an_instant_hashes_the_same_in_any_zone_and_after_the_database() -> None:
    local = datetime(2026, 4, 4, 12, 0, 0, 7, tzinfo=timezone(timedelta(hours=-6)))
    row = services.record(BenchPainted(number=1), at=local)
    again = dataclasses.asdict(BenchPainted(number=1))
    same = digest(
        position=1, at=local.astimezone(UTC), kind=row.kind, actor=None, payload=again, previous=bytes(32)
    )
    assert bytes(AuditEvent.objects.get().hash) == same
    assert queries.verify().whole


def test_an_event_carries_only_plain_values() -> None:
    with pytest.raises(TypeError, match=r"BenchPainted\.number is float"):
        services.record(BenchPainted(number=1.5))  # type: ignore[arg-type]
    assert not AuditEvent.objects.exists()


def test_the_log_is_walked_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_PAGE", 2)
    services.record_all([BenchPainted(number=n) for n in range(7)])
    assert queries.verify().checked == 7


def test_what_is_undone_leaves_no_trace() -> None:
    paint(1)
    with transaction.atomic():
        paint(1)
        transaction.set_rollback(True)
    assert queries.verify().checked == 1
    assert Head.objects.get().position == 1


def test_an_event_says_what_happened_in_words() -> None:
    services.record(BenchPainted(number=3, colour="grana"))
    assert queries.line(AuditEvent.objects.get()).words == "Se pintó la banca 3 de color grana"
    dated = {"number": 3, "colour": "2026-04-04"}
    assert queries.words(BenchPainted.kind(), dated).endswith("4 de abril de 2026")
    assert queries.words("parks.Nothing", {}) == "parks.Nothing"
    assert queries.words(BenchPainted.kind(), {"old_field": 1}) == BenchPainted.kind()


@pytest.mark.django_db(transaction=True)
def test_many_writers_leave_one_whole_chain() -> None:
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(15):
                with transaction.atomic():
                    services.record(BenchPainted(number=number))
        except BaseException as error:  # noqa: BLE001 - told to the test, in its own thread
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    state = queries.verify()
    assert (failures, state.whole, state.checked) == ([], True, 120)
