import pytest
from django.test import Client

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_cast
from tequio.foundation.accounts.models import User


def test_a_person_changes_how_they_are_called(client, db):
    client.force_login(make_ana())
    page = client.post("/cuenta/", {"name": "  Ana María  "}, follow=True).content.decode()
    assert "Su nombre quedó guardado." in page
    assert User.objects.get().name == "Ana María"


def test_an_empty_name_is_refused(client, db):
    client.force_login(make_ana())
    assert client.post("/cuenta/", {"name": ""}).status_code == 400
    assert User.objects.get().name == "Ana Robledo"


def test_staff_see_their_roles_and_the_way_to_the_office(client, db):
    client.force_login(make_beto())
    page = client.get("/cuenta/").content.decode()
    assert "Enlace · Infraestructura" in page
    assert 'href="/escritorio/"' in page


def test_a_citizen_sees_no_office(client, db):
    client.force_login(make_ana())
    assert "Mi trabajo aquí" not in client.get("/cuenta/").content.decode()


def test_a_name_with_markup_is_shown_as_text(client, db):
    client.force_login(make_ana())
    client.post("/cuenta/", {"name": "<script>alert(1)</script>"})
    page = client.get("/cuenta/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_welcome_says_what_is_left_to_do(client, db):
    client.force_login(make_beto())
    page = client.get("/cuenta/bienvenida/").content.decode()
    assert "Enlace · Infraestructura" in page
    assert "Ir al escritorio" in page


# The demonstration's one-touch entrance.


def person(cast):
    return {"person": cast.caro.pk, "next": "/ayuda/"}


def test_one_touch_enters_as_a_fictional_person_in_a_demonstration(client, db, settings):
    settings.DEMONSTRATION = True
    cast = make_cast()
    page = client.get("/cuenta/entrar/").content.decode()
    assert "Caro Medina" in page
    assert "Coordinación" in page
    assert client.post("/cuenta/demostracion/", person(cast))["Location"] == "/ayuda/"
    assert client.get("/escritorio/").status_code == 200


def test_elsewhere_that_entrance_does_not_exist(client, db):
    cast = make_cast()
    assert "Caro Medina" not in client.get("/cuenta/entrar/").content.decode()
    assert client.post("/cuenta/demostracion/", person(cast)).status_code == 404
    assert client.get("/cuenta/").status_code == 302


@pytest.mark.parametrize("chosen", ["", "x", "999999", "-1", "9" * 40])
def test_only_the_cast_can_be_had_with_one_touch(client, db, settings, chosen):
    settings.DEMONSTRATION = True
    make_cast()
    response = client.post("/cuenta/demostracion/", {"person": chosen}, follow=True)
    assert "no está en la demostración" in response.content.decode()


def test_a_real_person_cannot_be_had_with_one_touch(client, db, settings):
    settings.DEMONSTRATION = True
    real = User.objects.create_user("real@tequio.example")
    client.post("/cuenta/demostracion/", {"person": real.pk})
    assert client.get("/cuenta/").status_code == 302


@pytest.mark.parametrize("wanted", ["https://ejemplo.invalid/", "//ejemplo.invalid", "javascript:alert(1)"])
def test_one_touch_leads_nowhere_else(db, settings, wanted):
    settings.DEMONSTRATION = True
    cast = make_cast()
    response = Client().post("/cuenta/demostracion/", {"person": cast.ana.pk, "next": wanted})
    assert response["Location"] == "/"


def test_fictional_people_confirm_nothing_in_a_demonstration(client, db, settings):
    settings.DEMONSTRATION = True
    cast = make_cast(password="una-cualquiera")
    client.force_login(cast.dani)
    assert client.get("/escritorio/personas/invitaciones/nueva/").status_code == 200
    assert client.get("/cuenta/segundo-paso/aplicacion/").status_code == 200
