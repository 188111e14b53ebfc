"""The pages of exercises that anyone sees."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_caro
from tequio.participation.forums.services import amendments
from tequio.participation.forums.types import PhaseKind

pytestmark = pytest.mark.django_db


def test_the_list_tells_open_coming_and_past_apart_and_costs_the_same_for_three(
    client, django_assert_max_num_queries
):
    now = timezone.now()
    make.forum(slug="uno", at=now)
    with django_assert_max_num_queries(10) as one:
        client.get("/foros/")
    make.forum(slug="luego", phase=None, at=now)
    make.forum(slug="antes", at=now - timedelta(days=700))
    make.forum(slug="oculto", published=False)
    with django_assert_max_num_queries(len(one)):
        page = client.get("/foros/").content.decode()
    places = [page.index(words) for words in (">Abiertos<", "/foros/uno/", ">Por abrir<", "/foros/luego/")]
    assert places == sorted(places)
    assert page.index(">Terminados<") < page.index("/foros/antes/")
    assert "/foros/oculto/" not in page


def test_the_front_page_costs_the_same_whatever_was_said(client, django_assert_max_num_queries):
    forum = make.forum()
    make.contribution(forum)
    client.get("/foros/foro2026/")
    with django_assert_max_num_queries(25) as one:
        client.get("/foros/foro2026/")
    make.pillar(forum)
    for _ in range(3):
        make.contribution(forum, participant=make.participant(forum), author=None)
    with django_assert_max_num_queries(len(one)):
        page = client.get("/foros/foro2026/").content.decode()
    assert "4 aportaciones" in page


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (PhaseKind.CONTRIBUTING, "Aportar mi voz"),
        (PhaseKind.VOTING, "Votar por lo que otras personas aportaron"),
        (PhaseKind.ANALYSIS, "Leer lo que se dijo"),
        (None, "Guardar la fecha en mi calendario"),
    ],
)
def test_one_button_says_what_can_be_done_now(client, phase, words):
    forum = make.forum(phase=phase)
    if phase is PhaseKind.ANALYSIS:
        make.contribution(forum)
    page = client.get("/foros/foro2026/").content.decode()
    assert page.count("button--primary") == 1
    assert words in page


def test_before_it_is_published_only_its_office_sees_it(client):
    make.forum(published=False)
    assert client.get("/foros/foro2026/").status_code == 404
    client.force_login(make_caro())
    assert "Vista previa" in client.get("/foros/foro2026/").content.decode()


def test_the_calendar_and_the_definition_follow_an_amendment(client):
    forum = make.forum()
    assert b"SEQUENCE:0" in client.get("/foros/foro2026/calendario.ics").content
    amendments.amend(forum=forum, reason="Faltó decirlo.", at=timezone.now(), texts={"name": "Foro nuevo"})
    feed = client.get("/foros/foro2026/calendario.ics").content
    assert b"SEQUENCE:1" in feed
    assert feed.count(b"BEGIN:VEVENT") == 4
    told = json.loads(client.get("/foros/foro2026/definicion.json").content)
    assert told["name"] == "Foro nuevo"
    assert told["amendments"][0]["reason"] == "Faltó decirlo."
    assert [p["code"] for p in told["pillars"]] == ["bienestar", "servicios"]
    assert "Faltó decirlo." in client.get("/foros/foro2026/").content.decode()


def test_an_open_exercise_is_found_on_the_front_page_of_the_site(client):
    assert "Diga qué debe atender el plan" not in client.get("/").content.decode()
    make.forum()
    assert "/foros/foro2026/" in client.get("/").content.decode()
