"""The page of live figures, its files, and the stream that keeps it so."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from tests.participation.forums.crowds import arrive

from tequio.config.demo import census
from tequio.config.demo.factories import forums as make
from tequio.foundation.territory.models import CensusFigure
from tequio.foundation.territory.queries.census import census as census_of
from tequio.participation.forums.exports import figures as exports
from tequio.participation.forums.queries import front
from tequio.participation.forums.services import boards, figures
from tequio.participation.forums.views import stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    made = make.forum()
    arrive(made, 45)
    figures.refresh(forum_id=made.pk, at=timezone.now())
    return made


def page(forum):
    return f"/foros/{forum.slug}/en-vivo/"


def test_the_page_shows_bands_and_says_why(client, forum):
    text = client.get(page(forum)).content.decode()
    assert "40 o más" in text
    assert "Ninguna cifra habla de menos de 10 personas" in text
    assert f"{page(forum)}genero.csv" in text
    assert not re.search(r"data-cell=\"(?:gender|age|unit|sector|pillar)[^\"]*\">[1-9]</", text)


def test_before_there_are_enough_people_the_page_says_when_figures_come(client):
    forum = make.forum()
    arrive(forum, 9)
    assert "Todavía no hay cifras" in client.get(page(forum)).content.decode()


def test_an_exercise_that_is_not_public_has_no_figures(client):
    forum = make.forum(published=False)
    for end in ("", "flujo", "cifras.json", "genero.csv", "mapa.geojson"):
        assert client.get(page(forum) + end).status_code == 404
    assert client.get("/foros/nada/en-vivo/flujo").status_code == 404


def test_each_table_is_a_file(client, forum):
    for slug in exports.BY_SLUG:
        answer = client.get(f"{page(forum)}{slug}.csv")
        assert answer.status_code == 200
        head, *rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        assert head == ",".join(exports.COLUMNS)
        assert rows
        assert all(row.startswith(slug) for row in rows)
    assert client.get(f"{page(forum)}otra.csv").status_code == 404


def test_the_document_and_the_map_are_data(client, forum):
    document = client.get(f"{page(forum)}cifras.json").json()
    assert (document["least"], document["step"], document["final"]) == (10, 10, False)
    found = client.get(f"{page(forum)}mapa.geojson").json()
    assert {feature["properties"]["kind"] for feature in found["features"]} == {"unit"}


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_colonias_as_for_one(
    client, number, django_assert_max_num_queries
):
    forum = make.forum()
    colonias = forum.territory.units.filter(level__rank=2)
    for unit in colonias[:number]:
        arrive(forum, 12, seed=unit.pk, unit=unit)
    figures.refresh(forum_id=forum.pk, at=timezone.now())
    client.get(page(forum))
    with django_assert_max_num_queries(16):
        client.get(page(forum))


def test_the_front_page_tells_no_more_people_than_the_figures_do(forum):
    assert front.people(forum) == 40
    arrive(forum, 9, seed=2)
    assert front.people(forum) == 40


def ask(forum, seen=""):
    """Ask the stream as the web server does, before Django."""
    said = {}

    def start(status, headers):
        said.update(status=status, headers=dict(headers))

    environ = {"PATH_INFO": f"{page(forum)}flujo", "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
    body = b"".join(stream.in_front_of(_never)(environ | {"HTTP_LAST_EVENT_ID": seen}, start))
    return said["status"], said["headers"], body.decode()


def _never(_environ, _start):
    raise AssertionError("Django was asked")


def test_the_stream_gives_what_is_new_once_and_then_only_when_to_come_again(forum):
    status, headers, body = ask(forum)
    assert status == "200 OK"
    assert headers["Content-Type"].startswith("text/event-stream")
    assert int(headers["Content-Length"]) == len(body.encode())
    found = re.fullmatch(r"retry: (\d+)\nid: (\w{16})\nevent: figures\ndata: (.*)\n\n", body)
    assert 12_000 <= int(found[1]) <= 18_000
    assert json.loads(found[3])["totals"]["people"] == [40, 49]
    status, _headers, body = ask(forum, seen=found[2])
    assert status == "200 OK"
    assert re.fullmatch(r"retry: \d+\n\n", body)


def test_after_the_final_figures_a_browser_need_not_come_again(forum):
    figures.refresh(forum_id=forum.pk, at=timezone.now() + timedelta(days=60))
    boards.forget()
    seen = re.search(r"id: (\w+)", ask(forum)[2])[1]
    assert ask(forum, seen=seen)[0] == "204 No Content"


def test_other_addresses_go_on_to_django(forum):
    asked = []
    application = stream.in_front_of(lambda environ, _start: asked.append(environ["PATH_INFO"]) or [])
    for path in (page(forum), "/foros/nada/en-vivo/flujo", "/foros/a/b/en-vivo/flujo"):
        application({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, None)
    assert len(asked) == 3


def test_whoever_looks_costs_no_query_within_a_second(forum, django_assert_num_queries):
    ask(forum)
    with django_assert_num_queries(0):
        for _turn in range(50):
            ask(forum)


def test_who_asks_counts_where_no_worker_does(forum):
    arrive(forum, 20, seed=2)
    forum.live.computed_at = timezone.now() - timedelta(minutes=5)
    forum.live.save()
    boards.forget()
    assert '"people":[60,69]' in ask(forum)[2]


def test_beside_a_census_the_page_says_who_is_missing(client):
    forum = make.forum()
    arrive(forum, 60, gender="woman")
    forum.territory.units.filter(level__rank=2).update(population=900)
    census.take(forum.territory, year=2020)
    figures.refresh(forum_id=forum.pk, at=timezone.now())
    text = client.get(page(forum)).content.decode()
    assert "Faltan voces de:" in text
    assert "Hombres" in text
    assert "Censo inventado" in text


def test_a_census_is_read_at_the_level_that_tells_sex_and_ages():
    version = make.forum().territory
    version.units.filter(level__rank=2).update(population=900)
    census.take(version, year=2020)
    found = census_of(version, [(0, 17), (18, 29), (30, 44), (45, 59), (60, None)])
    people = 900 * version.units.filter(level__rank=2).count()
    assert sum(found.by_sex.values()) == pytest.approx(people, abs=10)
    assert sum(found.by_age.values()) == pytest.approx(people, abs=10)
    assert set(found.by_unit.values()) == {900}
    assert (found.year, found.source) == (2020, "Censo inventado de la demostración")
    assert census_of(version, [(0, 20), (21, None)]).by_age == {}  # the census cuts elsewhere


def test_without_a_census_the_page_compares_nothing(client, forum):
    CensusFigure.objects.all().delete()
    forum.territory.units.update(population=None)
    assert "Quiénes faltan" not in client.get(page(forum)).content.decode()
