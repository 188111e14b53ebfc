"""Taking part without an account: with a code, and without showing anything. IDENT-16 to IDENT-18."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.accounts.models import User
from tequio.foundation.identity import queries
from tequio.foundation.identity.views import light
from tequio.foundation.identity.views.limits import RATES
from tequio.participation.discussion.models import Comment
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import AccessRule
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Support

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def proposal(now):
    """A public proposal of an edition that gathers supports and comments, with its rules of who may."""

    def make(*, support=(), comment=()):
        edition = make_edition(published=False, supports_max=2, supports_min=1, comments="after")
        for action, methods in (("support", support), ("comment", comment)):
            AccessRule.objects.create(edition=edition, action=action, methods=list(methods))
        editions.add_phase(edition=edition, kind=PhaseKind.SUPPORT, opens=now - DAY, closes=now + 10 * DAY)
        editions.publish_edition(edition=edition, at=now - 20 * DAY)
        edition.refresh_from_db()
        return make_proposal(edition)

    return make


def paths(proposal):
    page = f"/propuestas/{proposal.folio}/"
    return page, f"{page}apoyar/", f"/comentarios/propuesta/{proposal.pk}/"


def test_ident_17_who_shows_nothing_supports_once_on_each_device(client, proposal):
    found = proposal(support=["none"])
    page, support, _write = paths(found)
    assert "No hace falta decir quién es" in client.get(page).content.decode()
    for _again in range(2):
        done = client.post(support, HTTP_REFERER=f"http://testserver{page}")
        assert done["Location"] == page
    assert "Usted la apoya" in client.get(page).content.decode()
    # The session is over, the device is the same: it is the same person.
    device = client.cookies[light.DEVICE]
    assert (device["httponly"], device["samesite"]) == (True, "Lax")
    client.cookies.pop("tequio")
    client.post(support)
    assert Support.objects.filter(proposal=found).count() == 1
    # Another device is another person: nobody can know, and the page and docs/rules/identity.md say so.
    Client().post(support)
    assert Support.objects.filter(proposal=found).count() == 2
    # Nothing else of the site knows them.
    assert "/cuenta/entrar/" in client.get("/cuenta/")["Location"]


def test_ident_17_a_cookie_opens_nobody_elses_account(client, proposal, cast):
    """Not even with our own signature: only who has shown nothing is known by their device."""
    _page, support, _write = paths(proposal(support=["none"]))
    kept = signing.get_cookie_signer(salt=light.DEVICE + "identity.device").sign(str(cast.dani.pk))
    for cookie in (kept, "1:x"):
        client.cookies[light.DEVICE] = cookie
        client.post(support)
        client.cookies.pop("tequio")
    assert not Support.objects.filter(person=cast.dani).exists()
    assert Support.objects.count() == 2


def test_ident_17_new_devices_of_one_address_are_limited(proposal, monkeypatch):
    monkeypatch.setitem(RATES, "nameless", "1/10m/ip")
    _page, support, _write = paths(proposal(support=["none"]))
    answers = [Client().post(support, follow=True).content.decode() for _n in range(2)]
    assert ["Van muchos intentos" in answer for answer in answers] == [False, True]
    assert (Support.objects.count(), User.objects.filter(email__startswith="nadie-").count()) == (1, 1)


def test_ident_17_who_shows_nothing_comments_without_a_name(client, proposal):
    page, _support, write = paths(proposal(support=["contact"], comment=["none"]))
    assert "Se publica sin nombre" in client.get(page).content.decode()
    client.post(write, {"text": "Hace falta sombra"})
    said = Comment.objects.get()
    assert (said.author_name, queries.is_guest(said.author)) == ("", True)
    assert "Hace falta sombra" in client.get(page).content.decode()
    assert client.get(f"/comentarios/{said.pk}/corregir/").status_code == 200
    # Supports ask for a code here, and the page says which is for what.
    door = client.post(f"{page}apoyar/", HTTP_REFERER=f"http://testserver{page}", follow=True).content.decode()
    assert "Sin decir quién es, solo para comentar" in door
    assert "Con un código a su correo o teléfono, solo para apoyar" in door


def test_a_forged_form_begins_nothing(proposal):
    _page, support, _write = paths(proposal(support=["none"]))
    assert Client(enforce_csrf_checks=True).post(support).status_code == 403
    assert not User.objects.filter(email__startswith="nadie-").exists()


@pytest.mark.parametrize("begun", [False, True], ids=["from the page", "after commenting without a name"])
def test_ident_16_one_support_with_a_code_from_the_page_and_back(client, proposal, code, begun):
    found = proposal(support=["contact"], comment=["none"])
    page, support, write = paths(found)
    if begun:
        client.post(write, {"text": "Hace falta sombra"})
    pressed = client.post(support, HTTP_REFERER=f"http://testserver{page}")
    assert "Con un código a su correo" in client.get(pressed["Location"]).content.decode()
    once = {"kind": "email", "email": "luz@correo.example", "next": page}
    assert client.post("/participar/una-vez/", once)["Location"] == "/participar/codigo/"
    back = client.post("/participar/codigo/", {"code": code()}, follow=True)
    assert back.redirect_chain[-1] == (page, 302)
    assert "Apoyar esta propuesta" in back.content.decode()
    assert client.post(support)["Location"] == page
    given = Support.objects.get(proposal=found)
    assert given.person.email == "luz@correo.example"
    if begun:
        assert Comment.objects.get().author == given.person


def test_an_address_that_only_takes_forms_is_never_where_one_comes_back(client, proposal):
    _page, support, _write = paths(proposal())
    assert client.post(support)["Location"] == "/cuenta/entrar/?next=/"
