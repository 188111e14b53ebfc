"""Six schemes that were really held, made on a small map, published, and what a ballot of each allows."""

import json
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_office
from tequio.config.demo.factories.territory import make_map
from tequio.core.tally.limits import Fault
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.identity.services import claims, profile
from tequio.foundation.identity.types import Assurance, Source
from tequio.participation.ballots import queries
from tequio.participation.ballots import services as ballots
from tequio.participation.ballots.models import Ballot, Option
from tequio.participation.ballots.services.catalogue import record_catalogue
from tequio.participation.editions import services
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import document
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal

pytestmark = pytest.mark.django_db

MILLION = 100_000_000  # centavos
YEAR = 2031


def start(code, **changes):
    """Make an edition of the preset on a map of two sectors with four colonias each."""
    version = changes.pop("territory", None) or make_map()
    preset = services.find_preset(code)
    by_rank = {"sector": "sector", "distrito": "sector"}
    levels = {r.role: version.levels.get(code=by_rank.get(r.role, "colonia")) for r in preset.roles}
    values = {
        "preset": preset,
        "territory": version,
        "year": YEAR,
        "slug": code,
        "name": "Edición nueva",
        "levels": levels,
        "review_office": make_office(),
    }
    return services.start_from_preset(**(values | changes))


def published(code, **changes):
    """Publish an edition of the preset as it is, and return its convocatoria."""
    edition = start(code, **changes)
    assert services.lacking(edition) == []
    services.publish_edition(edition=edition, at=timezone.now())
    found = json.loads(edition.rulebooks.get().document)
    assert found == json.loads(document.canonical(document.build(Edition.objects.get(pk=edition.pk))))
    return edition, found


def by_level(found, level):
    return [e for e in found["envelopes"] if e["level"] == level]


def access(found, action):
    return next(rule for rule in found["access"] if rule["action"] == action)


def phase(found, kind):
    return next(p for p in found["phases"] if p["kind"] == kind)


def put_on_ballot(edition, *wanted):
    """Put a project on the ballot for each (unit, size), numbered from 1; no unit is the whole city's."""
    options = [
        Option.objects.create(
            edition=edition,
            proposal=Proposal.objects.create(edition=edition, author=make_ana(), title=f"Proyecto {number}"),
            envelope=edition.envelopes.get(
                **{"unit__code": unit} if unit else {"unit": None},
                **{"size__code": size} if size else {"size": None},
            ),
            number=number,
            title=f"Proyecto {number}",
            cost_centavos=100,
        )
        for number, (unit, size) in enumerate(wanted, 1)
    ]
    record_catalogue(edition, options, at=edition.phases.get(kind=PhaseKind.VOTING).opens)


def faults(edition, *numbers, unit=None):
    """Return what is wrong with a ballot that marks these options, cast in a unit."""
    place = edition.territory.units.get(code=unit) if unit else None
    try:
        ballots.check_ballot(edition=edition, unit=place, points=dict.fromkeys(numbers, 1))
    except ballots.BallotRefused as refused:
        return refused.faults
    return []


