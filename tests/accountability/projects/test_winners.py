"""Winners become projects, from the published count."""

from datetime import UTC, date, datetime

import pytest

from tequio.accountability.projects import handlers, queries, services
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.accounts import make_office
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.participation.ballots.events import ResultsPublished
from tequio.participation.ballots.models import Count, Option, OptionResult
from tequio.participation.editions.models import Category, Edition, Envelope
from tequio.participation.feasibility.models import Review
from tequio.participation.proposals.models import Proposal

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 6, 18, tzinfo=UTC)


@pytest.fixture
def count():
    """A published count of three options: two winners and one that did not fit."""
    version = Version.objects.create(name="2026", valid_from=date(2026, 1, 1), published_at=AT)
    level = Level.objects.create(version=version, code="sector", name="Sector", name_plural="Sectores", rank=1)
    unit = Unit.objects.create(version=version, level=level, code="1", name="Los Álamos")
    edition = Edition.objects.create(slug="2026", name="Edición 2026", year=2026, territory=version)
    envelope = Envelope.objects.create(edition=edition, amount_centavos=10**10)
    category = Category.objects.create(edition=edition, code="parques", name="Parques", drawing="lights")
    count = Count.objects.create(
        edition=edition, rule="greedy_skip", result={}, ballots=700, counted_at=AT, published_at=AT
    )
    for number, outcome in enumerate(("winner", "winner", "not_winner"), start=1):
        proposal = Proposal.objects.create(
            edition=edition,
            folio=f"26-{number:04d}",
            state="feasible",
            title=f"Propuesta {number}",
            problem="Está oscuro.",
            solution="Poner luz.",
            category=category,
            site=unit,
            lon=-100.4,
            lat=25.6,
            submitted_at=AT,
        )
        option = Option.objects.create(
            edition=edition,
            proposal=proposal,
            envelope=envelope,
            number=number,
            title=proposal.title,
            cost_centavos=number * 100_000_00,
        )
        OptionResult.objects.create(
            count=count, option=option, votes=700 - number, rank=number, outcome=outcome, reason={}
        )
    return count


def test_each_winner_becomes_one_project_with_all_that_was_decided(count):
    """PROJ-1 and PROJ-2."""
    office = make_office()
    Review.objects.create(
        proposal=Proposal.objects.get(folio="26-0001"),
        office=office,
        due=date(2026, 5, 22),
        verdict="feasible",
        reasons="Terreno municipal",
        decided_at=AT,
    )
    handlers.create_projects(ResultsPublished(edition_id=count.edition_id, count_id=count.pk))
    first, second = Project.objects.order_by("folio")
    assert (first.folio, first.title, first.votes, first.budget_centavos) == (
        "26-0001",
        "Propuesta 1",
        699,
        100_000_00,
    )
    assert (first.office, first.unit.name, first.lon, first.drawing) == (office, "Los Álamos", -100.4, "lights")
    assert first.description == "Está oscuro.\n\nPoner luz."
    assert (first.edition_id, first.created_at) == (count.edition_id, AT)
    assert second.office == services.default_office()


def test_telling_twice_makes_nothing_twice(count):
    """PROJ-1."""
    event = ResultsPublished(edition_id=count.edition_id, count_id=count.pk)
    handlers.create_projects(event)
    handlers.create_projects(event)
    assert Project.objects.count() == 2


def test_a_winners_page_leads_back_to_the_proposal_the_opinions_and_the_vote(count, client):
    Review.objects.create(
        proposal=Proposal.objects.get(folio="26-0001"),
        office=make_office(),
        due=date(2026, 5, 22),
        verdict="feasible",
        reasons="Terreno municipal",
        decided_at=AT,
        published_at=AT,
    )
    services.create_from_results(count_id=count.pk)
    page = client.get("/proyectos/26-0001/").content.decode()
    for said in (
        "La comunidad lo propuso para Los Álamos.",
        "Un área dijo que sí. Infraestructura: «Terreno municipal»",
        "1 dictamen",
        "Ganó con 699 votos; participaron 700 personas.",
        "/ediciones/2026/resultados/",
        "/propuestas/26-0001/",
    ):
        assert said in page, said


def test_dashboards_read_the_sums_by_stage_sector_and_office(count, django_assert_num_queries):
    services.create_from_results(count_id=count.pk)
    with django_assert_num_queries(1):
        total = queries.figures()
    assert (total.projects, total.promised, total.contracted, total.finished) == (2, 300_000_00, 0, 0)
    with django_assert_num_queries(2):
        [stage] = queries.figures_by_stage()
    assert (stage.key, stage.label, stage.figures.projects) == ("annex", "Anexo técnico", 2)
    with django_assert_num_queries(1):
        [sector] = queries.figures_by_sector()
    assert (sector.label, sector.figures.promised) == ("Los Álamos", 300_000_00)
    with django_assert_num_queries(1):
        [office] = queries.figures_by_office()
    assert office.label == "Gobierno municipal"
