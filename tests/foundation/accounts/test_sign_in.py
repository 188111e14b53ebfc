"""The doors: code, password, sign-up, recovery; what they tell a stranger, and how often they may be tried."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tequio.config.demo.factories.accounts import PASSWORD, make_ana, make_beto, make_user
from tequio.foundation.accounts.models import User
from tequio.foundation.audit.models import AuditEvent

ENTER, CODE, CONFIRM = "/cuenta/entrar/", "/cuenta/entrar/codigo/", "/cuenta/entrar/codigo/confirmar/"


def test_a_citizen_enters_with_a_code_by_mail(client, db, mailed_code):
    make_ana()
    client.post(CODE, {"email": "ana@tequio.example", "next": "/ayuda/"})
    message = mail.outbox[0]
    assert message.subject == "Su código para entrar"
    assert "Sirve diez minutos" in message.body
    response = client.post(CONFIRM, {"code": mailed_code(), "next": "/ayuda/"})
    assert response["Location"] == "/ayuda/"
    assert client.get("/cuenta/").status_code == 200


def test_a_wrong_code_is_refused_with_words(client, db, mailed_code):
    make_ana()
    client.post(CODE, {"email": "ana@tequio.example"})
    wrong = "000000" if mailed_code() != "000000" else "111111"
    response = client.post(CONFIRM, {"code": wrong})
    assert "Ese código no es" in response.content.decode()


def test_three_wrong_codes_start_over(client, db, mailed_code):
    make_ana()
    client.post(CODE, {"email": "ana@tequio.example"})
    good = mailed_code()
    for _ in range(3):
        response = client.post(CONFIRM, {"code": "abcdef"})
    assert response.status_code == 302
    client.post(CONFIRM, {"code": good})
    assert client.get("/cuenta/").status_code == 302


def test_a_citizen_enters_with_a_password_and_lands_at_home(client, db):
    make_ana(password=PASSWORD)
    response = client.post(ENTER, {"login": "ana@tequio.example", "password": PASSWORD})
    assert response["Location"] == "/"


def test_staff_land_at_their_pending_work(client, db, settings):
    settings.DEMONSTRATION = True
    make_beto(password=PASSWORD)
    response = client.post(ENTER, {"login": "beto@tequio.example", "password": PASSWORD})
    assert response["Location"] == "/escritorio/"


def test_staff_are_asked_their_second_factor(client, db):
    make_beto(password=PASSWORD)
    response = client.post(ENTER, {"login": "beto@tequio.example", "password": PASSWORD})
    assert response["Location"] == "/cuenta/entrar/segundo-paso/"
    assert client.get("/escritorio/")["Location"].startswith(ENTER)
    page = client.get("/cuenta/entrar/segundo-paso/").content.decode()
    assert "Falta el segundo paso" in page


def test_a_code_by_mail_does_not_go_around_the_second_factor(client, db, mailed_code):
    make_beto()
    client.post(CODE, {"email": "beto@tequio.example"})
    response = client.post(CONFIRM, {"code": mailed_code()})
    assert response["Location"] == "/cuenta/entrar/segundo-paso/"


def test_signing_up_asks_a_name_and_an_address_and_confirms_it(client, db, mailed_code):
    response = client.post("/cuenta/crear/", {"email": "Luz@Tequio.example", "name": "Luz Prado"})
    assert response["Location"] == "/cuenta/correo/confirmar/"
    assert mail.outbox[0].subject == "Confirme su correo"
    assert client.get("/cuenta/").status_code == 302
    client.post("/cuenta/correo/confirmar/", {"code": mailed_code()})
    user = User.objects.get(email="luz@tequio.example")
    assert (user.name, user.has_usable_password()) == ("Luz Prado", False)
    assert client.get("/cuenta/").status_code == 200
    assert AuditEvent.objects.get().kind == "accounts.AccountOpened"


def test_signing_up_without_a_name_is_refused(client, db):
    response = client.post("/cuenta/crear/", {"email": "luz@tequio.example"})
    assert response.status_code == 200
    assert not User.objects.exists()


def test_signing_up_takes_nothing_but_the_name_and_the_address(client, db):
    """Mass assignment: fields that the form does not show are not taken."""
    extra = {
        "is_active": "",
        "is_staff": "on",
        "role": "administrator",
        "memberships": "1",
        "password1": "x" * 12,
    }
    client.post("/cuenta/crear/", {"email": "luz@tequio.example", "name": "Luz", **extra})
    user = User.objects.get()
    assert user.is_active
    assert not user.memberships.exists()
    assert not user.has_usable_password()


def test_a_stranger_learns_nothing_about_who_has_an_account(db):
    """The same answers, page by page, for an address that has an account and for one that has none."""
    make_ana(password=PASSWORD)

    def answers(email):
        said = []
        for path, form in (
            (CODE, {"email": email}),
            ("/cuenta/contrasena/recuperar/", {"email": email}),
            ("/cuenta/crear/", {"email": email, "name": "Alguien"}),
            (ENTER, {"login": email, "password": "equivocada-12"}),
        ):
            response = Client().post(path, form, follow=True)
            page = re.sub(r'value="[^"]*"|X-CSRFToken[^}]*', "", response.content.decode())
            said.append((response.redirect_chain, page.replace(email, "…")))
        return said

    assert answers("ana@tequio.example") == answers("nadie@tequio.example")


def test_who_signs_up_again_is_told_by_mail_that_they_have_an_account(client, db):
    make_ana()
    client.post("/cuenta/crear/", {"email": "ana@tequio.example", "name": "Ana"})
    message = mail.outbox[0]
    assert message.subject == "Ya tiene una cuenta"
    assert "http://testserver/cuenta/entrar/" in message.body


def test_who_asks_a_code_without_an_account_is_told_how_to_open_one(client, db):
    client.post(CODE, {"email": "nadie@tequio.example"})
    assert mail.outbox[0].subject == "Este correo no tiene cuenta"
    assert "/cuenta/crear/" in mail.outbox[0].body


def test_a_forgotten_password_is_replaced_with_a_code(client, db, mailed_code):
    make_ana(password=PASSWORD)
    client.post("/cuenta/contrasena/recuperar/", {"email": "ana@tequio.example"})
    response = client.post("/cuenta/contrasena/recuperar/codigo/", {"code": mailed_code()})
    assert response["Location"] == "/cuenta/contrasena/recuperar/nueva/"
    new = {"password1": "nopal marigold 7", "password2": "nopal marigold 7"}
    assert client.post("/cuenta/contrasena/recuperar/nueva/", new).status_code == 302
    assert User.objects.get().check_password("nopal marigold 7")
    assert mail.outbox[-1].subject == "Su contraseña cambió"


@pytest.mark.parametrize("password", ["corta", "password123"])
def test_a_poor_password_is_refused(client, db, password):
    client.force_login(make_ana())
    page = client.post("/cuenta/contrasena/poner/", {"password1": password, "password2": password})
    assert "field--wrong" in page.content.decode()
    assert not User.objects.get().has_usable_password()


def test_a_password_is_kept_as_argon2(db, settings):
    from tequio.config import settings as ours

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS  # tests use a faster one
    assert make_user(password=PASSWORD).password.startswith("argon2")


def test_ten_tries_of_a_password_are_too_many(client, db):
    make_ana(password=PASSWORD)
    for _ in range(11):
        response = client.post(ENTER, {"login": "ana@tequio.example", "password": "equivocada-12"})
    assert "muchos intentos fallidos" in response.content.decode()
    response = client.post(ENTER, {"login": "ana@tequio.example", "password": PASSWORD})
    assert client.get("/cuenta/").status_code == 302


def test_too_many_requests_get_a_page_that_says_to_wait(client, db):
    for _ in range(31):
        response = client.get(ENTER)
        response = client.post(ENTER, {"login": "x@tequio.example", "password": "equivocada-12"})
    assert response.status_code == 429
    assert "Demasiados intentos" in response.content.decode()


def test_limits_count_in_one_cache_for_all_processes(settings, db):
    from tequio.config import cache

    shared = cache.settings()["default"]
    assert shared["BACKEND"].endswith("DatabaseCache")
    settings.CACHES = cache.settings()
    from django.core.cache import caches

    caches["default"].set("intentos", 3)
    assert caches["default"].get("intentos") == 3


def test_a_named_redis_is_the_shared_cache(monkeypatch):
    from tequio.config import cache

    monkeypatch.setenv("TEQUIO_CACHE_URL", "redis://127.0.0.1:6379/1")
    assert cache.settings()["default"]["LOCATION"] == "redis://127.0.0.1:6379/1"


def test_the_session_changes_its_key_on_entering(client, db, mailed_code):
    """Session fixation: a key planted before entering is worth nothing after."""
    make_ana()
    client.get(ENTER)
    client.post(CODE, {"email": "ana@tequio.example"})
    before = client.cookies["tequio"].value
    client.post(CONFIRM, {"code": mailed_code()})
    after = client.cookies["tequio"].value
    assert before != after
    stranger = Client()
    stranger.cookies["tequio"] = before
    assert stranger.get("/cuenta/").status_code == 302


def test_leaving_asks_first_and_ends_the_session(client, db):
    client.force_login(make_ana())
    assert "¿Quiere salir" in client.get("/cuenta/salir/").content.decode()
    assert client.get("/cuenta/").status_code == 200
    client.post("/cuenta/salir/")
    assert client.get("/cuenta/").status_code == 302


def test_changing_the_address_confirms_the_new_one_first(client, db, mailed_code):
    ana = make_ana()
    client.force_login(ana)
    client.post("/cuenta/correo/", {"email": "anita@tequio.example", "action_add": ""})
    ana.refresh_from_db()
    assert ana.email == "ana@tequio.example"
    client.post("/cuenta/correo/confirmar/", {"code": mailed_code()})
    ana.refresh_from_db()
    assert ana.email == "anita@tequio.example"
    assert mail.outbox[-1].to == ["ana@tequio.example"]
    assert "cambió de ana@tequio.example a anita@tequio.example" in mail.outbox[-1].body


def test_who_is_deactivated_is_told_so_at_the_door(client, db):
    user = make_ana(password=PASSWORD)
    User.objects.filter(pk=user.pk).update(is_active=False)
    response = client.post(ENTER, {"login": "ana@tequio.example", "password": PASSWORD}, follow=True)
    assert "está desactivada" in response.content.decode()


def test_mail_is_plain_text_in_spanish_signed_by_the_municipality(client, db, settings):
    make_ana()
    client.post(CODE, {"email": "ana@tequio.example"})
    message = mail.outbox[0]
    assert not message.alternatives
    assert message.body.startswith("Buen día:")
    assert settings.MUNICIPALITY in message.body


def test_an_address_unconfirmed_for_a_week_is_forgotten(db, time_machine):
    from tequio.foundation.accounts.tasks import tidy

    time_machine.move_to("2026-03-01T12:00:00+00:00")
    stale = make_user("vieja@tequio.example")
    EmailAddress.objects.filter(user=stale).update(verified=False)
    kept = make_user("confirmada@tequio.example")
    time_machine.move_to("2026-03-09T12:00:00+00:00")
    recent = make_user("nueva@tequio.example")
    EmailAddress.objects.filter(user=recent).update(verified=False)
    tidy(0)
    assert set(User.objects.all()) == {kept, recent}
