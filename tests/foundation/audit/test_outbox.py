"""The outbox: whoever must hear of an event hears of it, at least once, or somebody sees why not."""

import json
from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from tequio.foundation.audit import outbox, queries, registry, services, tasks
from tequio.foundation.audit.models import AuditEvent, Delivery
from tequio.foundation.audit.types import Event

pytestmark = pytest.mark.django_db
heard: list[int] = []


@dataclass(frozen=True, kw_only=True, slots=True)
class TreePlanted(Event):
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TreeWatered(Event):
    number: int


def water(event: TreePlanted) -> None:
    heard.append(event.number)
    services.record(TreeWatered(number=event.number))
    if event.number == 13:
        raise RuntimeError("no hay agua")


@pytest.fixture(autouse=True)
def _garden(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    monkeypatch.setattr(registry, "_handlers", {})
    monkeypatch.setattr(registry, "_kinds", {})
    registry.on(TreePlanted)(water)


def jobs() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'audit.deliver' ORDER BY id")
        return [json.loads(row[0])["delivery_id"] for row in cursor.fetchall()]


def test_an_event_queues_its_handlers_in_its_own_transaction() -> None:
    with transaction.atomic():
        services.record(TreePlanted(number=1))
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert (jobs(), Delivery.objects.count(), AuditEvent.objects.count()) == ([], 0, 0)
    services.record(TreePlanted(number=1))
    assert jobs() == [Delivery.objects.get().pk]


def test_a_delivery_runs_its_handler_once_even_if_the_job_runs_twice() -> None:
    services.record(TreePlanted(number=4))
    delivery = Delivery.objects.get()
    tasks.deliver(delivery_id=delivery.pk)
    tasks.deliver(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (heard, delivery.attempts, delivery.delivered_at is not None) == ([4], 1, True)


def test_a_failed_handler_leaves_nothing_but_its_error() -> None:
    services.record(TreePlanted(number=13))
    delivery = Delivery.objects.get()
    with pytest.raises(RuntimeError, match="no hay agua"):
        outbox.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.delivered_at, delivery.parked_at) == (1, None, None)
    assert "no hay agua" in delivery.last_error
    assert not AuditEvent.objects.filter(kind=TreeWatered.kind()).exists()
    assert queries.verify().whole


def test_what_keeps_failing_is_parked_and_seen() -> None:
    services.record(TreePlanted(number=13))
    delivery = Delivery.objects.get()
    for _ in range(outbox.MAX_ATTEMPTS):
        assert list(queries.waiting()) == [delivery]
        with pytest.raises(RuntimeError):
            outbox.deliver(delivery.pk)
    assert list(queries.parked()) == [delivery]
    assert (list(queries.waiting()), services.deliver_now()) == ([], 0)


def test_what_was_parked_is_tried_again_when_asked() -> None:
    services.record(TreePlanted(number=5))
    Delivery.objects.update(attempts=8, parked_at="2026-01-01T00:00Z")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert services.redeliver_pending() == 0
    assert services.redeliver_pending(parked=True) == 1
    assert services.deliver_now() == 1
    assert heard == [5]


def test_the_sweep_queues_again_only_what_has_no_job() -> None:
    services.record_all([TreePlanted(number=1), TreePlanted(number=2)])
    first, second = Delivery.objects.order_by("id")
    assert services.redeliver_pending() == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE (args->>'delivery_id')::bigint = %s", [first.pk])
    assert services.redeliver_pending() == 1
    assert jobs() == [second.pk, first.pk]
    assert services.redeliver_pending() == 0


def test_a_handler_that_was_renamed_is_a_clear_error() -> None:
    services.record(TreePlanted(number=6))
    Delivery.objects.update(handler="garden.handlers.water_the_tree")
    with pytest.raises(registry.UnknownHandlerError, match="water_the_tree is registered"):
        services.deliver_now()
    assert "renamed or removed" in Delivery.objects.get().last_error


def test_delivering_now_follows_the_events_that_handlers_cause() -> None:
    registry.on(TreeWatered)(_listen)
    services.record(TreePlanted(number=7))
    assert services.deliver_now() == 2
    assert heard == [7, 70]


def _listen(event: TreeWatered) -> None:
    heard.append(event.number * 10)


def test_handlers_that_answer_each_other_for_ever_are_stopped() -> None:
    registry.on(TreeWatered)(_plant)
    services.record(TreePlanted(number=8))
    with pytest.raises(RuntimeError, match="answer each other"):
        services.deliver_now()


def _plant(event: TreeWatered) -> None:
    services.record(TreePlanted(number=event.number))


def test_a_delivery_that_is_gone_is_no_error() -> None:
    outbox.deliver(987)
