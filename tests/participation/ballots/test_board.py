"""The public board, its files, receipts, and the slot of the box over HTTP."""

import json
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_user
from tequio.config.demo.factories.ballots import make_token, make_votes, make_voting_edition, put_in
from tequio.core.ballotbox import entries, receipts
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Slip
from tequio.participation.ballots.tasks import close_boxes, publish_heads
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def edition(now):
    return make_voting_edition(at=now)


def place(edition):
    return edition.territory.units.get(code="S1")


def ballot(edition, token, marks=None, **more):
    unit = place(edition)
    body = {
        "place": unit.pk,
        "marks": marks or {"1": 1},
        "token": entries.to_text(token.token),
        "signature": entries.to_text(token.signature),
    }
    return body | more


def post(client, edition, body, **more):
    return client.post(f"/urna/{edition.slug}/", body, content_type="application/json", **more)


def test_the_slot_takes_a_ballot_without_knowing_who_brings_it(client, edition):
    """BOX-4."""
    token = make_token(edition, make_ana(), place(edition))
    client.force_login(make_caro())
    answer = post(client, edition, ballot(edition, token))
    assert (answer.status_code, answer.json()["again"]) == (201, False)
    assert not answer.cookies
    assert not hasattr(answer.wsgi_request, "session")
    assert not hasattr(answer.wsgi_request, "user")
    assert answer.headers["Cache-Control"] == "no-store"
    again = post(client, edition, ballot(edition, token))
    assert (again.status_code, again.json()["receipt"]) == (200, answer.json()["receipt"])
    told = receipts.read(answer.json()["receipt"])
    assert told.leaf.hex() == answer.json()["leaf"] == bytes(Slip.objects.get().leaf).hex()


