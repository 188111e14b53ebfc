"""The plan of the demonstration city."""

from datetime import UTC, datetime, timedelta

import pytest

from tequio.accountability.plans import queries
from tequio.config.demo import forum, plan
from tequio.config.demo.exercise import World
from tequio.config.demo.factories.editions import make_small_city
from tequio.config.demo.people import make_people
from tequio.core.alignment import Outcome

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 12, 19, tzinfo=UTC)


def test_the_past_forum_has_its_plan_with_the_matrix_filled_and_something_left_to_see():
    territory = make_small_city()
    people = make_people(at=NOW - timedelta(days=900), count=160)
    world = World(territory, people, NOW, colonias=list(territory.units.filter(level__rank=2)))
    held = forum.hold(world, size=0.5)
    made = plan.hold(world, held.past)
    assert not held.present.plans.exists()
    found = queries.counts(made.pk)
    assert min(found[one] for one in (Outcome.INCORPORATED, Outcome.PARTLY, Outcome.NOT)) > 0
    assert queries.progress(made.pk).drafts == 0
    covered = queries.coverage(made.pk)
    assert covered.unasked
    assert any(one.unheard for one in covered.themes)
    readings = queries.readings(plan_id=made.pk)
    assert len(readings) == 5
    assert all(one.measurements[-1].on <= NOW.date() for one in readings if one.measurements)
