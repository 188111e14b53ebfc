"""A job that waits already is not queued again, and being refused spoils nobody's transaction."""

from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tequio.foundation.jobs.app import LATER, queue_once

pytestmark = pytest.mark.django_db
NAME = "messaging.send"


def test_two_changes_of_a_moment_queue_one_job():
    with transaction.atomic():
        queue_once(NAME)
        queue_once(NAME)
        assert ProcrastinateJob.objects.filter(task_name=NAME).count() == 1  # the transaction still works


def test_what_differs_in_its_name_waits_apart_and_may_share_a_lock():
    queue_once(NAME, once="one", lock="both")
    queue_once(NAME, once="two", lock="both", wait=timedelta(minutes=1), priority=LATER)
    first, second = ProcrastinateJob.objects.filter(task_name=NAME).order_by("pk")
    assert (first.queueing_lock, first.lock, first.scheduled_at) == ("one", "both", None)
    assert (second.queueing_lock, second.lock, second.priority) == ("two", "both", LATER)
    assert second.scheduled_at is not None
