"""Counting once per interval and showing by the rules of docs/rules/livefigures.md."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from tests.participation.forums.crowds import arrive, vote

from tequio.config.demo.factories import forums as make
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.forums.exports import figures as exports
from tequio.participation.forums.models import Contribution, LiveState, PaperBatch, Snapshot
from tequio.participation.forums.queries import exercise as exercises
from tequio.participation.forums.queries import figures as queries
from tequio.participation.forums.services import figures
from tequio.participation.forums.types import Channel, ContributionState, PhaseKind

pytestmark = pytest.mark.django_db

QUARTER = timedelta(seconds=15)


def at_the_end(forum):
    """Return the instant at which nobody takes part any more."""
    return exercises.phase(forum, PhaseKind.VOTING).closes


def test_liv_6_nothing_is_shown_before_a_step_of_people_came_nor_before_another_came_after():
    forum, now = make.forum(), timezone.now()
    arrive(forum, 9)
    assert figures.refresh(forum_id=forum.pk, at=now) is None
    arrive(forum, 1, seed=2)
    first = figures.refresh(forum_id=forum.pk, at=now + QUARTER)
    assert first.document["totals"]["people"] == [10, 19]
    arrive(forum, 9, seed=3)
    assert figures.refresh(forum_id=forum.pk, at=now + 2 * QUARTER) is None
    arrive(forum, 1, seed=4)
    second = figures.refresh(forum_id=forum.pk, at=now + 3 * QUARTER)
    assert second.document["totals"]["people"] == [20, 29]
    assert AuditEvent.objects.filter(kind__endswith="FiguresShown").count() == 2


def test_liv_6_who_takes_a_voice_back_moves_too():
    forum, now = make.forum(), timezone.now()
    people = arrive(forum, 20)
    figures.refresh(forum_id=forum.pk, at=now)
    gone = Contribution.objects.filter(participant__in=people[:9])
    gone.update(state=ContributionState.WITHDRAWN.value)
    assert figures.refresh(forum_id=forum.pk, at=now + QUARTER) is None
    arrive(forum, 1, seed=2)
    shown = figures.refresh(forum_id=forum.pk, at=now + 2 * QUARTER)
    assert shown.document["totals"]["people"] == [10, 19]


def test_an_exercise_is_counted_once_per_interval():
    forum, now = make.forum(), timezone.now()
    arrive(forum, 30)
    for second in range(40):
        figures.refresh(forum_id=forum.pk, at=now + timedelta(seconds=second))
    assert LiveState.objects.get(forum=forum).computations == 3  # at 0, 15 and 30 seconds


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_count_at_once():
    forum, now = make.forum(), timezone.now()
    arrive(forum, 30)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [figures._LOCK, forum.pk])
            assert figures.refresh(forum_id=forum.pk, at=now) is None
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [figures._LOCK, forum.pk])
        assert figures.refresh(forum_id=forum.pk, at=now) is not None
    finally:
        other.close()


def test_liv_7_the_end_waits_for_paper_and_is_said_once():
    forum = make.forum()
    arrive(forum, 25)
    end = at_the_end(forum)
    batch = PaperBatch.objects.create(
        forum=forum, folio="L-1", channel=Channel.PAPER.value, place="Mercado", gathered_on=end, opened_at=end
    )
    figures.refresh_all(at=end)
    assert not queries.latest(forum.slug).document["final"]
    batch.closed_at = end
    batch.save()
    figures.refresh_all(at=end + QUARTER)
    shown = queries.latest(forum.slug)
    assert shown.document["final"]
    assert shown.document["totals"]["people"] == [25, 25]
    state = LiveState.objects.get(forum=forum)
    assert (bytes(state.marks), state.counts) == (b"", {})
    arrive(forum, 30, seed=2)
    assert figures.refresh(forum_id=forum.pk, at=end + timedelta(days=1)) is None


def test_liv_7_fewer_than_a_step_after_the_last_one_are_not_told_by_the_end():
    forum, now = make.forum(), timezone.now()
    arrive(forum, 25)
    before = figures.refresh(forum_id=forum.pk, at=now)
    arrive(forum, 3, seed=2, gender="non_binary")
    shown = figures.refresh(forum_id=forum.pk, at=at_the_end(forum))
    assert shown.document["totals"]["people"] == [25, 25]
    assert shown.document["at"] == before.document["at"]


def test_bar_1_the_final_figures_of_2085_people_equal_their_recount_by_the_database():
    forum = make.forum()
    people = arrive(forum, 2085)
    vote(Contribution.objects.filter(forum=forum).first(), people[:500])
    document = figures.refresh(forum_id=forum.pk, at=at_the_end(forum)).document
    assert document["totals"]["people"] == [2085, 2085]
    assert document["totals"]["votes"] == [500, 500]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gender, count(*) FROM forums_participant WHERE forum_id = %s GROUP BY gender", [forum.pk]
        )
        counted = dict(cursor.fetchall())
    for code, (low, high) in document["tables"]["gender"].items():
        assert low <= counted[code]
        assert high is None or counted[code] <= high
        assert low != high or low >= 10
    voices = Contribution.objects.counted().filter(forum=forum)
    for code, (low, high) in document["tables"]["pillar"].items():
        if code and low == high:
            told = voices.filter(pillar__code=code).values("participant").distinct().count()
            assert low == told


@pytest.mark.parametrize("number", [1, 3])
def test_counting_asks_the_database_as_often_for_three_people_as_for_one(number, django_assert_num_queries):
    forum = make.forum()
    arrive(forum, number)
    at = timezone.now()
    with django_assert_num_queries(5):
        queries.people(exercises.by_slug(forum.slug), at)


def test_what_was_shown_is_kept_by_the_hour_and_let_go_thirty_days_after_the_end():
    forum = make.forum()
    hour = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    for turn in range(3):
        arrive(forum, 12, seed=turn)
        figures.refresh(forum_id=forum.pk, at=hour + (turn + 1) * QUARTER)
    assert Snapshot.objects.filter(forum=forum).count() == 1
    arrive(forum, 12, seed=9)
    figures.refresh(forum_id=forum.pk, at=hour + timedelta(hours=1))
    assert Snapshot.objects.filter(forum=forum).count() == 2
    end = at_the_end(forum)
    figures.refresh_all(at=end)
    figures.refresh_all(at=end + figures.KEPT + timedelta(days=1))
    assert [snapshot.document["final"] for snapshot in Snapshot.objects.filter(forum=forum)] == [True]


def test_final_figures_are_open_data_and_those_of_an_open_exercise_are_not():
    forum = make.forum()
    arrive(forum, 40)
    figures.refresh(forum_id=forum.pk, at=timezone.now())
    assert list(exports.final_rows()) == []
    figures.refresh(forum_id=forum.pk, at=at_the_end(forum))
    rows = list(exports.final_rows())
    assert (forum.slug, forum.year) == rows[0][:2]
    assert rows[0][3:] == ("total", "", "people", "Personas", 40, 40)
    assert all(len(row) == len(exports.FIGURES.tables[0].fields) for row in rows)


def test_an_exercise_longer_than_45_days_is_told_by_weeks():
    forum, now = make.forum(published=False, at=timezone.now()), timezone.now()
    forum.phases.filter(kind=PhaseKind.CONTRIBUTING).update(opens=now - timedelta(days=60))
    found = queries.days(exercises.find(forum.slug), now)
    assert 9 <= len(found) <= 10


@pytest.mark.parametrize(
    ("figure", "final", "text"),
    [
        ((1038, 1038), True, "1,038"),
        ((0, 0), True, "0"),
        ((30, 39), False, "30 o más"),
        ((1030, 1039), True, "1,030 a 1,039"),
        ((0, 9), False, "menos de 10"),
        ((0, None), True, "reservado"),
    ],
)
def test_liv_11_a_figure_reads_as_what_is_known_of_it(figure, final, text):
    assert exports.said(exports.cell(figure), final=final) == text
