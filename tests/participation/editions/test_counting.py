"""How an edition is counted: what the coordinator chooses, what is kept, and how people read it."""

import json

import jsonschema_rs
import pytest

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.ballots import queries as ballots
from tequio.participation.editions import exports, services
from tequio.participation.editions.forms import CountingForm
from tequio.participation.editions.models import Edition
from tequio.participation.editions.services import document, schema
from tequio.participation.editions.types import Step, read_details

pytestmark = pytest.mark.django_db
PLAIN = {
    "rule": "greedy_skip",
    "completion": "none",
    "threshold_votes": 0,
    "tie_rule": "assembly",
    "contest_days": 0,
    "preview": "auditors",
    "rounding": "up",
    "utility": "cost",
    "start": "exact",
    "stop": "overspend",
    "fill": "none",
    "compare": "satisfaction",
    "city_pot": "with",
    "remainder": "stays",
}


def save(client, edition, **values):
    """Send the step of the count and return the answer."""
    return client.post(f"/escritorio/ediciones/{edition.slug}/reglas/conteo/", PLAIN | values)


@pytest.fixture
def drafted(client):
    client.force_login(make_caro())
    return make_edition(published=False)


def test_every_setting_is_kept_said_and_told_to_the_count(client, drafted):
    answer = save(
        client, drafted, rule="equal_shares", completion="add1_comparison", threshold_percent="2.50",
        rounding="half_up", start="integral", stop="exhaustive", increment_centavos="10", fill="votes",
        compare="coverage", min_share="3", blank_share="on", remainder="equal", tie_rule="lot",
        lot_source="Lotería Nacional", contest_days="5",
    )  # fmt: skip
    assert answer.status_code == 302
    drafted.refresh_from_db()
    told = ballots.parameters(drafted)
    assert (str(told.threshold_percent), told.rounding, told.start) == ("5/2", "half_up", "integral")
    assert (told.stop, told.increment, told.fill, told.compare) == ("exhaustive", 1_000, "votes", "coverage")
    assert (told.min_share, told.blank_share, told.pots.remainder, told.ties) == (3, True, "equal", "lot")
    said = " ".join(exports.lines_of(drafted))
    for words in (
        "2.5 % de las boletas",
        "en pesos enteros",
        "$10",
        "por votos",
        "al menos uno suyo",
        "Lotería",
    ):
        assert words in said


def test_what_a_rule_does_not_look_at_goes_back_to_its_default(client, drafted):
    save(client, drafted, rule="greedy_stop", part_percent="80", min_share="3", lot_source="Lotería")
    drafted.refresh_from_db()
    assert (ballots.parameters(drafted).part_percent, ballots.parameters(drafted).min_share) == (80, None)
    save(client, drafted, rule="greedy_skip", part_percent="80")
    drafted.refresh_from_db()
    assert read_details(drafted.counting) == read_details({})


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"rule": "greedy_threshold"}, "escriba cuántos votos"),
        ({"tie_rule": "lot"}, "de dónde saldrá la semilla"),
        ({"rule": "equal_shares", "utility": "points"}, "no se reparten puntos"),
        ({"threshold_percent": "101"}, "100"),
        ({"rule": "greedy_stop", "part_percent": "100"}, "99"),
        ({"remainder": "nowhere"}, "nowhere"),
    ],
)
def test_a_wrong_answer_comes_back_with_what_to_do(client, drafted, values, says):
    answer = save(client, drafted, **values)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    drafted.refresh_from_db()
    assert drafted.counting == {}


@pytest.mark.parametrize("known", services.known_counts(), ids=lambda known: known.code)
def test_a_known_count_fills_the_form_and_changes_nothing_until_saved(client, drafted, known):
    page = client.get(f"/escritorio/ediciones/{drafted.slug}/reglas/conteo/?como={known.code}")
    assert f"<strong>{known.name}.</strong>" in page.content.decode()
    drafted.refresh_from_db()
    assert (drafted.rule, drafted.counting) == ("greedy_skip", {})
    services.take_count(drafted, known)
    assert ballots.rule_name(drafted)
    form = CountingForm(
        {name: value for name, value in CountingForm(instance=drafted).initial.items() if value}
        | {"threshold_votes": drafted.threshold_votes, "contest_days": 0, "preview": "auditors"},
        instance=drafted,
    )
    assert form.is_valid(), form.errors
    assert read_details(form.answers()["counting"]) == known.counting


def test_rules_that_speak_of_a_city_bag_need_one():
    edition = make_edition(published=False, counting={"city_pot": "after"})
    assert [p.step for p in services.problems(edition) if p.blocks] == [Step.COUNTING]
    services.add_envelope(edition=edition, amount_centavos=100)
    found = services.problems(Edition.objects.get(pk=edition.pk))
    assert not any(p.blocks for p in found)
    city = edition.envelopes.get(unit__isnull=True)
    assert ballots.parameters(edition).pots.city == str(city.pk)


def test_a_document_of_the_version_before_is_read_with_what_it_meant():
    edition = make_edition()
    now = document.build(edition)
    jsonschema_rs.validate(schema.json_schema(), now)
    before = json.loads(json.dumps(now)) | {"format": "tequio/convocatoria/2"}
    for part, fields in {
        "ballot": ("box_mode", "changes"),
        "counting": ("details", "contest_days", "preview"),
    }.items():
        for field in fields:
            del before[part][field]
    jsonschema_rs.validate(schema.json_schema(2), before)
    assert not jsonschema_rs.is_valid(schema.json_schema(3), before)
    rules = schema.read(json.dumps(before))
    assert rules is not None
    said = {section.key: section.lines for section in exports.sections(rules)}
    assert not any("Cómo se recibe el voto" in line for line in said["boleta"])
    assert schema.read(json.dumps(before | {"format": "tequio/convocatoria/1"})) is None


def test_a_copy_keeps_the_count_and_the_box():
    edition = make_edition(counting={"min_share": 3}, box_mode="codes", vote_changes=True, contest_days=4)
    copied = services.copy_edition(source=edition, slug="otra", name="Otra", year=2027)
    assert (copied.counting, copied.box_mode, copied.vote_changes, copied.contest_days) == (
        {"min_share": 3}, "codes", True, 4,
    )  # fmt: skip
