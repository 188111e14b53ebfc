"""What every answer of the site carries, and what it refuses, whatever the page."""

import re

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver, reverse
from tests.config.test_route_matrix import EXISTING

from tequio.config.demo.factories.accounts import PASSWORD, make_ana, make_cast

HTTPS = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}


def policy(response) -> dict[str, list[str]]:
    parts = response["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for part in parts if (words := part.split())}


@pytest.mark.parametrize("path", ["/cuenta/entrar/", "/no-existe/", "/escritorio/"])
def test_every_answer_carries_a_strict_policy(client, db, path):
    said = policy(client.get(path))
    assert said["default-src"] == ["'self'"]
    assert said["frame-ancestors"] == said["object-src"] == said["base-uri"] == ["'none'"]
    assert said["form-action"] == ["'self'"]
    everything = " ".join(word for words in said.values() for word in words)
    assert "unsafe" not in everything
    assert "*" not in everything
    assert "http:" not in everything


def test_every_answer_forbids_framing_sniffing_and_telling_where_one_comes_from(client, db):
    headers = client.get("/cuenta/entrar/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_plain_http_sets_no_hsts(client, db):
    assert "Strict-Transport-Security" not in client.get("/cuenta/entrar/").headers


@override_settings(**HTTPS)
def test_behind_tls_plain_http_is_redirected_and_hsts_is_set(client, db):
    assert client.get("/cuenta/entrar/")["Location"] == "https://testserver/cuenta/entrar/"
    secure = client.get("/cuenta/entrar/", secure=True)
    assert secure["Strict-Transport-Security"] == "max-age=31536000"


@override_settings(**HTTPS)
def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, db):
    make_ana(password=PASSWORD)
    client.get("/cuenta/entrar/", secure=True)
    form = {"login": "ana@tequio.example", "password": PASSWORD}
    client.post("/cuenta/entrar/", form, secure=True, headers={"referer": "https://testserver/"})
    assert {"tequio", "csrf"} <= set(client.cookies)
    for name in ("tequio", "csrf"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["secure"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name


def test_an_unknown_host_is_refused(db):
    response = Client(headers={"host": "ejemplo.invalid"}).get("/cuenta/entrar/")
    assert response.status_code == 400


def test_a_forwarded_host_is_not_believed(client, db):
    page = client.get("/cuenta/entrar/", headers={"x-forwarded-host": "ejemplo.invalid"})
    assert "ejemplo.invalid" not in page.content.decode()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://ejemplo.invalid/",
        "//ejemplo.invalid/",
        "/\\ejemplo.invalid",
        "javascript:alert(1)",
        "\thttps://x.invalid",
    ],
)
def test_entering_leads_nowhere_but_here(client, db, wanted):
    make_ana(password=PASSWORD)
    form = {"login": "ana@tequio.example", "password": PASSWORD, "next": wanted}
    assert client.post("/cuenta/entrar/", form)["Location"] == "/"


@pytest.mark.parametrize("wanted", ["https://ejemplo.invalid/", "//ejemplo.invalid/"])
def test_leaving_and_changing_language_lead_nowhere_but_here(client, db, wanted):
    for path in ("/cuenta/salir/", reverse("web:set_language")):
        client.force_login(make_ana())
        place = client.post(path, {"next": wanted, "language": "en"})["Location"]
        assert "ejemplo.invalid" not in place


def test_there_is_no_framework_admin(client, db):
    assert not [path for _name, path in EXISTING if re.match(r"\^?/?admin", path)]
    assert client.get("/admin/").status_code == 404


def test_no_route_shows_how_the_house_is_made(client, db):
    for path in ("/.env", "/.git/config", "/static/../settings.py", "/media/", "/static/"):
        assert client.get(path).status_code == 404


def test_errors_show_no_code(db):
    from tequio.foundation.web import views

    request = RequestFactory().get("/")
    request.user = None
    page = views.server_error(request).content.decode()
    assert "Traceback" not in page


@pytest.mark.parametrize("origin", ["https://ejemplo.invalid", "null"])
def test_a_form_from_another_site_is_refused(db, origin):
    ana = make_ana()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ana)
    page = browser.get("/cuenta/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"name": "Otra", "csrfmiddlewaretoken": token}
    assert browser.post("/cuenta/", form, headers={"origin": origin}).status_code == 403
    assert browser.post("/cuenta/", form).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_methods_that_nothing_uses_are_refused(client, db, method):
    client.force_login(make_ana())
    assert getattr(client, method)("/cuenta/").status_code == 405
    make_ana().refresh_from_db()
    assert make_ana().name == "Ana Robledo"


def test_what_is_not_text_breaks_nothing(client, db):
    cast = make_cast()
    client.force_login(cast.dani)
    for path in (
        "/escritorio/personas/?q=%00",
        "/escritorio/personas/?pagina=%00",
        "/escritorio/personas/?office=%00",
    ):
        assert client.get(path).status_code in {200, 400, 404}, path


def test_error_handlers_are_ours():
    resolver = get_resolver()
    for status in (400, 403, 404, 500):
        assert resolver.resolve_error_handler(status).__module__.startswith("tequio."), status