def test_san_pedro_2023_one_large_and_ten_small_per_sector_and_two_votes_at_home():
    edition, found = published("san-pedro-2023")
    sectors = by_level(found, "sector")
    assert len(sectors) == len(found["envelopes"]) == 4
    money = {(e["size"], e["amount_centavos"], e["winners_max"]) for e in sectors}
    assert money == {("sectorial", 1250 * MILLION // 100, 1), ("comunitario", 10 * MILLION, 10)}
    sizes = {s["code"]: s for s in found["sizes"]}
    assert [sizes[code]["cap_centavos"] for code in ("sectorial", "comunitario")] == [1_250_000_000, MILLION]
    assert {(s["proposals_max"], s["choices_max"]) for s in sizes.values()} == {(1, 1)}
    assert (found["ballot"]["max_choices"], found["ballot"]["scope"]) == (2, "own")
    assert (found["counting"]["rule"], found["counting"]["ties"]) == ("plurality", "assembly")
    assert len(found["categories"]) == 8
    assert access(found, "vote")["age_min"] == access(found, "propose")["age_min"] == 18
    assert phase(found, "registration")["opens"] == "2031-03-23T00:00:00-06:00"
    assert phase(found, "registration")["closes"] == "2031-05-01T00:00:00-06:00"  # the whole 30th of April
    assert phase(found, "execution")["closes"].startswith("2032-10-01")
    put_on_ballot(
        edition,
        ("S1", "sectorial"),
        ("S1", "sectorial"),
        ("S1", "comunitario"),
        ("S1", "comunitario"),
        ("S2", "sectorial"),
    )
    assert faults(edition, 1, 3, unit="S1") == []
    assert faults(edition, 1, 2, unit="S1") == [Fault.TOO_MANY_OF_SIZE]
    assert faults(edition, 3, 4, unit="S1") == [Fault.TOO_MANY_OF_SIZE]
    assert faults(edition, 5, unit="S1") == [Fault.ELSEWHERE]


def test_san_pedro_2019_an_envelope_per_sector_and_per_colonia_with_ten_votes_at_least():
    edition, found = published("san-pedro-2019")
    assert len(by_level(found, "sector")) == 2
    assert len(by_level(found, "colonia")) == 8
    assert {e["size"] for e in by_level(found, "sector")} == {"sectorial"}
    assert {e["size"] for e in by_level(found, "colonia")} == {"colonia"}
    assert found["counting"]["rule"] == "greedy_threshold"
    assert found["counting"]["threshold_votes"] == 10
    assert found["counting"]["ties"] == "first_submitted"
    small, large = ("C01", "colonia"), ("S1", "sectorial")
    put_on_ballot(edition, small, large, ("C02", "colonia"), ("S2", "sectorial"))
    assert faults(edition, 1, 2, unit="C01") == []
    assert faults(edition, 2, 3, unit="C02") == []
    assert faults(edition, 2, unit="C03") == []  # no project of its own, but its sector has one
    assert faults(edition, 1, 3, unit="C01") == [Fault.ELSEWHERE]
    assert faults(edition, 2, 4, unit="C05") == [Fault.ELSEWHERE]
    assert [place.code for place in queries.places(edition)] == [f"C{n:02d}" for n in range(1, 9)]


def test_san_pedro_2019_colonia_and_sector_are_on_one_ballot_from_the_page_to_the_count(client):
    """BALLOT-14 and BALLOT-15, by the preset whose colonias and sectors both have money."""
    edition, _found = published("san-pedro-2019")
    put_on_ballot(edition, ("C01", "colonia"), ("S1", "sectorial"), ("S2", "sectorial"))
    voting = edition.phases.get(kind=PhaseKind.VOTING)
    ana, at_home = make_ana(), edition.territory.units.get(code="C01")
    claims.prove(person=ana, means=Assurance.DOCUMENT, at=timezone.now())
    claims.learn_birth(ana, date(1990, 1, 1), Source.DOCUMENT)
    profile.choose_home(person=ana, unit=at_home)
    with time_machine.travel(voting.opens, tick=False):
        client.force_login(ana)
        answer = client.get(reverse("ballots:where", args=[edition.slug]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("ballots:choose", args=[edition.slug, at_home.pk])
        page = answer.content.decode()
        assert "Proyecto 1" in page
        assert "Proyecto 2" in page
        assert "Proyecto 3" not in page
    away = edition.territory.units.get(code="C05")
    Ballot.objects.create(edition=edition, unit=at_home, points={"1": 1, "2": 1})
    Ballot.objects.create(edition=edition, unit=away, points={"1": 1, "3": 1})
    count = ballots.count(edition=edition, at=voting.closes)
    assert (count.ballots, count.void) == (1, {"elsewhere": 1})
    assert {r.option.number: r.votes for r in count.results.all()} == {1: 1, 2: 1, 3: 0}


def test_san_pedro_2026_shares_112_millions_among_the_colonias_by_a_published_formula():
    _edition, found = published("san-pedro-2026")
    colonias = by_level(found, "colonia")
    assert len(colonias) == len(found["envelopes"]) == 8
    assert sum(e["amount_centavos"] for e in colonias) == 112 * MILLION
    (formula,) = found["formulas"]
    assert (formula["kind"], formula["total_centavos"], formula["floor_percent"]) == (
        "per_capita",
        112 * MILLION,
        50,
    )
    assert set(formula["figures"]) == {e["unit"] for e in colonias}
    assert formula["source"]
    assert found["ballot"]["scope"] == "own"


def test_cdmx_one_vote_one_project_per_unit_and_ties_to_an_assembly():
    edition, found = published("cdmx", total_centavos=80 * MILLION)
    assert {e["winners_max"] for e in found["envelopes"]} == {1}
    assert sum(e["amount_centavos"] for e in by_level(found, "colonia")) == 80 * MILLION
    assert (found["ballot"]["max_choices"], found["ballot"]["scope"]) == (1, "own")
    assert (found["counting"]["rule"], found["counting"]["ties"]) == ("plurality", "assembly")
    assert access(found, "propose")["minors_with_guardian"]
    assert access(found, "vote") | {"age_on": None} == {
        "action": "vote",
        "methods": ["in_person", "roll"],
        "age_min": 18,
        "age_max": None,
        "age_on": None,
        "minors_with_guardian": False,
    }
    put_on_ballot(edition, ("C01", None), ("C01", None), ("C02", None))
    assert faults(edition, 2, unit="C01") == []
    assert faults(edition, 1, 2, unit="C01") == [Fault.TOO_MANY]
    assert faults(edition, 3, unit="C01") == [Fault.ELSEWHERE]


def test_warszawa_marks_of_a_district_apart_from_those_of_the_city_with_a_minimum_of_votes():
    edition, found = published("warszawa")
    (city,) = by_level(found, None)
    assert (city["size"], city["amount_centavos"]) == ("ciudad", 2_418_681_500)
    assert {e["size"] for e in by_level(found, "sector")} == {"distrito"}
    ballot = found["ballot"]
    assert (ballot["kind"], ballot["scope"]) == ("approval", "any")
    assert (ballot["max_choices"], ballot["max_choices_citywide"]) == (15, 5)
    assert {s["code"]: s["choices_max"] for s in found["sizes"]} == {"ciudad": 5, "distrito": 15}
    assert found["counting"]["rule"] == "greedy_threshold"
    assert found["counting"]["threshold_votes"] > 0
    put_on_ballot(edition, *[(None, "ciudad")] * 6, *[("S1", "distrito")] * 16, ("S2", "distrito"))
    assert faults(edition, *range(1, 6), *range(7, 22), unit="S1") == []
    assert Fault.TOO_MANY_CITYWIDE in faults(edition, *range(1, 7), unit="S1")
    assert Fault.TOO_MANY in faults(edition, *range(7, 23), unit="S1")
    assert faults(edition, 23, unit="S1") == [Fault.ELSEWHERE]


def test_wieliczka_2023_the_whole_city_by_equal_shares_with_add1_and_comparison():
    edition, found = published("wieliczka-2023")
    assert [(e["unit"], e["amount_centavos"]) for e in found["envelopes"]] == [(None, MILLION)]
    assert found["counting"]["rule"] == "equal_shares"
    assert found["counting"]["completion"] == "add1_comparison"
    put_on_ballot(edition, *[(None, None)] * 65)
    assert faults(edition, *range(1, 65)) == []
    assert faults(edition, *range(1, 66)) == [Fault.TOO_MANY]


def test_every_preset_reads_well_and_says_where_it_departs():
    found = services.all_presets()
    assert [preset.code for preset in found] == [
        "san-pedro-2023",
        "san-pedro-2019",
        "san-pedro-2026",
        "cdmx",
        "warszawa",
        "wieliczka-2023",
    ]
    assert all(preset.differences and preset.sources for preset in found)
    for preset in found:
        assert any("Cifras de ejemplo, que debe cambiar" in words for words in preset.differences), preset.code
    assert services.find_preset("nada") is None


def test_an_edition_of_a_preset_leaves_one_event_and_may_begin_without_dates():
    edition = start("san-pedro-2023", with_dates=False)
    assert list(AuditEvent.objects.order_by("position").values_list("kind", flat=True))[-1] == (
        "editions.EditionCreated"
    )
    assert [str(m) for m in services.lacking(edition)] == ["Falta el calendario: agregue al menos una etapa."]


def test_money_that_follows_figures_which_the_map_lacks_is_said_to_be_missing():
    version = make_map()
    version.units.filter(code="C01").update(population=None)
    edition = start("san-pedro-2026", territory=version)
    assert edition.envelopes.count() == edition.formulas.count() == 0
    assert any("Falta el dinero" in str(message) for message in services.lacking(edition))


def test_a_level_that_is_missing_or_of_another_map_is_refused():
    version, other = make_map(), make_map("Otro mapa")
    with pytest.raises(services.PresetDoesNotFit, match="Sector"):
        start("san-pedro-2023", territory=version, levels={})
    with pytest.raises(services.PresetDoesNotFit, match="no es del mapa"):
        start("san-pedro-2023", territory=version, levels={"sector": other.levels.get(code="sector")})


def test_two_editions_of_a_preset_cannot_share_an_address():
    version = start("wieliczka-2023").territory
    with pytest.raises(services.SlugTaken):
        start("wieliczka-2023", territory=version)


def changed(**changes):
    content = json.loads((services.presets.FOLDER / "cdmx.json").read_text())
    return json.dumps(content | changes).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "truncated"),
        (changed(format="otro/1"), "format"),
        (changed(color="rojo"), "unknown field"),
        (changed(envelopes=[{"role": "nada", "amount_centavos": 1}]), "not defined: nada"),
        (changed(envelopes=[{"amount_centavos": -1}]), "amount_centavos"),
        (changed(formulas=[{"role": "unidad", "kind": "sorteo", "total_centavos": 1}]), "kind"),
        (changed(phases=[{"kind": "voting", "first_day": "02-30", "last_day": "03-01"}]), "02-30"),
    ],
)
def test_a_file_that_is_no_preset_is_refused_with_what_is_wrong(content, said):
    with pytest.raises(services.BadPreset, match=said):
        services.read_preset(content)


def test_the_29th_of_february_is_the_28th_where_there_is_none():
    leap = [{"kind": "voting", "first_day": "02-01", "last_day": "02-29"}]
    preset = services.read_preset(changed(phases=leap))
    edition = start("cdmx", preset=preset)
    closes = timezone.localtime(edition.phases.get().closes).date()
    assert closes == date(YEAR, 3, 1)
