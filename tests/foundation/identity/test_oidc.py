"""Signing in with a real OpenID provider, which stands on loopback, following every redirection by hand."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core import mail
from django.test import Client
from tests.foundation.identity.provider import CLIENT, SECRET, serving

from tequio.config import oidc
from tequio.config.demo.factories.accounts import make_user
from tequio.foundation.accounts.models import User
from tequio.foundation.identity import queries

pytestmark = pytest.mark.django_db
START = "/cuenta/proveedor/identidad/login/"
LUZ = {"sub": "luz-1", "name": "Luz Peña", "email": "luz@correo.example", "email_verified": True}


@pytest.fixture
def provider(settings):
    with serving(**LUZ) as served:
        registry.load()
        registry.register(OpenIDConnectProvider)
        settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(served.url, CLIENT, SECRET)
        settings.ROOT_URLCONF = "tests.foundation.identity.oidc_urls"
        settings.OIDC = {"id": oidc.PROVIDER, "name": "Cuenta institucional"}
        yield served
        registry.provider_map.pop(OpenIDConnectProvider.id)


def walk(client, after="/cuenta/"):
    """Press the button of the page, go to the provider, and come back with what it gives."""
    sent = client.post(START, {"next": after})
    there = requests.get(sent["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_who_comes_from_the_provider_has_an_account_and_comes_back(client, provider):
    assert "Entrar con Cuenta institucional" in client.get("/cuenta/entrar/?next=/cuenta/").content.decode()
    assert walk(client)["Location"] == "/cuenta/"
    luz = User.objects.get(email="luz@correo.example")
    assert (luz.name, queries.holds(luz, "oidc"), queries.holds(luz, "contact")) == ("Luz Peña", True, True)
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data, SocialToken.objects.count()) == ("luz-1", {}, 0)
    client.logout()
    assert walk(client, "/cuenta/identificacion/")["Location"] == "/cuenta/identificacion/"
    assert User.objects.filter(email="luz@correo.example").count() == 1
    page = client.get("/cuenta/proveedor/")
    assert "Con qué otras cuentas entra" in page.content.decode()
    assert "Entrar con Cuenta institucional" in Client().get(START).content.decode()


def test_an_address_that_has_an_account_is_not_taken_over(client, provider):
    first = make_user("luz@correo.example", name="Otra")
    assert walk(client)["Location"] == "/cuenta/correo/confirmar/"  # the same as for an address that is free
    assert mail.outbox[-1].to == ["luz@correo.example"]
    assert "/cuenta/entrar/" in client.get("/cuenta/")["Location"]
    assert not SocialAccount.objects.filter(user=first).exists()


def test_a_code_that_the_provider_did_not_give_opens_nothing(client, provider):
    sent = client.post(START, {"next": "/cuenta/"})
    state = dict(pair.split("=", 1) for pair in urlsplit(sent["Location"]).query.split("&"))["state"]
    answer = client.get(f"{START}callback/?code=otro&state={state}")
    assert "No se pudo entrar con ese servicio" in answer.content.decode()
    assert not User.objects.exists()