def test_the_slot_takes_a_plain_form_too(client, edition):
    token = make_token(edition, make_ana(), place(edition))
    form = ballot(edition, token) | {"opcion": ["1", "4"]}
    del form["marks"]
    answer = client.post(
        f"/urna/{edition.slug}/", "&".join(_pairs(form)), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 201


def _pairs(form):
    for key, value in form.items():
        for one in value if isinstance(value, list) else [value]:
            yield f"{key}={one}"


def test_what_is_no_ballot_is_refused_with_its_reason_and_nothing_is_kept(client, edition, now, capfd):
    """BOX-5."""
    token = make_token(edition, make_ana(), place(edition))
    good = ballot(edition, token)
    forged = entries.to_text(bytes(256))
    wrong = [
        ("{", 400),
        (json.dumps([good]), 400),
        (json.dumps(good | {"nombre": "Ana"}), 400),
        (json.dumps(good | {"token": "¡no!"}), 400),
        (json.dumps(good | {"place": 10**9}), 422),
        (json.dumps(good | {"marks": {}}), 422),
        (json.dumps(good | {"marks": {"x": 1}}), 422),
        (json.dumps(good | {"marks": {"1": 10**30}}), 422),
        (json.dumps(good | {"marks": {"99": 1}}), 422),
        (json.dumps(good | {"turn": 2}), 409),
        (json.dumps(good | {"turn": 10**6}), 409),
        (json.dumps(good | {"signature": forged}), 403),
        (json.dumps(good | {"signature": "AA"}), 403),
        (json.dumps(good | {"place": 0}), 403),
        (json.dumps(good | {"token": "A" * 20_000}), 413),
    ]
    for body, status in wrong:
        answer = client.post(f"/urna/{edition.slug}/", body, content_type="application/json")
        assert (answer.status_code, body[:40]) == (status, body[:40]), answer.content
        assert answer.json()["error"]
    assert client.post(f"/urna/{edition.slug}/", good).status_code == 415
    assert client.get(f"/urna/{edition.slug}/").status_code == 405
    assert client.post("/urna/no-hay/", good, content_type="application/json").status_code == 404
    assert not Slip.objects.exists()
    said = "".join(capfd.readouterr())
    assert good["token"] not in said
    assert good["signature"] not in said


def test_the_clock_logs_each_hour_and_closes(client, edition, now, time_machine):
    """BOX-6."""
    leaf = put_in(edition, 1, unit=place(edition), at=now).leaf.hex()
    page = client.get(reverse("ballots:proof", args=[edition.slug, leaf]))
    assert "Todavía no está en la bitácora" in page.content.decode()
    assert client.get(reverse("ballots:proof_json", args=[edition.slug, leaf])).status_code == 202
    publish_heads(0)
    page = client.get(reverse("ballots:proof", args=[edition.slug, leaf])).content.decode()
    assert "Es la hoja 1 de las 2 que la urna firmó." in page
    close_boxes(0)
    assert not queries.box_state(edition).is_closed
    time_machine.move_to(edition.phases.get(kind=PhaseKind.VOTING).closes + timedelta(seconds=30))
    close_boxes(0)
    assert queries.box_state(edition).board.emptied_at
    close_boxes(60)
    assert edition.ballots.count() == 1


def shown(page):
    return re.findall(r'data-verdict="(\w+)"><h2>', page.content.decode())


def test_a_receipt_is_checked_on_a_page(client, edition, now):
    """BOX-7."""
    url = reverse("ballots:check", args=[edition.slug])
    token = make_token(edition, make_ana(), place(edition))
    promise = post(client, edition, ballot(edition, token)).json()
    assert shown(client.post(url, {"recibo": promise["receipt"]})) == ["promised"]
    assert shown(client.post(url, {"recibo": promise["receipt"][:-6] + "AAAAAA"})) == ["forged"]
    services.publish_head(edition=edition, at=now)
    full = client.get(reverse("ballots:proof_json", args=[edition.slug, promise["leaf"]])).json()["receipt"]
    for text in (full, promise["receipt"]):
        assert shown(client.post(url, {"recibo": text})) == ["holds"]
    assert client.post(url, {"recibo": "no"}).status_code == 422
    other = make_voting_edition(slug="otra", year=2031, at=now)
    elsewhere = client.post(reverse("ballots:check", args=[other.slug]), {"recibo": full})
    assert shown(elsewhere) == ["elsewhere"]


def test_anyone_checks_the_board_with_python_alone(client, now, tmp_path):
    """BOX-8: verify.py finds nothing wrong with the files, and notices ballots that were changed."""
    edition = make_voting_edition(at=now, vote_changes=True)
    token = make_token(edition, make_ana(), place(edition))
    for turn, marks in ((1, {"1": 1}), (2, {"2": 1})):
        assert post(client, edition, ballot(edition, token, marks, turn=turn)).status_code == 201
    make_votes(edition, [make_user(f"p{n}@tequio.example") for n in range(20)], at=now)
    services.publish_head(edition=edition, at=now)
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    services.close_box(edition=edition, at=closes)
    services.note_draw(edition=edition, seed="Sorteo 3982: 41 087", at=closes)
    services.open_mix(edition=edition, at=closes)
    for file in queries.board_files(edition):
        page = client.get(reverse("ballots:board_file", args=[edition.slug, file.name]))
        (tmp_path / file.name).write_bytes(b"".join(page.streaming_content))
    done = _verify(tmp_path)
    assert done.returncode == 0, done.stdout
    assert len((tmp_path / "ballots.jsonl").read_text().splitlines()) == 22
    # The draw catches one changed ballot half of the time; all of them, but once in four million.
    lines = re.sub(r'"marks":\{[^}]*\}', '"marks":{"9":1}', (tmp_path / "ballots.jsonl").read_text())
    (tmp_path / "ballots.jsonl").write_text(lines)
    assert _verify(tmp_path).returncode == 1


def _verify(folder):
    return subprocess.run(
        [sys.executable, str(folder / "verify.py"), str(folder)], capture_output=True, text=True, check=False
    )


def test_the_draw_is_noted_in_the_office_after_the_close(client, edition, now):
    """BOX-9."""
    client.force_login(make_caro())
    put_in(edition, 1, unit=place(edition), at=now)
    url = reverse("ballots:draw", args=[edition.slug])
    assert "Todavía no" in client.get(url).content.decode()
    assert client.post(url, {"sorteo": "12"}).status_code == 409
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    services.close_box(edition=edition, at=closes)
    assert client.post(url, {"sorteo": " "}).status_code == 422
    assert client.post(url, {"sorteo": "12"}).status_code == 302
    assert client.post(url, {"sorteo": "13"}).status_code == 409
    close_boxes(0)
    assert "lo demás se destruyó" in client.get(url).content.decode()
    assert not Slip.objects.exists()


def test_the_board_costs_the_same_whatever_it_lists(client, edition, now, django_assert_max_num_queries):
    put_in(edition, 1, unit=place(edition), at=now)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("ballots:board", args=[edition.slug]))
    assert "Las boletas están selladas" in page.content.decode()
    _batch, _codes = services.make_codes(edition=edition, unit=place(edition), point=None, size=1, at=now)
    for hour in range(3):
        put_in(edition, 1, unit=place(edition), at=now)
        services.publish_head(edition=edition, at=now + timedelta(hours=hour))
    with django_assert_max_num_queries(16):
        client.get(reverse("ballots:board", args=[edition.slug]))
