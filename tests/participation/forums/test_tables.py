"""Tables and paper: every sheet once, mistakes corrected in view, and a close that squares."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_eva
from tequio.participation.forums.models import Contribution, Participant
from tequio.participation.forums.queries import batches as queries
from tequio.participation.forums.queries import voices
from tequio.participation.forums.services import batches, refusals
from tequio.participation.forums.services.errors import ReasonMissing
from tequio.participation.forums.types import About, Channel, Gender


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def forum(db):
    return make.forum()


@pytest.fixture
def staff(db):
    return make_eva().pk


@pytest.fixture
def batch(forum, staff, now):
    return opened(forum, staff, now)


def opened(forum, staff, at, **more):
    values = {"channel": Channel.PAPER, "place": "Mercado", "gathered_on": timezone.localdate(at), "sheets": 3}
    return batches.open_batch(forum=forum, at=at, actor=staff, **(values | more))


def capture(batch, sheet, staff, at, **more):
    said = {"title": "Sombra en el mercado", "problem": "Hace calor.", "pillar": batch.forum.pillars.first()}
    return batches.capture(batch=batch, said=said, sheet=sheet, at=at, actor=staff, **more)


def test_voi_16_a_sheet_is_a_voice_of_somebody_new_without_a_name(batch, staff, now):
    about = About(gender=Gender.WOMAN, age_from=60)
    done = capture(batch, 1, staff, now, about=about, email="rosa@tequio.example")
    capture(batch, 2, staff, now)
    assert (done.channel, done.author, done.author_name) == ("paper", None, "")
    assert Participant.objects.count() == 2
    assert (done.participant.gender, done.participant.age_from, done.participant.person) == ("woman", 60, None)


@pytest.mark.parametrize(("sheet", "words"), [(1, "ya se capturó"), (2, "ya se apartó"), (4, "no tiene hoja")])
def test_voi_17_each_sheet_counts_once(batch, staff, now, sheet, words):
    capture(batch, 1, staff, now)
    batches.set_aside(batch=batch, sheet=2, reason="En blanco", at=now, actor=staff)
    with pytest.raises(refusals.SheetTaken, match=words):
        capture(batch, sheet, staff, now)
    assert queries.next_sheet(batch) == 3


def test_voi_18_a_batch_closes_when_it_squares_or_says_why_not(batch, staff, now):
    capture(batch, 1, staff, now)
    batches.set_aside(batch=batch, sheet=2, reason="No se lee", at=now, actor=staff)
    with pytest.raises(refusals.BatchDoesNotSquare, match="Llegaron 3 hojas"):
        batches.close_batch(batch=batch, at=now, actor=staff)
    done = batches.close_batch(batch=batch, at=now, actor=staff, difference="Se contó una de más")
    assert done.closed_at == now
    with pytest.raises(refusals.BatchIsClosed):
        capture(batch, 3, staff, now)


def test_voi_18_one_that_squares_needs_no_reason(batch, staff, now):
    for sheet in (1, 2, 3):
        capture(batch, sheet, staff, now)
    assert batches.close_batch(batch=batch, at=now, actor=staff).difference == ""


def test_voi_19_a_mistake_is_corrected_with_its_reason_and_in_its_history(batch, staff, now):
    done = capture(batch, 1, staff, now)
    with pytest.raises(ReasonMissing):
        batches.correct(voice=done, said={"title": "x"}, reason=" ", at=now, actor=staff)
    batches.correct(voice=done, said={"title": "Toldos"}, reason="Se leyó mal", at=now, actor=staff)
    newest = voices.history(done)[0]
    assert newest.by_office
    assert [(c.before, c.after) for c in newest.changes] == [("Sombra en el mercado", "Toldos")]


def test_voi_19_what_was_captured_twice_is_taken_away_and_its_sheet_is_free(batch, staff, now):
    done = capture(batch, 1, staff, now)
    batches.remove(voice=done, reason="Dos veces", at=now, actor=staff)
    assert not Contribution.objects.counted().exists()
    assert capture(batch, 1, staff, now).folio == "V26-0002"


def test_voi_20_sheets_are_of_days_of_the_phase_and_captured_soon_after(forum, staff, now):
    today = timezone.localdate(now)
    for day, words in ((today - timedelta(days=40), "no se recibían"), (today + timedelta(days=2), "no llega")):
        with pytest.raises(refusals.OutOfTime, match=words):
            opened(forum, staff, now, gathered_on=day)
    closes = forum.phases.get(kind="contributing").closes
    late = closes + timedelta(days=batches.LATE_DAYS)
    batch = opened(forum, staff, late - timedelta(seconds=1), gathered_on=today)
    with pytest.raises(refusals.OutOfTime, match="10 días"):
        capture(batch, 1, staff, late)


def test_a_table_counts_no_sheets(forum, staff, now):
    table = opened(forum, staff, now, channel=Channel.TABLE, sheets=None)
    assert capture(table, None, staff, now).channel == "table"
    assert batches.close_batch(batch=table, at=now, actor=staff).closed_at
