"""The pages of voices: a person walks through them, with and without an account, and others look."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana, make_eva, make_membership, make_user
from tequio.foundation.accounts.types import Role
from tequio.foundation.identity.types import Assurance
from tequio.participation.forums.exports.voices import FIELDS, voice_rows
from tequio.participation.forums.models import AccessRule, Contribution, Participant, Vote
from tequio.participation.forums.services import contributing
from tequio.participation.forums.types import Action, ContributionState
from tequio.participation.forums.views.together import stamp

ABOUT = {"usted-gender": "woman", "usted-age": "30", "usted-sector": "", "usted-home": ""}


@pytest.fixture
def forum(db):
    return make.forum()


@pytest.fixture
def ana(client):
    person = make_ana()
    client.force_login(person)
    return person


@pytest.fixture
def staff(client):
    person = make_user("caro@tequio.example", second_factor=True)
    make_membership(person, Role.COORDINATOR)
    client.force_login(person)
    return person


def url(name, forum, *more):
    return reverse(f"forums:{name}", args=[forum.slug, *more])


def age(forum):
    """Let the draft have been begun a minute ago."""
    Contribution.objects.filter(forum=forum).update(created_at=timezone.now() - timedelta(minutes=1))


def walk(client, forum):
    """Answer page after page as the site leads; return the last page that it leads to."""
    pillar = forum.pillars.order_by("position").first()
    answers = {
        "pilar": {"pillar": pillar.pk},
        "tema": {"theme": pillar.themes.first().pk},
        "idea": {"problem": "No hay médico.", "title": "Médico diario", "idea": ""},
        "lugar": {"place": "Junto a la escuela"},
        "futuro": {"vision": "Sano", "first_step": "Contratar"},
        "usted": ABOUT,
    }
    page = client.post(url("contribute", forum), follow=True)
    seen = []
    while "revisar" not in page.request["PATH_INFO"]:
        name = page.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]
        seen.append(name)
        if name == "foto":
            page = client.get(url("step", forum, "futuro"))
            continue
        page = client.post(page.request["PATH_INFO"], answers[name], follow=True)
        assert page.status_code == 200, page.content.decode()
    assert seen == ["pilar", "tema", "idea", "lugar", "foto", "futuro", "usted"]
    return page


def test_a_person_answers_one_page_after_another_and_gets_a_folio(client, forum, ana):
    page = walk(client, forum)
    assert "Médico diario" in page.content.decode()
    age(forum)
    done = client.post(url("submit", forum), follow=True)
    assert "V26-0001" in done.content.decode()
    voice = Contribution.objects.get()
    assert (voice.author, voice.state, voice.first_step) == (ana, ContributionState.SUBMITTED, "Contratar")
    assert "@about" not in voice.answers
    assert Participant.objects.get().age_from == 30
    again = client.post(url("contribute", forum), follow=True)
    assert client.get(url("step", forum, "usted")).status_code == 404  # asked once
    assert again.status_code == 200


def test_handing_in_what_lacks_something_says_what_and_keeps_the_rest(client, forum, ana):
    client.post(url("contribute", forum))
    age(forum)
    page = client.post(url("submit", forum))
    assert page.status_code == 422
    assert "Escriba su idea en una frase." in page.content.decode()
    assert Contribution.objects.get().folio is None


def test_what_fills_in_the_hidden_field_is_refused_kindly(client, forum, ana):
    walk(client, forum)
    age(forum)
    page = client.post(url("submit", forum), {"sitio_web": "http://x.example"})
    assert page.status_code == 429
    assert "Déjelo vacío" in page.content.decode()


def test_who_shows_nothing_takes_part_where_the_exercise_says_so(client, forum):
    AccessRule.objects.create(forum=forum, action=Action.CONTRIBUTE.value, methods=[Assurance.NONE.value])
    walk(client, forum)
    age(forum)
    page = client.post(url("submit", forum), follow=True)
    assert "V26-0001" in page.content.decode()
    assert client.get("/cuenta/").status_code == 302  # a light session opens nothing else


def test_who_has_not_signed_in_is_led_to_do_so(client, forum):
    page = client.post(url("contribute", forum))
    assert page.status_code == 302
    assert "next=" in page.url


def together(client, forum, **more):
    page = client.get(url("contribute_all", forum)).content.decode()
    since = re.search(r'name="desde" value="([^"]+)"', page)[1]
    pillar = forum.pillars.first()
    values = {"desde": since, "pillar": pillar.pk, "problem": "Hoyos", "title": "Tapar hoyos", **ABOUT}
    return client.post(url("contribute_all", forum), values | more, follow=True)


def test_all_on_one_page_in_one_post(client, forum, ana):
    page = together(client, forum)
    assert page.status_code == 422
    assert "muy rápido" in page.content.decode()
    wrong = together(client, forum, desde="x")
    assert "ya no sirve" in wrong.content.decode()
    assert "Tapar hoyos" in wrong.content.decode()


def test_one_post_costs_few_queries(client, forum, ana, django_assert_max_num_queries):
    since = stamp(timezone.now() - timedelta(minutes=1))
    client.get(url("contribute_all", forum))
    with django_assert_max_num_queries(60):
        page = together(client, forum, desde=since)
    assert "V26-0001" in page.content.decode()


def counted(client, address):
    """Return how many queries a page costs once the process is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_one_voice_and_with_three(client, forum, ana):
    first = make.contribution(forum)
    pages = [url("voices", forum), url("voice", forum, first.folio), reverse("forums:my_voices")]
    one = [counted(client, page) for page in pages]
    for _ in range(2):
        Vote.objects.create(
            contribution=make.contribution(forum),
            participant=make.participant(forum),
            given_at=timezone.now(),
        )
    assert [counted(client, page) for page in pages] == one


