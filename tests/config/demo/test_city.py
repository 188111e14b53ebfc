"""The demonstration city, at every stage of its main edition."""

import json
from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from tequio.accountability.contracting.models import Process, Release
from tequio.accountability.projects.models import Project
from tequio.config.demo import calendar, city, geography
from tequio.core import geo
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import queries as audit
from tequio.foundation.audit.models import Delivery
from tequio.participation.ballots.models import Count, Participation
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal
from tequio.publishing.opendata import types as opendata
from tequio.publishing.opendata.models import Upkeep

NOW = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
MAIN, PAST, YOUNG = "presupuesto-2027", "presupuesto-2026", "joven-2027"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        name: {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / name},
        }
        for name in ("public", "versions")
    }


def test_the_map_is_drawn_the_same_every_time() -> None:
    drawn = geography.draw()
    assert drawn == geography.draw()
    assert (len(drawn.sectors), len(drawn.colonias)) == (6, 60)
    assert len({unit.name for unit in drawn.colonias}) == 60
    areas = [geo.Area(unit.code, unit.geometry) for unit in drawn.sectors]
    for colonia in drawn.colonias:
        assert colonia.geometry
        assert geo.covering(geo.inner_point(colonia.geometry), areas) == colonia.parent_code


@pytest.mark.parametrize("present", list(calendar.ORDER))
def test_the_present_phase_is_open_and_the_calendar_has_no_holes(present: PhaseKind) -> None:
    spans = calendar.around(NOW, present=present)
    assert [kind for kind, span in spans.items() if span.opens <= NOW < span.closes] == [present]
    assert list(spans) == list(calendar.ORDER)
    for before, after in zip(list(spans.values()), list(spans.values())[1:], strict=False):
        assert (after.opens - before.closes).total_seconds() == 13 * 3600


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stage",  # the last one runs the code of all
    [*(pytest.param(stage, marks=pytest.mark.untraced) for stage in city.STAGES[:-1]), city.STAGES[-1]],
)
def test_the_city_stands_at_every_stage(stage: str) -> None:
    assert city.build(stage, now=NOW, size=0.1)
    main = Edition.objects.get(slug=MAIN)
    reached = list(calendar.ORDER).index(PhaseKind(stage))
    assert editions.is_open(main, PhaseKind(stage), NOW)
    assert editions.is_open(Edition.objects.get(slug=YOUNG), PhaseKind.REGISTRATION, NOW)
    assert Participation.objects.filter(edition=main).exists() is (reached >= 2)
    assert Count.objects.filter(edition=main).exists() is (reached >= 3)
    assert Project.objects.filter(edition=main).exists() is (reached >= 3)
    assert Process.objects.filter(project__edition=main).exists() is (reached >= 4)
    _the_past_edition_is_being_carried_out()
    _nothing_is_pending()
    _every_dataset_is_written()
    assert not city.build(stage, now=NOW)


def _every_dataset_is_written() -> None:
    """Each table has rows, with the codes that its dictionary knows, and no name of a person (TABLE-5)."""
    assert list(Upkeep.objects.exclude(failure="").values_list("dataset", "failure")) == []
    people = {one.name for one in User.objects.all() if " " in one.name}
    for spec in opendata.datasets():
        for table in (one for one in spec.tables if one.rows):
            with storages["public"].open(f"{spec.slug}/{table.name}.json") as file:
                text = file.read().decode()
            rows = json.loads(text)
            codes = {one.name: {code for code, _ in one.codes} for one in table.fields if one.codes}
            assert {
                row[name] for row in rows for name in codes if row[name] not in {None, *codes[name]}
            } == set()
            assert {name for name in people if name in text} == set(), spec.slug
            assert rows or spec.slug in {"dias-inhabiles", "moderacion"}, spec.slug


def _the_past_edition_is_being_carried_out() -> None:
    projects = Project.objects.filter(edition__slug=PAST)
    assert projects.filter(stage="finished").exists()
    assert projects.exclude(stage="finished").exists()
    processes = Process.objects.filter(project__in=projects)
    assert not processes.filter(releases=None).exists()
    assert not Release.objects.filter(valid=False).exists()


def _nothing_is_pending() -> None:
    assert audit.verify().whole
    assert not Delivery.objects.filter(delivered_at=None).exists()
    for proposal in Proposal.objects.exclude(lon=None).select_related("site")[:10]:
        assert proposal.site
        assert proposal.lon is not None
        assert proposal.lat is not None
        place = geo.Point(proposal.lon, proposal.lat)
        assert geo.covering(place, [geo.Area("here", proposal.site.geometry)]) == "here"


@pytest.mark.django_db
def test_there_is_somebody_to_sign_in_as_for_each_role() -> None:
    city.people.make_people(at=timezone.now(), count=5)
    found = city.sign_ins()
    assert [person.name.split()[0] for person in found] == ["Ana", "Beto", "Caro", "Pía", "Dani", "Aurora"]


def test_there_is_no_other_stage() -> None:
    with pytest.raises(ValueError, match="carnaval"):
        city.build("carnaval")
