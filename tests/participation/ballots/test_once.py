"""Voting with a code, the kiosk and the counter: no session, no cookie, no script (CODE-*, KIOSK-*)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro, make_eva
from tequio.config.demo.factories.ballots import make_point, make_voting_edition
from tequio.core.ballotbox import receipts
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Code, Participation, Slip

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_voting_edition(max_choices=2)


@pytest.fixture
def codes(edition):
    unit = queries.places(edition)[0]
    return services.make_codes(edition=edition, unit=unit, point=None, size=3, at=timezone.now())[1]


def at(edition, *kiosk):
    return reverse("ballots:kiosk" if kiosk else "ballots:code", args=[edition.slug, *kiosk])


def text(answer):
    return answer.content.decode()


def test_code_5_from_the_code_to_the_receipt_without_session_cookie_or_token(client, edition, codes):
    client.force_login(make_eva())  # whoever has a session is nobody here
    strict = type(client)(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    typed = codes[0].lower().replace("-", " ")
    page = text(strict.post(at(edition), {"clave": typed, "paso": "boleta"}))
    assert page.count('name="opcion"') == 4
    assert "Eva" not in page
    form = {"clave": typed, "opcion": ["1", "4"], "orden": "abc"}
    assert "Suman $900 mil" in text(strict.post(at(edition), form | {"paso": "revisar"}))
    assert Slip.objects.count() == 0
    first, again = (strict.post(at(edition), form | {"paso": "emitir"}) for _ in range(2))
    assert text(first) == text(again)
    assert Slip.objects.get().channel == "code"
    taken = receipts.read(text(first).split("data-text>")[1].split("<")[0])
    assert taken.leaf == bytes(Slip.objects.get().leaf)
    assert not first.cookies
    assert first["Cache-Control"] == "no-store"
    other = strict.post(at(edition), {"clave": typed, "opcion": ["2"], "paso": "emitir"})
    assert other.status_code == 409
    assert "ya entró una boleta" in text(strict.post(at(edition), {"clave": typed, "paso": "boleta"}))
    assert Participation.objects.count() == 0


def test_code_6_no_query_of_these_pages_reads_a_session_or_a_person(
    client, edition, codes, django_assert_max_num_queries
):
    client.force_login(make_eva())
    with django_assert_max_num_queries(40) as seen:
        client.post(at(edition), {"clave": codes[0], "opcion": ["1"], "paso": "emitir"})
    said = " ".join(query["sql"] for query in seen.captured_queries)
    assert "django_session" not in said
    assert "accounts_user" not in said
    assert "ballots_participation" not in said


@pytest.mark.parametrize("wrong", ["", "hola", "AAAA-AAAA-AAAA", "2222-2222-2222"])
def test_code_7_what_is_no_code_is_told_so(client, edition, codes, wrong):
    answer = client.post(at(edition), {"clave": wrong, "paso": "boleta"})
    assert answer.status_code == 403
    assert 'role="alert"' in text(answer)


def test_code_8_limits_are_told_with_the_marks_as_they_were(client, edition, codes):
    for step in ("revisar", "emitir"):
        answer = client.post(at(edition), {"clave": codes[0], "opcion": ["1", "2", "3"], "paso": step})
        assert answer.status_code == 422
        assert text(answer).count(" checked") == 3
    assert Slip.objects.count() == 0


def test_code_9_after_the_bell_the_page_says_when_it_closed(client, edition, codes):
    closes = edition.phases.get(kind="voting").closes
    with time_machine.travel(closes + timedelta(seconds=1), tick=False):
        answer = client.post(at(edition), {"clave": codes[0], "opcion": "1", "paso": "emitir"})
    assert answer.status_code == 403
    assert "cerró el" in text(answer)


def test_kiosk_1_opens_for_its_table_and_for_some_hours(client, edition, codes):
    client.force_login(make_caro())
    opened = client.post(reverse("ballots:kiosk_open", args=[edition.slug]), {"modulo": make_point(edition).pk})
    address = text(opened).split('href="http://testserver/urna/')[1].split('"')[0]
    client.logout()
    page = client.get(f"/urna/{address}")
    assert "Casa de la cultura" in text(page)
    assert "<a href" not in text(page).split("<main")[1]
    done = client.post(f"/urna/{address}", {"clave": codes[0], "opcion": "1", "paso": "emitir"})
    assert 'http-equiv="refresh"' in text(done)
    with time_machine.travel(timezone.now() + timedelta(hours=15), tick=False):
        assert client.get(f"/urna/{address}").status_code == 403
    assert client.get(at(edition, "nada")).status_code == 403


def test_code_2_code_3_code_4_the_office_makes_prints_and_makes_void(client, edition):
    client.force_login(make_caro())
    page = reverse("ballots:codes", args=[edition.slug])
    place = queries.places(edition)[0].pk
    assert client.post(page, {"place": place, "size": 0}).status_code == 422
    made = client.post(page, {"place": place, "size": 12, "point": make_point(edition).pk})
    shown = text(made).split('name="claves" value="')[1].split('"')[0]
    batch = edition.code_batches.get()
    assert len(shown.split()) == 12
    sheet = reverse("ballots:codes_sheet", args=[edition.slug])
    pdf = client.post(sheet, {"tanda": batch.pk, "claves": shown, "como": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    csv = b"".join(client.post(sheet, {"tanda": batch.pk, "claves": shown, "como": "csv"}).streaming_content)
    assert csv.decode().count("\n") == 13
    first, second = shown.split()[:2]
    void = reverse("ballots:void_code", args=[edition.slug])
    assert client.post(void, {"code": first, "reason": "Se mojó"}).status_code == 302
    client.post(at(edition), {"clave": second, "opcion": "1", "paso": "emitir"})
    refused = client.post(void, {"code": second, "reason": "Se mojó"})
    assert refused.status_code == 422
    row = queries.batches(edition).get()
    assert (row.size, row.came, row.spoilt) == (12, 1, 1)
    assert first.replace("-", "").encode() not in b"".join(bytes(code.mark) for code in Code.objects.all())


def test_roll_2_roll_3_the_counter_hands_one_right_and_says_by_which_way_it_was(client, edition):
    eva = make_eva()
    client.force_login(make_caro())
    find = reverse("ballots:counter", args=[edition.slug])
    assert "Nadie tiene ese dato" in text(client.post(find, {"q": "nadie@tequio.example"}))
    assert "Nadie tiene ese dato" in text(client.post(find, {"q": "Eva"}))
    hand = client.post(find, {"q": eva.email.upper()})["Location"]
    said = {"channel": "code", "place": queries.places(edition)[0].pk, "point": make_point(edition).pk}
    assert client.post(hand, said).status_code == 422  # the document was not seen
    assert client.post(hand, said | {"seen": "on"})["Location"] == find
    line = Participation.objects.get()
    assert (line.channel, line.person, line.hour.minute) == ("code", eva, 0)
    client.post(hand, said | {"seen": "on", "channel": "paper"})
    assert "Sacó una clave en un módulo" in text(client.get(hand))
    assert Participation.objects.count() == 1
