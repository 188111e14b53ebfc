"""The second factor: TOTP, spare codes, its place in the way of staff, its secrets at rest."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import override_settings
from tests.foundation.accounts.conftest import confirmed

from tequio.config.demo.factories.accounts import (
    PASSWORD,
    make_ana,
    make_beto,
    make_membership,
    make_user,
)
from tequio.foundation.accounts.adapters.allauth import MFAAdapter
from tequio.foundation.accounts.types import Role

TOTP_PAGE = "/cuenta/segundo-paso/aplicacion/"


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def activate(client) -> None:
    client.get(TOTP_PAGE)
    secret = client.session["mfa.totp.secret"]
    return client.post(TOTP_PAGE, {"code": code_of(secret)}, follow=True)


def test_staff_set_up_an_app_get_spare_codes_and_reach_the_office(client, db):
    user = make_user()
    make_membership(user, Role.AUDITOR)
    client.force_login(user)
    page = client.get("/escritorio/", follow=True).content.decode()
    assert "Su trabajo lo pide" in page
    page = client.get(TOTP_PAGE).content.decode()
    assert "data:image/svg+xml;base64," in page
    done = activate(client).content.decode()
    assert done.count("<li><code>") == 10
    assert "No los volveremos a mostrar" in done
    assert 'href="/escritorio/"' in done
    assert client.get("/escritorio/").status_code == 200


def test_the_second_step_takes_the_app_s_code(client, db):
    beto = make_beto(password=PASSWORD)
    secret = MFAAdapter().decrypt(Authenticator.objects.get(user=beto).data["secret"])
    client.post("/cuenta/entrar/", {"login": "beto@tequio.example", "password": PASSWORD})
    response = client.post("/cuenta/entrar/segundo-paso/", {"code": code_of(secret)})
    assert response["Location"] == "/escritorio/"


def test_a_code_of_the_app_works_once(client, db):
    beto = make_beto(password=PASSWORD)
    secret = MFAAdapter().decrypt(Authenticator.objects.get(user=beto).data["secret"])
    code = code_of(secret)
    for expected in (302, 200):
        client.post("/cuenta/salir/")
        client.post("/cuenta/entrar/", {"login": "beto@tequio.example", "password": PASSWORD})
        assert client.post("/cuenta/entrar/segundo-paso/", {"code": code}).status_code == expected


def test_a_spare_code_enters_once(client, db):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    beto = make_beto(password=PASSWORD)
    spare = RecoveryCodes.activate(beto).get_unused_codes()[0]
    for expected in (302, 200):
        client.post("/cuenta/salir/")
        client.post("/cuenta/entrar/", {"login": "beto@tequio.example", "password": PASSWORD})
        assert client.post("/cuenta/entrar/segundo-paso/", {"code": spare}).status_code == expected


def test_staff_do_not_drop_their_only_second_factor(client, db):
    beto = make_beto()
    confirmed(client, beto)
    page = client.post(TOTP_PAGE + "desactivar/").content.decode()
    assert "Su papel pide un segundo paso" in page
    assert Authenticator.objects.filter(user=beto, type="totp").exists()


def test_a_citizen_drops_it_at_will(client, db):
    ana = make_ana()
    client.force_login(ana)
    activate(client)
    confirmed(client, ana)
    client.post(TOTP_PAGE + "desactivar/")
    assert not Authenticator.objects.filter(user=ana).exists()


def test_the_page_shows_what_is_active(client, db):
    client.force_login(make_beto())
    page = client.get("/cuenta/segundo-paso/").content.decode()
    assert "Activa" in page
    assert "Hágalos ahora" in page
    assert "Su trabajo lo pide" not in page


def test_secrets_are_encrypted_at_rest(db):
    data = Authenticator.objects.get(user=make_beto()).data
    plain = MFAAdapter().decrypt(data["secret"])
    assert plain != data["secret"]
    assert plain not in str(data)


def test_a_secret_outlives_a_change_of_key(db, settings):
    kept = MFAAdapter().encrypt("semilla")
    with override_settings(SECRET_KEY="otra-llave-nueva", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert MFAAdapter().decrypt(kept) == "semilla"


def test_passkeys_get_a_name_to_tell_them_apart(db):
    ana, adapter = make_ana(), MFAAdapter()
    assert adapter.generate_authenticator_name(ana, Authenticator.Type.WEBAUTHN) == "Mi aparato"
    Authenticator.objects.create(user=ana, type=Authenticator.Type.WEBAUTHN, data={})
    assert adapter.generate_authenticator_name(ana, Authenticator.Type.WEBAUTHN) == "Aparato 2"


def test_the_app_shows_the_municipality(client, db, settings):
    from urllib.parse import quote

    ana = make_ana()
    assert quote(settings.MUNICIPALITY) in MFAAdapter().build_totp_url(ana, "ABC")


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge, Windows"),
        ("curl/8", "Aparato desconocido"),
    ],
)
def test_sessions_are_listed_by_device(agent, said):
    from tequio.foundation.accounts.templatetags.accounts import device

    assert device(agent) == said


def test_the_other_sessions_are_closed_from_the_list(db):
    from django.test import Client

    make_ana(password=PASSWORD)
    phone, desk = Client(headers={"user-agent": "Android Chrome"}), Client()
    for browser in (phone, desk):
        browser.post("/cuenta/entrar/", {"login": "ana@tequio.example", "password": PASSWORD})
    assert "Chrome, Android" in desk.get("/cuenta/sesiones/").content.decode()
    desk.post("/cuenta/sesiones/")
    assert phone.get("/cuenta/").status_code == 302
    assert desk.get("/cuenta/").status_code == 200


def test_who_has_just_entered_is_not_asked_again(client, db, time_machine):
    time_machine.move_to("2026-03-01T12:00:00+00:00")
    make_ana(password=PASSWORD)
    client.post("/cuenta/entrar/", {"login": "ana@tequio.example", "password": PASSWORD})
    assert client.get(TOTP_PAGE).status_code == 200
    time_machine.move_to("2026-03-01T12:16:00+00:00")
    assert client.get(TOTP_PAGE)["Location"].startswith("/cuenta/confirmar/")
    client.post("/cuenta/confirmar/", {"password": PASSWORD, "next": TOTP_PAGE})
    assert client.get(TOTP_PAGE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_second_factor_is_told_by_mail(client):
    client.force_login(make_ana())
    activate(client)
    message = mail.outbox[0]
    assert message.subject == "Segundo paso activo"
    assert "Si no fue usted" in message.body