def test_the_explorer_finds_by_words_pillar_and_folio_and_hides_what_is_not_public(client, forum):
    make.contribution(forum, title="Iluminación en la calzada", problem="Está oscuro")
    other = make.contribution(forum, title="Agua todos los días", pillar=forum.pillars.get(code="servicios"))
    make.contribution(forum, title="Secreta", hidden_at=timezone.now())
    make.contribution(forum, title="Borrador mío", state=ContributionState.DRAFT.value)

    def listed(**asked):
        return re.findall(r"<h2><a [^>]*>([^<]+)<", client.get(url("voices", forum), asked).content.decode())

    assert set(listed()) == {"Iluminación en la calzada", "Agua todos los días"}
    assert listed(q="iluminaciones") == listed(q="ilumin") == ["Iluminación en la calzada"]
    assert listed(q=other.folio) == listed(pilar="servicios") == ["Agua todos los días"]
    assert listed(q="nada de eso") == []
    rows = client.get(url("voices_csv", forum), {"pilar": "servicios"})
    assert "Agua todos" in rows.getvalue().decode()
    assert "oscuro" not in rows.getvalue().decode()


def test_the_shuffle_holds_from_page_to_page_and_differs_between_visits(client, forum):
    for number in range(6):
        make.contribution(forum, title=f"Voz {number}")

    def order(seed):
        page = client.get(url("voices", forum), {"dia": seed}).content.decode()
        return re.findall(r"Voz \d", page)

    assert order("aa") == order("aa")
    assert len({tuple(order(seed)) for seed in ("aa", "bb", "cc", "dd")}) > 1


def test_voting_asks_once_about_oneself_and_can_be_taken_back(client, forum, ana):
    voice = make.contribution(forum, author=make_eva())
    asked = client.post(url("vote", forum, voice.folio))
    assert asked.url.startswith(url("about_me", forum))
    page = client.post(asked.url, ABOUT, follow=True)
    assert "Usted votó por ella" in page.content.decode()
    client.post(url("take_back_vote", forum, voice.folio))
    assert client.post(url("vote", forum, voice.folio)).url == url("voice", forum, voice.folio)
    assert client.get(url("about_me", forum)).status_code == 302


