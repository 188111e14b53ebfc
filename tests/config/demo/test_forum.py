"""The forums of the demonstration city."""

from datetime import UTC, datetime, timedelta

import pytest

from tequio.config.demo import forum as demo
from tequio.config.demo.exercise import World
from tequio.config.demo.factories.editions import make_small_city
from tequio.config.demo.people import make_people
from tequio.participation.forums.models import Contribution, Vote
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.types import Channel

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 12, 19, tzinfo=UTC)


def test_one_receives_voices_and_votes_and_one_ended_two_years_before():
    territory = make_small_city()
    people = make_people(at=NOW - timedelta(days=900), count=90)
    world = World(territory, people, NOW, colonias=list(territory.units.filter(level__rank=2)))
    held = demo.hold(world, size=0.2)
    assert {p.kind for p in queries.open_phases(held.present, NOW)} == {"contributing", "voting"}
    assert queries.has_ended(held.past, NOW)
    assert held.present.year - held.past.year == 2
    voices = Contribution.objects.public()
    assert (voices.filter(forum=held.present).count(), voices.filter(forum=held.past).count()) == (24, 18)
    assert set(voices.values_list("channel", flat=True)) == {Channel.WEB, Channel.TABLE, Channel.PAPER}
    assert not voices.filter(submitted_at__gt=NOW).exists()
    assert list(voices.filter(forum=held.present).order_by("submitted_at").values_list("folio", flat=True)) == [
        f"V27-{n:04d}" for n in range(1, 25)
    ]
    assert Vote.objects.filter(given_at__lt=NOW - timedelta(days=300)).exists()
    assert not Vote.objects.filter(given_at__gt=NOW).exists()
