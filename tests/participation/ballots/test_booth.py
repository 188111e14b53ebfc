"""The booth of who signs in: where, choose, a token signed without being seen, the receipt of the browser."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana
from tequio.config.demo.factories.ballots import make_browser, make_feasible, make_point, make_voting_edition
from tequio.config.demo.factories.editions import make_edition
from tequio.core.ballotbox import entries
from tequio.foundation.messaging import services as messaging
from tequio.foundation.messaging.types import key
from tequio.participation.ballots import services
from tequio.participation.ballots.models import Participation, Slip
from tequio.participation.ballots.types import Channel
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_voting_edition()


@pytest.fixture
def ana(client):
    person = make_ana()
    client.force_login(person)
    return person


def url(name, edition, *more):
    return reverse(f"ballots:{name}", args=[edition.slug, *more])


def place(edition):
    return edition.options.first().envelope.unit_id


def ask(client, edition, blinded):
    body = json.dumps({"blinded": entries.to_text(blinded)})
    return client.post(url("issue", edition, place(edition)), body, content_type="application/json")


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, edition):
    answer = client.get(url("where", edition))
    assert answer.status_code == 302
    assert "/cuenta/entrar/" in answer["Location"]


def test_a_right_is_signed_unseen_and_the_ballot_goes_in_without_session(client, ana, edition):
    answer = client.get(url("where", edition), follow=True)
    assert answer.redirect_chain == [(url("choose", edition, place(edition)), 302)]
    page = answer.content.decode()
    assert page.count('name="opcion"') == 4
    browser = make_browser(edition, edition.options.first().envelope.unit)
    assert f'data-key="{browser.key.n.to_bytes(browser.key.size, "big").hex()}"' in page
    first, again = (ask(client, edition, browser.blinded.message) for _ in range(2))
    assert first.json() == again.json()
    token = browser.unblind(entries.to_bytes(first.json()["signature"]))
    sent = {
        "place": place(edition),
        "turn": 1,
        "marks": {"1": 1, "4": 1},
        "token": entries.to_text(token.token),
        "signature": entries.to_text(token.signature),
    }
    client.logout()
    answer = client.post(f"/urna/{edition.slug}/", json.dumps(sent), content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["leaf"] == bytes(Slip.objects.get().leaf).hex()
    assert Participation.objects.get().person == ana


def test_another_browser_of_the_same_person_is_told_where_to_go_on(client, ana, edition):
    unit = edition.options.first().envelope.unit
    ask(client, edition, make_browser(edition, unit).blinded.message)
    refused = ask(client, edition, make_browser(edition, unit).blinded.message)
    assert refused.status_code == 409
    assert refused.json()["error"]
    for name in ("where", "receipt"):
        assert client.get(url(name, edition)).status_code in (200, 302)
    assert 'data-held="1"' in client.get(url("choose", edition, place(edition))).content.decode()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"blinded": 7}', '{"blinded": "AAAA"}', '{"blinded": "%%"}'])
def test_a_message_that_is_none_is_refused_and_nothing_is_noted(client, ana, edition, body):
    answer = client.post(url("issue", edition, place(edition)), body, content_type="application/json")
    assert answer.status_code == 422
    assert Participation.objects.count() == 0


def test_who_got_a_code_or_a_paper_does_not_vote_online(client, ana, edition):
    services.hand_over(
        edition=edition,
        person=ana,
        unit=edition.options.first().envelope.unit,
        channel=Channel.CODE,
        officer=ana.pk,
        point=make_point(edition),
        at=timezone.now(),
    )
    for name, more in (("where", ()), ("choose", (place(edition),))):
        assert client.get(url(name, edition, *more))["Location"] == url("receipt", edition)
    assert "Usted recibió una clave" in client.get(url("receipt", edition)).content.decode()
    assert ask(client, edition, b"x" * 384).status_code == 409


def test_with_several_places_the_person_says_where(client, ana):
    edition = make_edition(phase=PhaseKind.VOTING)
    size = edition.sizes.order_by("cap_centavos")[0]
    for code in ("C1", "C3"):
        site = edition.territory.units.get(code=code)
        make_feasible(edition, 1, site=site, size=size, at=timezone.now() - timedelta(days=60))
    page = client.get(url("where", edition)).content.decode()
    assert "Sector Oriente" in page
    assert "Sector Poniente" in page
    answer = client.get(url("where", edition), {"seguir": "1"})
    assert answer.status_code == 422
    assert "Elija un lugar para seguir." in answer.content.decode()
    assert client.get(url("where", edition), {"lugar": "999"}).status_code == 422
    unit = edition.territory.units.get(code="S2")
    assert client.get(url("where", edition), {"lugar": unit.pk})["Location"] == url("choose", edition, unit.pk)


def test_where_codes_are_the_only_way_the_page_leads_to_them(client, ana):
    edition = make_voting_edition(box_mode="codes")
    for name, more in (("where", ()), ("choose", (place(edition),))):
        assert client.get(url(name, edition, *more))["Location"] == url("code", edition)
    assert ask(client, edition, b"x" * 384).status_code == 403


def test_points_are_given_in_their_own_boxes(client, ana):
    edition = make_voting_edition(ballot_kind="points", max_points=3, max_choices=2)
    page = client.get(url("choose", edition, place(edition))).content.decode()
    assert page.count("<select name") == 4


def test_outside_its_phase_the_page_is_forbidden_and_says_when(client, ana):
    closed = make_voting_edition(at=timezone.now() - timedelta(days=25))
    for answer in (client.get(url("where", closed)), client.get(url("choose", closed, place(closed)))):
        assert answer.status_code == 403
        assert "cerró el" in answer.content.decode()


def test_one_second_after_closing_no_right_is_given(client, ana, edition):
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    blinded = make_browser(edition, edition.options.first().envelope.unit).blinded.message
    with time_machine.travel(closes + timedelta(seconds=1), tick=False):
        client.force_login(ana)
        assert ask(client, edition, blinded).status_code == 403
    assert Participation.objects.count() == 0


def test_addresses_that_lead_nowhere(client, ana, edition):
    assert client.get("/ediciones/nada/votar/").status_code == 404
    assert client.get(url("choose", edition, 999_999)).status_code == 404
    other = edition.territory.units.get(code="S2").pk
    assert client.get(url("choose", edition, other)).status_code == 409
    assert client.get(url("receipt", edition))["Location"] == url("where", edition)


def test_the_pages_cost_the_same_whatever_they_list(client, ana):
    def cost(path):
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    few, many = make_voting_edition(options=1), make_voting_edition(options=3, slug="pp2", name="Dos")
    assert cost(url("choose", few, place(few))) == cost(url("choose", many, place(many)))


def test_the_last_day_is_told_once_to_who_follows_the_edition(ana):
    edition = make_voting_edition()
    messaging.follow(person_id=ana.pk, subject_key=key("edition", edition.pk), at=timezone.now())
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    assert services.remind_last_day(at=closes - timedelta(hours=30)) == 0
    assert services.remind_last_day(at=closes - timedelta(hours=20)) == 1
    assert services.remind_last_day(at=closes - timedelta(hours=19)) == 0
