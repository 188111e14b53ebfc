"""The pages of plans, from the desk to the citizen."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tequio.accountability.plans import queries, services
from tequio.accountability.plans.models import Decision, Plan
from tequio.accountability.plans.views import office, public
from tequio.config.demo.factories import forums as forum_factory
from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.plans import (
    WRITTEN,
    action,
    decide,
    make_cluster,
    make_element,
    make_indicator,
    make_plan,
)
from tequio.core.alignment import Outcome

pytestmark = pytest.mark.django_db


def page(client, name, *args, **asked) -> str:
    return client.get(reverse(f"plans:{name}", args=args), asked).content.decode()


def csv(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


@pytest.fixture
def desk(client):
    client.force_login(make_caro())
    client.get(reverse("plans:office"))
    return client


@pytest.fixture(params=[1, 3])
def crowd(request, forum, plan):
    """A plan with so many voices decided and published, and as many axes and indicators."""
    for n in range(request.param):
        make_indicator(plan, name=f"Indicador {n}")
        make_element(plan)
        decide(plan, forum_factory.contribution(forum), published=True)
    return plan


@pytest.mark.parametrize(("name", "cost"), [("detail", 7), ("element", 9), ("voices", 9), ("coverage", 8)])
def test_a_public_page_costs_the_same_with_one_voice_or_three(
    client, crowd, name, cost, django_assert_max_num_queries
):
    args = [crowd.slug, "1.1.1.1"] if name == "element" else [crowd.slug]
    with django_assert_max_num_queries(cost):
        assert client.get(reverse(f"plans:{name}", args=args)).status_code == 200


@pytest.mark.parametrize(("name", "cost"), [("matrix", 20), ("outline", 12), ("indicators", 14)])
def test_a_page_of_the_desk_costs_the_same_with_one_voice_or_three(
    desk, crowd, name, cost, django_assert_max_num_queries
):
    with django_assert_max_num_queries(cost):
        assert desk.get(reverse(f"plans:{name}", args=[crowd.slug])).status_code == 200


def test_a_plan_is_made_written_published_and_read(desk, forum):
    values = {"name": "Plan 2027", "first_year": 2027, "last_year": 2030, "forums": [forum.pk]}
    assert desk.post(reverse("plans:new"), values | {"last_year": 2020}).status_code == 422
    desk.post(reverse("plans:new"), values)
    plan = Plan.objects.get()
    outline = reverse("plans:outline", args=[plan.slug])
    desk.post(outline, {"level": "axis", "code": "1", "title": "Bienestar"})
    proposed = desk.get(outline, {"bajo": "1"}).content.decode()
    assert "Agregar debajo de 1" in proposed
    assert 'value="1.1"' in proposed
    refused = desk.post(outline, {"level": "axis", "code": "1", "title": "Otro"})
    assert refused.status_code == 422
    assert "Esa clave ya está en el plan." in refused.content.decode()
    assert desk.post(outline, {"level": "action", "code": "9", "title": "Suelta"}).status_code == 422
    desk.post(outline, {"level": "action", "code": "1.1", "title": "Salud", "parent": "1"})
    assert desk.get(reverse("plans:detail", args=[plan.slug])).status_code == 404
    desk.post(reverse("plans:publish", args=[plan.slug]))
    assert "Salud" in page(desk, "detail", plan.slug)


def test_rows_are_moved_changed_and_taken_out(desk, plan, voice):
    decide(plan, voice)
    brigades = action(plan, "1.1.1.2")
    desk.post(reverse("plans:place", args=[plan.slug, brigades.pk]), {"act": "up"})
    codes = [one.code for one in queries.elements(plan.pk)]
    assert codes == ["1", "1.1", "1.1.1", "1.1.1.2", "1.1.1.1", "2", "2.1"]
    address = reverse("plans:edit_element", args=[plan.slug, brigades.pk])
    desk.post(address, {"code": "2.2", "title": "Brigadas", "parent": "2"})
    assert [one.code for one in queries.elements(plan.pk)][-2:] == ["2.1", "2.2"]
    desk.post(reverse("plans:place", args=[plan.slug, brigades.pk]), {"act": "remove"})
    kept = desk.post(reverse("plans:place", args=[plan.slug, action(plan).pk]), {"act": "remove"}, follow=True)
    assert "no se puede quitar" in kept.content.decode()
    assert [one.code for one in queries.elements(plan.pk)] == ["1", "1.1", "1.1.1", "1.1.1.1", "2", "2.1"]


def test_the_analyst_decides_with_suggestions_and_the_citizen_reads_it_both_ways(desk, client, plan, voice):
    said = page(desk, "decide", plan.slug, voice.folio)
    assert "En común:" in said
    address = reverse("plans:decide", args=[plan.slug, voice.folio])
    wrong = desk.post(address, {"state": "incorporated", "reason": "Sí."})
    assert wrong.status_code == 422
    assert "Elija la línea de acción donde quedó." in wrong.content.decode()
    desk.post(address, {"state": "partly", "actions": [action(plan).pk], "reason": "Solo <b>por</b> la tarde."})
    assert "Solo" not in page(desk, "voices", plan.slug)
    assert "1 decisión" in page(desk, "matrix", plan.slug)
    publish = reverse("plans:publish_decisions", args=[plan.slug])
    assert "Publicar solo esta" in page(desk, "decide", plan.slug, voice.folio)
    desk.post(publish, {"folio": "otro"})
    assert not Decision.objects.standing().exists()
    desk.post(publish, {"folio": voice.folio})
    behind = page(client, "element", plan.slug, "1.1.1.1")
    assert voice.title in behind
    assert "Solo &lt;b&gt;por&lt;/b&gt; la tarde." in behind
    panel = public.voice_panel(None, voice)
    assert [(str(one["words"]), one["cells"][0].element.code) for one in panel["found"]] == [
        ("Incorporada en parte", "1.1.1.1")
    ]
    assert public.exercise_panel(None, voice.forum)["found"][0][0] == plan


def test_a_group_is_decided_at_once(desk, forum, plan):
    voices = [forum_factory.contribution(forum) for _ in range(3)]
    cluster = make_cluster(forum, *voices)
    decide(plan, voices[0], state=Outcome.NOT, reason="No.")
    address = reverse("plans:group", args=[plan.slug, cluster.pk])
    assert desk.get(address).content.decode().count("checked") == 2
    sent = {"state": "incorporated", "actions": [action(plan).pk], "reason": "Sí."}
    assert desk.post(address, sent).status_code == 422
    desk.post(address, sent | {"voices": [one.pk for one in voices[1:]]})
    states = Decision.objects.live().order_by("pk").values_list("state", flat=True)
    assert list(states) == ["not", "incorporated", "incorporated"]


def test_pla_7_and_pla_8_an_indicator_is_written_measured_and_drawn(desk, client, plan):
    address = reverse("plans:indicators", args=[plan.slug])
    values = {
        "element": action(plan).pk, "name": "Horas", "unit": "horas", "direction": "up",
        "baseline": "10", "baseline_on": "2026-01-01", "target": "5", "target_on": "2030-12-31",
    }  # fmt: skip
    assert desk.post(address, values).status_code == 422
    desk.post(address, values | {"target": "50"})
    (reading,) = queries.readings(plan_id=plan.pk)
    measure = reverse("plans:measure", args=[plan.slug, reading.indicator.pk])
    assert desk.post(measure, {"on": "2999-01-01", "value": "20"}).status_code == 422
    assert desk.post(measure, {"on": "2025-01-01", "value": "20"}).status_code == 422
    desk.post(measure, {"on": "2026-06-01", "value": "20"})
    desk.post(measure, {"on": "2026-06-01", "value": "30", "note": "Corregido."})
    (reading,) = queries.readings(plan_id=plan.pk)
    assert [one.value for one in reading.measurements] == [Decimal(30)]
    assert reading.indicator.measurements.count() == 2
    assert reading.percent == 50
    assert "Ha recorrido 50 % del camino" in page(client, "element", plan.slug, "1.1.1.1")
    rows = csv(client.get(reverse("plans:indicators_csv", args=[plan.slug, "1.1.1.1"])))
    assert [row.split(",")[2:5] for row in rows[1:]] == [
        ["Línea base", "2026-01-01", "10.0000"],
        ["Medición", "2026-06-01", "30.0000"],
        ["Meta", "2030-12-31", "50.0000"],
    ]
    desk.post(reverse("plans:remove_indicator", args=[plan.slug, reading.indicator.pk]))
    assert queries.readings(plan_id=plan.pk)


def test_the_downloads_are_exactly_the_rows_of_the_list(client, forum, plan):
    voices = [forum_factory.contribution(forum, title=f"=Idea {n}") for n in range(2)]
    decide(plan, voices[0], published=True)
    address = reverse("plans:voices_csv", args=[plan.slug])
    assert len(csv(client.get(address))) == 3
    (row,) = csv(client.get(address, {"estado": "with"}))[1:]
    assert "'=Idea 0" in row
    book = client.get(reverse("plans:annex_xlsx", args=[plan.slug]))
    assert book["Content-Type"].endswith("sheet")
    grid = csv(client.get(reverse("plans:grid_csv", args=[plan.slug])))
    assert grid[1].endswith(",1,0,1,2")
    assert csv(client.get(reverse("plans:units_csv", args=[plan.slug])))[1].endswith(",2,1,1")


def test_the_annex_is_made_when_decisions_are_published_and_passes_as_pdf_ua(client, plan, voice):
    assert client.get(reverse("plans:annex", args=[plan.slug])).status_code == 404
    decide(plan, voice, published=True)
    first = services.keep_annex(plan_id=plan.pk).annex
    assert services.keep_annex(plan_id=plan.pk).annex == first
    body = client.get(reverse("plans:annex", args=[plan.slug]), follow=True).getvalue()
    assert body.startswith(b"%PDF")
    assert b"pdfuaid" in body
    decide(plan, voice, state=Outcome.NOT, at=WRITTEN.replace(day=3), published=True, reason="Ya no.")
    assert services.keep_annex(plan_id=plan.pk).annex != first


def test_open_data_tell_the_tree_the_indicators_and_the_matrix(plan, voice):
    from tequio.accountability.plans import exports

    services.measure(indicator_id=make_indicator(plan).pk, on=date(2026, 6, 1), value=Decimal(20), at=WRITTEN)
    decide(plan, voice, published=True)
    for table, number in (
        (exports.TREE, 7),
        (exports.INDICATORS, 1),
        (exports.MEASUREMENTS, 1),
        (exports.MATRIX, 1),
    ):
        rows = list(table.rows())
        assert len(rows) == number
        assert {len(row) for row in rows} == {len(table.fields)}


def test_pla_11_nobody_reads_a_plan_that_is_not_published(client, forum):
    plan = make_plan(forum, published=False)
    for name, args in (
        ("detail", ()),
        ("voices", ()),
        ("coverage", ()),
        ("element", ("1",)),
        ("annex_xlsx", ()),
    ):
        assert client.get(reverse(f"plans:{name}", args=[plan.slug, *args])).status_code == 404
    assert plan.name not in page(client, "list")
    assert public.exercise_panel(None, forum) is None


def test_the_desk_says_what_is_missing(desk, rf, forum, plan, voice):
    request = rf.get("/")
    request.user = make_caro()
    assert [str(item.missing) for item in office.pending_items(request)] == ["Falta 1 aportación"]
    decide(plan, voice)
    assert [str(item.missing) for item in office.pending_items(request)] == ["1 decisión por publicar"]
    assert office.office_panel(request, forum)["plans"] == [plan]


def test_an_exercise_with_decided_voices_stays_in_its_plan(desk, plan, voice):
    other = forum_factory.forum(slug="otro", name="Otro")
    decide(plan, voice)
    values = {"name": "Plan", "first_year": 2027, "last_year": 2030, "forums": [other.pk]}
    refused = desk.post(reverse("plans:edit", args=[plan.slug]), values)
    assert refused.status_code == 422
    desk.post(reverse("plans:edit", args=[plan.slug]), values | {"forums": [other.pk, voice.forum_id]})
    assert plan.forums.count() == 2


def test_anything_in_the_address_of_the_list_is_taken_or_left_out(client, plan, voice):
    for asked in (
        {"colonia": "99999999999999999999"},
        {"colonia": "x"},
        {"grupo": "7"},
        {"pagina": "z"},
        {"q": "\0"},
    ):
        assert client.get(reverse("plans:voices", args=[plan.slug]), asked).status_code == 200
