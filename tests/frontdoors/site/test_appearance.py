"""The office sets the municipality's name, colour and shield."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tequio.config.demo.factories.accounts import make_dani
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.web import drawings
from tequio.foundation.web.models import Appearance

ADDRESS = "/escritorio/apariencia/"
VALUES = {"name": "Villa de la Loma", "tagline": "Decide", "colour": "#5b2a86"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_dani())
    return client


def shield(content: bytes | None = None) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#22633f").save(out, "PNG")
    return SimpleUploadedFile("escudo.png", content or out.getvalue(), "image/png")


def test_the_new_look_shows_at_once_and_is_recorded(
    administrator: Client, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.post(ADDRESS, {**VALUES, "shield": shield()})
    assert answer.status_code == 302
    assert "Villa de la Loma" in administrator.get(ADDRESS).content.decode()
    assert Appearance.objects.get().shield is not None
    assert AuditEvent.objects.get().kind == "site.AppearanceChanged"


def test_without_a_new_shield_the_present_one_stays(administrator: Client) -> None:
    administrator.post(ADDRESS, {**VALUES, "shield": shield()})
    administrator.post(ADDRESS, {**VALUES, "name": "Otra"})
    look = Appearance.objects.get()
    assert look.name == "Otra"
    assert look.shield is not None


def test_no_colour_is_the_colour_of_the_house(administrator: Client) -> None:
    administrator.post(ADDRESS, {**VALUES, "colour": ""})
    assert Appearance.objects.get().colour == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"colour": "morado"}, "seis cifras"),
        ({"colour": "#f0a202"}, "no se lee bien"),
        ({"shield": shield(b"no es imagen")}, "no es una imagen"),
        ({"shield": shield(b"x" * (2 * 1024 * 1024 + 1))}, "más de 2 MB"),
        ({"name": ""}, "obligatorio"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_changes(
    administrator: Client, wrong: dict[str, object], said: str
) -> None:
    page = administrator.post(ADDRESS, {**VALUES, **wrong}).content.decode()
    assert said in page
    assert not Appearance.objects.exists()


def test_the_page_of_components_shows_every_piece(administrator: Client) -> None:
    page = administrator.get("/_diseño/").content.decode()
    for piece in ("hilo--timeline", "notice--late", 'class="bars"', 'class="waffle"', "map__svg", "summary"):
        assert piece in page
    assert page.count('class="drawing"') >= len(drawings.NAMES)
