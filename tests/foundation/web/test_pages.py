"""The frame of every page, and the pages that answer when something goes wrong."""

import pytest
from django.test import Client, RequestFactory, override_settings

from tequio.foundation.web import appearance, views
from tequio.foundation.web.models import Appearance

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_helps(client: Client) -> None:
    answer = client.get("/nada/de/esto/")
    assert answer.status_code == 404
    assert "Aquí no hay nada" in answer.content.decode()


def test_a_form_without_its_key_gets_a_page_that_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/idioma/", {"language": "en"})
    assert answer.status_code == 403
    assert "no guardamos lo que envió" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.forbidden, 403),
        (views.too_large, 413),
        (views.too_many, 429),
        (views.server_error, 500),
    ],
)
def test_every_error_says_what_was_kept_and_leads_on(view, status: int, rf: RequestFactory) -> None:
    answer = view(rf.get("/x/"))
    text = answer.content.decode()
    assert answer.status_code == status
    assert 'class="lead"' in text
    assert 'class="button"' in text


def test_the_page_of_a_broken_server_asks_nothing_of_the_database(
    rf: RequestFactory, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        assert views.server_error(rf.get("/x/")).status_code == 500


def test_an_error_inside_a_page_comes_as_a_notice(client: Client) -> None:
    answer = client.get("/nada/", headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#avisos"
    assert "<html" not in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_a_form_that_is_too_large_gets_413(client: Client) -> None:
    answer = client.post("/idioma/", {"language": "en" * 50})
    assert answer.status_code == 413


def test_the_language_changes_with_a_form(client: Client) -> None:
    client.post("/idioma/", {"language": "en", "next": "/ayuda/"})
    assert '<html lang="en">' in client.get("/ayuda/").content.decode()


def test_no_page_loads_anything_from_elsewhere_or_inline(client: Client) -> None:
    policy = client.get("/ayuda/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_the_municipality_shows_its_own_name_colour_and_shield(client: Client) -> None:
    Appearance.objects.create(pk=1, name="Villa de la Loma", tagline="Decide", colour="#5b2a86", shield=b"png")
    appearance.forget()
    look = appearance.current()
    page = client.get("/ayuda/").content.decode()
    assert "Villa de la Loma" in page
    assert f"/tema/{look.version}.css" in page
    theme = client.get(f"/tema/{look.version}.css")
    assert "--anil-700:#5b2a86" in theme.content.decode()
    assert "immutable" in theme["Cache-Control"]
    assert client.get(f"/escudo/{look.version}.png").content == b"png"


def test_without_a_colour_of_its_own_there_is_no_theme(client: Client) -> None:
    assert client.get("/tema/0.css").content == b""
    assert client.get("/escudo/0.png").status_code == 404
