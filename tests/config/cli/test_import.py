"""``tequio import pabulib``: a real election becomes a past edition, all or nothing."""

import pytest
from tests.core.tally.builders import file

from tequio.config.cli import imports
from tequio.foundation.audit.models import AuditEvent, Delivery
from tequio.foundation.audit.tasks import deliver
from tequio.foundation.territory.models import Version
from tequio.participation.ballots.models import Ballot, Option, OptionResult
from tequio.participation.editions.models import Edition
from tequio.participation.proposals.models import Proposal

pytestmark = pytest.mark.django_db

PAST = [
    ("description", "Presupuesto de Peñas"),
    ("unit", "Peñas"),
    ("instance", "2024"),
    ("currency", "PLN"),
    ("date_begin", "01.06.2024"),
    ("date_end", "15.06.2024"),
    ("max_length", "2"),
]


@pytest.fixture
def put(tmp_path):
    def write(text, name="eleccion.pb"):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write


def nothing_was_kept():
    tables = (Edition, Version, Proposal, Option, Ballot, AuditEvent)
    return not any(table.objects.exists() for table in tables)


def test_a_past_election_is_an_edition_with_published_results(put, capsys):
    """IMPORT-1."""
    columns = "project_id;cost;name;selected;category;latitude;longitude"
    projects = ["a;100;Árboles;1;nature,parks;52.2;21.0", "b;60;Banquetas;0;;;x"]
    path = put(file(meta=PAST, header=columns, projects=projects))
    assert imports.run(["pabulib", path, "--slug", "penas"]) == 0
    said = capsys.readouterr().out
    assert "/ediciones/penas/" in said
    assert "Son los mismos ganadores que dice el archivo." in said
    edition = Edition.objects.get(slug="penas")
    assert (edition.year, edition.currency, edition.imported_from) == (2024, "PLN", "eleccion.pb")
    results = OptionResult.objects.filter(count__edition=edition, count__published_at__isnull=False)
    assert [(r.option.title, r.outcome, r.votes) for r in results] == [
        ("Árboles", "winner", 2),
        ("Banquetas", "not_winner", 1),
    ]
    proposal = Proposal.objects.get(title="Árboles")
    assert (proposal.lat, proposal.lon, proposal.category.drawing) == (52.2, 21.0, "park")
    assert Proposal.objects.get(title="Banquetas").lon is None


def test_winners_become_projects_by_the_event(put):
    assert imports.run(["pabulib", put(file(meta=PAST))]) == 0
    for delivery in Delivery.objects.filter(event__kind="ballots.ResultsPublished"):
        deliver(delivery_id=delivery.pk)
        deliver(delivery_id=delivery.pk)
    edition = Edition.objects.get()
    assert edition.slug == "penas-2024"
    assert [p.title for p in edition.projects.all()] == ["A"]


@pytest.mark.parametrize(
    ("kind", "votes", "points"),
    [
        ("ordinal", ["1;a,b", "2;b,a", "3;a"], [{"1": 2, "2": 1}, {"1": 1, "2": 2}, {"1": 2}]),
        ("cumulative", ["1;a,b;2,1", "2;b;3"], [{"1": 2, "2": 1}, {"2": 3}]),
        ("choose-1", ["1;a", "2;b"], [{"1": 1}, {"2": 1}]),
        ("approval", ["1;a", "2;"], [{"1": 1}]),
    ],
)
def test_every_kind_of_vote_is_kept(put, capsys, kind, votes, points):
    assert imports.run(["pabulib", put(file(meta=[*PAST, ("vote_type", kind)], votes=votes))]) == 0
    kept = sorted((b.points for b in Ballot.objects.all()), key=str)
    assert kept == sorted(points, key=str)
    assert ("en blanco no se guardaron" in capsys.readouterr().out) == (kind == "approval")


def test_a_district_has_its_city_and_rules_their_minimum(put, capsys):
    meta = [*PAST, ("subunit", "Las Lomas"), ("rule", "greedy-threshold"), ("min_project_score_threshold", "2")]
    meta = [(k, v) for k, v in meta if not k.startswith("date")]
    path = put(file(meta=meta, header="project_id;cost;name", projects=["a;100;A", "b;60;B"]))
    assert imports.run(["pabulib", path]) == 0
    assert "El archivo no dice quiénes ganaron." in capsys.readouterr().out
    edition = Edition.objects.get()
    assert (edition.rule, edition.threshold_votes, edition.tie_rule) == ("greedy_threshold", 2, "lower_cost")
    assert {unit.name for unit in edition.territory.units.all()} == {"Peñas", "Las Lomas"}


def test_other_winners_than_the_official_ones_are_told(put, capsys):
    path = put(file(meta=PAST, projects=["a;100;A;0", "b;60;B;1"]))
    assert imports.run(["pabulib", path]) == 0
    assert "aquí ganan de más a; allá, b." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (file(votes=["1;x"]), 2, "no se guardó nada:\n  Línea 12: El voto nombra"),
        (file(meta=[("rule", "majority-judgment")]), 3, "«majority-judgment»"),
        (file(meta=[("rule", "greedy-custom"), ("comment", "80% rule")]), 3, "80 %"),
        (file(meta=[("vote_type", "scoring")], votes=["1;a;0.5"]), 3, "decimales"),
        (
            file(meta=[("date_begin", "01.01.2050"), ("date_end", "02.01.2050")]),
            2,
            "La votación no ha terminado",
        ),
    ],
)
def test_what_cannot_be_brought_in_leaves_nothing(put, capsys, text, code, said):
    """IMPORT-2."""
    assert imports.run(["pabulib", put(text)]) == code
    assert said in capsys.readouterr().err
    assert nothing_was_kept()


def test_a_number_too_large_for_an_edition_leaves_nothing(put, capsys):
    path = put(file(meta=[*PAST, ("min_project_score_threshold", "9" * 11)]))
    assert imports.run(["pabulib", path]) == 2
    assert "demasiado grande" in capsys.readouterr().err
    assert nothing_was_kept()


def test_an_address_has_plain_letters(put, capsys):
    assert imports.run(["pabulib", put(file(meta=PAST)), "--slug", "Año 1"]) == 2
    assert "sin acento" in capsys.readouterr().err
    assert nothing_was_kept()


@pytest.mark.parametrize("day", ["31.02.2024", "0000", "9999", "ayer"])
def test_dates_that_say_nothing_fall_to_yesterday(put, day):
    meta = [*PAST, ("date_begin", day), ("date_end", day)]
    assert imports.run(["pabulib", put(file(meta=meta))]) == 0


def test_an_address_that_is_taken_leaves_nothing_new(put, capsys):
    assert imports.run(["pabulib", put(file(meta=PAST))]) == 0
    assert imports.run(["pabulib", put(file(meta=PAST))]) == 2
    assert "No se guardó nada." in capsys.readouterr().err
    assert Ballot.objects.count() == 2


def test_what_is_not_there_or_not_known(tmp_path, capsys):
    assert imports.run(["pabulib", str(tmp_path / "no.pb")]) == 2
    assert imports.run(["pabulib", str(tmp_path)]) == 2
    assert imports.run(["horoscopes"]) == 2
    assert "no se sabe importar «horoscopes»" in capsys.readouterr().err
    assert imports.run([]) == 0
    assert "pabulib" in capsys.readouterr().out
