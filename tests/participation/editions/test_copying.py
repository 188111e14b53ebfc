"""An edition that begins as a copy of an earlier one."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_office
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.participation.editions import services
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import document
from tequio.participation.editions.services.copying import later
from tequio.participation.editions.types import AccessDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    """Return an edition with something in every list."""
    edition = make_edition(published=False, year=2028, proposals_max=3)
    services.add_category(edition=edition, code="parques", name="Parques", offices=[make_office()])
    services.add_criterion(
        edition=edition, code="suelo", kind="land", question="¿Es público?", offices=[make_office()]
    )
    services.add_paper_point(
        edition=edition, name="Plaza", address="Centro", unit=edition.territory.units.get(code="C1")
    )
    services.set_access(
        edition=edition,
        rules=[AccessDraft(action="vote", methods=["roll"], age_min=16, age_on=date(2028, 2, 29))],
    )
    services.set_formula(
        edition=edition, level=edition.territory.levels.get(code="colonia"), kind="flat", total_centavos=100
    )
    return edition


def rules(edition):
    found = document.build(Edition.objects.get(pk=edition.pk))
    return {name: part for name, part in found.items() if name not in {"edition", "phases", "access"}}


def test_a_copy_has_every_rule_and_its_dates_some_years_later(source):
    copy = services.copy_edition(source=source, slug="pp2031", name="PP 2031", year=2031)
    assert rules(copy) == rules(source)
    assert (copy.published_at, copy.reviewed, copy.rulebook_sha256) == (None, [], "")
    assert copy.access_rules.get().age_on == date(2031, 2, 28)
    for old, new in zip(source.phases.all(), copy.phases.all(), strict=True):
        assert (new.kind, new.opens) == (old.kind, later(old.opens, years=3))
    assert services.lacking(copy) == []


def test_a_copy_may_leave_the_dates_out(source):
    copy = services.copy_edition(source=source, slug="pp2031", name="PP", year=2031, with_dates=False)
    assert not copy.phases.exists()
    with pytest.raises(services.SlugTaken):
        services.copy_edition(source=source, slug="pp2031", name="PP", year=2031)


def test_on_another_map_money_follows_the_codes_and_what_is_not_there_is_left_out(source):
    other = make_small_city("Mapa nuevo")
    other.units.filter(code="C3").delete()
    copy = services.copy_edition(source=source, slug="pp2031", name="PP", year=2031, territory=other)
    units = {e.unit for e in copy.envelopes.select_related("unit")}
    assert {unit.version for unit in units} == {other}
    assert sorted(unit.code for unit in units) == ["C1", "C2", "S1", "S2"]
    assert copy.paper_points.get().unit.version == other
    assert not copy.formulas.exists()  # the parts would no longer add up


@pytest.mark.parametrize(
    ("before", "years", "after"),
    [
        (datetime(2028, 2, 29, 18, tzinfo=UTC), 1, "2029-02-28 12:00"),
        (datetime(2028, 2, 29, 18, tzinfo=UTC), 4, "2032-02-29 12:00"),
        (datetime(2026, 5, 1, 6, tzinfo=UTC), 1, "2027-05-01 00:00"),
    ],
)
def test_a_moment_some_years_later_is_the_same_hour_of_the_same_day(before, years, after):
    assert timezone.localtime(later(before, years=years)).strftime("%Y-%m-%d %H:%M") == after