def test_only_its_author_changes_a_voice_and_everybody_reads_what_it_said(client, forum, ana):
    voice = make.contribution(forum, author=ana)
    values = {"pillar": voice.pillar_id, "problem": "Otro", "title": voice.title}
    page = client.post(url("edit_voice", forum, voice.folio), values, follow=True)
    assert "Cambió desde que se registró" in page.content.decode()
    assert "Otro" in client.get(url("voice_history", forum, voice.folio)).content.decode()
    client.force_login(make_eva())
    assert client.get(url("edit_voice", forum, voice.folio)).status_code == 404
    assert client.get(url("withdraw_voice", forum, voice.folio)).status_code == 404


def test_what_was_withdrawn_is_nobodys_to_read_but_its_authors(client, forum, ana):
    voice = make.contribution(forum, author=ana)
    client.post(url("withdraw_voice", forum, voice.folio))
    assert client.get(url("voice", forum, voice.folio)).status_code == 200
    client.logout()
    assert client.get(url("voice", forum, voice.folio)).status_code == 404


def test_a_moderator_hides_with_a_reason_that_its_author_reads(client, forum, staff):
    voice = make.contribution(forum)
    page = client.get(url("hide_voice", forum, voice.folio)).content.decode()
    rule = re.search(r'<option value="(\d+)"', page)[1]
    client.post(url("hide_voice", forum, voice.folio), {"rule": rule, "reason": "Trae un teléfono"})
    assert client.get(url("voice", forum, voice.folio)).status_code == 200
    client.force_login(make_ana())
    assert "Trae un teléfono" in client.get(url("voice", forum, voice.folio)).content.decode()
    client.force_login(make_eva())
    assert client.get(url("voice", forum, voice.folio)).status_code == 404


def test_table_staff_captures_sheet_after_sheet_and_closes(client, forum, staff):
    today = timezone.localdate().isoformat()
    values = {"channel": "paper", "place": "Mercado", "gathered_on": today, "sheets": "2"}
    opened = client.post(url("new_batch", forum), values, follow=True)
    batch = opened.request["PATH_INFO"]
    pillar = forum.pillars.get(code="servicios")
    sheet = {"sheet": "1", "pillar": pillar.pk, "problem": "Hoyos", "title": "Tapar hoyos", "gender": "man"}
    page = client.post(batch, sheet)
    assert page.url == f"{batch}?pilar=servicios"
    after = client.get(page.url).content.decode()
    assert re.search(r'name="sheet" value="2"', after)
    assert re.search(rf'value="{pillar.pk}"[^>]*checked', after)
    assert client.post(batch, sheet).status_code == 422  # sheet 1 again
    assert client.post(f"{batch}cerrar/").status_code == 422
    client.post(f"{batch}apartar/", {"apartar-sheet": "2", "apartar-reason": "En blanco"})
    assert "quedó cerrado" in client.post(f"{batch}cerrar/", follow=True).content.decode()
    voice = Contribution.objects.get()
    assert (voice.participant.gender, voice.sheet) == ("man", 1)


def test_the_blank_sheet_is_a_pdf_that_everybody_can_read(client, forum, staff):
    forum.questions.create(code="q", label="¿Cómo se mueve?", kind="choice", options=[["pie", "A pie"]])
    sheet = client.get(url("sheet_pdf", forum))
    assert sheet["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in sheet.content


def test_the_voice_is_commented_where_the_exercise_allows(client, forum, ana):
    voice = make.contribution(forum, author=make_eva())
    client.post(reverse("discussion:write", args=["voz", voice.pk]), {"text": "De acuerdo con esto."})
    assert "De acuerdo con esto." in client.get(url("voice", forum, voice.folio)).content.decode()


def test_the_dataset_says_nothing_of_people(forum):
    make.contribution(forum, author=make_ana())
    (row,) = list(voice_rows())
    assert make_ana().name not in str(row)
    assert len(row) == len(FIELDS)


def test_a_draft_is_nobody_elses(client, forum, ana):
    contributing.start_draft(forum=forum, person=make_eva(), at=timezone.now())
    assert client.get(url("check", forum)).status_code == 404
