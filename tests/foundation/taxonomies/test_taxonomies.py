"""Lists of concepts: in force by the day, never edited once used, without circles, to load and to take home."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from tequio.config.demo.factories import forums
from tequio.config.demo.factories.accounts import make_caro
from tequio.foundation.taxonomies import queries, services
from tequio.foundation.taxonomies.models import Concept, Match
from tequio.foundation.taxonomies.types import Entry, MatchKind
from tequio.participation.forums.models import Forum

pytestmark = pytest.mark.django_db

TODAY = date(2030, 5, 10)
DAY = timedelta(days=1)


@pytest.fixture
def themes():
    """Two themes, one inside the other."""
    scheme = services.create_scheme(slug="temas", title="Temas del foro")
    for entry in (Entry(code="1", label="Agua"), Entry(code="1.1", label="Fugas", broader="1")):
        services.add_concept(scheme=scheme, entry=entry, on=TODAY)
    return scheme


@pytest.fixture
def used(themes):
    """The pillars of a forum speak of every theme."""
    exercise = forums.forum()
    for concept in Concept.objects.filter(scheme=themes):
        forums.pillar(exercise, code=f"p-{concept.pk}", concept=concept)


def test_every_installation_has_the_seventeen_goals_of_the_united_nations():
    goals = queries.concepts("ods", on=TODAY)
    assert [goal.code for goal in goals] == [str(n) for n in range(1, 18)]
    assert goals[10].label == "Ciudades y comunidades sostenibles"


def test_the_tree_is_read_in_one_query(themes, django_assert_num_queries):
    with django_assert_num_queries(1):
        (top,) = queries.tree("temas", on=TODAY)
    assert [(n.concept.code, n.depth) for n in queries.flat([top])] == [("1", 0), ("1.1", 1)]


def test_nobody_has_used_it_so_it_is_corrected_in_place(themes):
    row = queries.concept("temas", "1", on=TODAY)
    kept = services.replace_concept(concept=row, entry=Entry(code="1", label="El agua"), since=TODAY, on=TODAY)
    assert (kept.pk, kept.label) == (row.pk, "El agua")
    assert queries.wordings("temas", "1").count() == 1


def test_once_used_other_words_begin_a_new_row_and_what_was_said_keeps_its_own(themes, used):
    row, goal = queries.concept("temas", "1", on=TODAY), queries.concept("ods", "6", on=TODAY)
    services.match(concept=row, other=goal, kind=MatchKind.CLOSE)
    entry = Entry(code="1", label="Agua y drenaje")
    new = services.replace_concept(concept=row, entry=entry, since=TODAY, on=TODAY)
    row.refresh_from_db()
    assert (row.label, row.valid_to) == ("Agua", TODAY - DAY)
    assert queries.concept("temas", "1", on=TODAY - DAY) == row
    assert queries.concept("temas", "1", on=TODAY) == new
    assert [n.concept.label for n in queries.flat(queries.tree("temas", on=TODAY))] == [
        "Agua y drenaje",
        "Fugas",
    ]
    assert [m.other for m in queries.matches_of(new)] == [goal]
    forums.pillar(Forum.objects.get(), code="agua", concept=new)
    with pytest.raises(services.DaysDoNotFit):
        services.replace_concept(concept=new, entry=Entry(code="1", label="X"), since=TODAY, on=TODAY)


def test_nothing_ends_up_inside_itself(themes):
    row = queries.concept("temas", "1", on=TODAY)
    with pytest.raises(services.WouldBeACircle):
        services.replace_concept(
            concept=row, entry=Entry(code="1", label="Agua", broader="1.1"), since=TODAY, on=TODAY
        )
    with pytest.raises(services.WouldBeACircle):
        services.add_concept(scheme=themes, entry=Entry(code="2", label="Luz", broader="2"), on=TODAY)


def test_what_holds_a_concept_is_of_the_same_list(themes):
    with pytest.raises(services.NotInThisScheme):
        services.add_concept(scheme=themes, entry=Entry(code="2", label="Luz", broader="17"), on=TODAY)
    stranger = queries.concept("ods", "17", on=TODAY)
    with pytest.raises(DatabaseError):
        Concept.objects.filter(scheme=themes, code="1").update(broader=stranger)


def test_a_code_names_one_thing_at_a_time(themes):
    row = queries.concept("temas", "1.1", on=TODAY)
    services.retire_concept(concept=row, last=TODAY)
    with pytest.raises(services.CodeTaken):
        services.add_concept(scheme=themes, entry=Entry(code="1.1", label="Otra"), on=TODAY)
    later = Entry(code="1.1", label="Otra", valid_from=TODAY + DAY)
    services.add_concept(scheme=themes, entry=later, on=TODAY)
    assert queries.concept("temas", "1.1", on=TODAY).label == "Fugas"
    assert queries.concept("temas", "1.1", on=TODAY + DAY).label == "Otra"


def test_what_holds_others_is_not_retired_before_them(themes):
    top, inner = (queries.concept("temas", code, on=TODAY) for code in ("1", "1.1"))
    with pytest.raises(services.HasNarrower):
        services.retire_concept(concept=top, last=TODAY)
    services.retire_concept(concept=inner, last=TODAY)
    services.retire_concept(concept=top, last=TODAY)
    assert queries.tree("temas", on=TODAY + DAY) == []


def test_a_match_is_said_from_both_sides_and_once(themes):
    row, goal = queries.concept("temas", "1", on=TODAY), queries.concept("ods", "6", on=TODAY)
    made = services.match(concept=row, other=goal, kind=MatchKind.BROAD)
    assert queries.matches_of(goal).get().kind == MatchKind.NARROW
    with pytest.raises(services.MatchRefused):
        services.match(concept=goal, other=row, kind=MatchKind.EXACT)
    with pytest.raises(services.MatchRefused):
        services.match(concept=row, other=queries.concept("temas", "1.1", on=TODAY), kind=MatchKind.RELATED)
    services.unmatch(match=made)
    assert not Match.objects.exists()


def test_a_file_is_kept_whole_whatever_the_order_of_its_rows(themes):
    rows = [
        Entry(code="2.1", label="Luminarias", broader="2"),
        Entry(code="2", label="Luz"),
        Entry(code="1", label="El agua"),
        Entry(code="1.1", label="Fugas", broader="1"),
    ]
    services.check_concepts(scheme=themes, entries=rows, on=TODAY)
    assert queries.concepts("temas", on=TODAY).count() == 2
    assert services.load_concepts(scheme=themes, entries=rows, on=TODAY) == (2, 1)
    assert services.load_concepts(scheme=themes, entries=rows, on=TODAY) == (0, 0)
    with pytest.raises(services.NotInThisScheme):
        services.load_concepts(
            scheme=themes,
            entries=[Entry(code="3", label="A"), Entry(code="4", label="B", broader="9")],
            on=TODAY,
        )
    assert queries.concept("temas", "3", on=TODAY) is None


def test_the_coordinator_keeps_a_list_from_beginning_to_end(client):
    client.force_login(make_caro())
    base = "/escritorio/taxonomias/"
    made = client.post(f"{base}nueva/", {"title": "Ejes del plan estatal", "slug": "plan-estatal"})
    page = f"{base}plan-estatal/"
    assert made["Location"] == page
    assert client.post(f"{base}nueva/", {"title": "Otra", "slug": "plan-estatal"}).status_code == 422
    assert client.post(f"{page}agregar/", {"code": "E1", "label": "Bienestar"})["Location"] == page
    row = Concept.objects.get(code="E1")
    own = f"{page}conceptos/{row.pk}/"
    goal = Concept.objects.get(scheme__slug="ods", code="3")
    assert client.post(f"{own}equivalencias/", {"kind": "closeMatch", "other": goal.pk})["Location"] == own
    assert "Salud y bienestar" in client.get(own).content.decode()
    assert "Salud y bienestar" in client.get("/taxonomias/plan-estatal/").content.decode()
    match = Match.objects.get(concept=row)
    client.post(f"{own}equivalencias/{match.pk}/quitar/")
    changed = {"label": "Bienestar de todas", "broader": "", "definition": "", "since": "2030-01-01"}
    assert client.post(f"{own}cambiar/", changed)["Location"] == own
    assert client.post(f"{own}retirar/", {"last": timezone.localdate().isoformat()})["Location"] == own
    assert "hasta el" in client.get(own).content.decode()


def test_a_spreadsheet_is_shown_before_it_is_kept_and_its_problems_are_told_by_row(client, themes):
    client.force_login(make_caro())
    url = "/escritorio/taxonomias/temas/cargar/"

    def upload(text):
        file = io.BytesIO(text.encode())
        file.name = "temas.csv"
        return client.post(url, {"file": file})

    bad = upload("clave,nombre,desde\n3,Parques,ayer\n3 3,Calles,\n")
    assert bad.status_code == 422
    assert "Fila 2" in bad.content.decode()
    assert "Fila 3" in bad.content.decode()
    assert "quedaría dentro" in upload("clave,nombre,dentro_de\n4,A,5\n5,B,4\n").content.decode()
    good = upload("code,label,broader,valid_from\n3,Parques,,2020-01-01\n3.1,Juegos,3,\n")
    assert good.status_code == 200
    client.post(url, {"leido": good.context["sealed"]})
    assert queries.concept("temas", "3.1", on=timezone.localdate()).broader.code == "3"
    assert client.post(url, {"leido": "inventado"})["Location"] == url


def test_anyone_reads_a_list_as_it_stood_and_takes_it_home(client, themes, used):
    row = queries.concept("temas", "1", on=TODAY)
    new = Entry(code="1", label="Agua y drenaje")
    services.replace_concept(concept=row, entry=new, since=date(2020, 1, 1), on=timezone.localdate())
    assert "Agua y drenaje" in client.get("/taxonomias/temas/").content.decode()
    before = client.get("/taxonomias/temas/?fecha=2019-12-31").content.decode()
    assert "drenaje" not in before
    assert client.get("/taxonomias/temas/?fecha=nunca").status_code == 422
    text = b"".join(client.get("/taxonomias/temas.csv").streaming_content).decode("utf-8-sig")
    assert [r["clave"] for r in csv.DictReader(io.StringIO(text))] == ["1", "1", "1.1"]
    graph = client.get("/taxonomias/temas.jsonld").json()["@graph"]
    own = "http://testserver/taxonomias/temas/#1"
    assert {n["@id"] for n in graph} >= {own, f"{own}@2019-12-31", "http://testserver/taxonomias/temas/#1.1"}
    assert next(n for n in graph if n["@id"].endswith("@2019-12-31"))["isReplacedBy"] == own
    assert next(n for n in graph if n.get("notation") == "1.1")["broader"] == own


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_however_long_the_list(client, count, themes, django_assert_max_num_queries):
    for n in range(count):
        services.add_concept(scheme=themes, entry=Entry(code=f"9{n}", label="Más"), on=TODAY)
    with django_assert_max_num_queries(4):
        client.get("/taxonomias/temas/")
    with django_assert_max_num_queries(3):
        client.get("/taxonomias/")
    client.force_login(make_caro())
    with django_assert_max_num_queries(20):
        client.get("/escritorio/taxonomias/temas/")
