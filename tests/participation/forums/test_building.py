"""The office sets up an exercise without code."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.editions import make_small_city
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import exercise as queries

pytestmark = pytest.mark.django_db

OFFICE = "/escritorio/foros/"


@pytest.fixture
def office(client):
    client.force_login(make_caro())
    return client


def test_from_the_model_to_the_public_page(office):
    territory = make_small_city()
    day = timezone.localdate() + timedelta(days=9)
    start = {"name": "Foro", "slug": "foro", "year": day.year, "territory": territory.pk, "starts_on": day}
    answer = office.post(f"{OFFICE}nuevo/modelo/plan-municipal/", start)
    assert answer.url == f"{OFFICE}foro/"
    assert "Ya tiene todo lo necesario" in office.get(answer.url).content.decode()
    assert office.post(f"{OFFICE}foro/publicar/").status_code == 302
    assert queries.by_slug("foro").phases.count() == 4


def test_a_blank_one_says_what_it_lacks_and_is_filled_step_by_step(office):
    territory = make_small_city()
    start = {"name": "Foro", "slug": "foro", "year": 2030, "territory": territory.pk}
    office.post(f"{OFFICE}nuevo/en-blanco/", start)
    page = office.get(f"{OFFICE}foro/").content.decode()
    for words in ("Falta el resumen", "Falta el aviso de privacidad", "Faltan los pilares", "Falta la etapa"):
        assert words in page
    office.post(f"{OFFICE}foro/paso/texts/", {"summary": "Diga.", "text": "", "privacy": "Solo para contar."})
    office.post(f"{OFFICE}foro/lista/pillars/", {"name": "Agua", "drawing": "water"})
    pillar = Forum.objects.get(slug="foro").pillars.get()
    assert pillar.code == "agua"
    office.post(f"{OFFICE}foro/temas/{pillar.pk}/", {"name": "Fugas"})
    question = {"label": "¿Quién?", "kind": "choice", "options": "Yo\nNadie", "public": "on"}
    office.post(f"{OFFICE}foro/lista/questions/", question)
    assert Forum.objects.get(slug="foro").questions.get().options == [["yo", "Yo"], ["nadie", "Nadie"]]
    assert "Así lo verá la gente" in office.get(f"{OFFICE}foro/lista/questions/").content.decode()
    dates = {"contributing_opens": "2030-03-01T09:00", "contributing_closes": "2030-03-31T23:59"}
    office.post(f"{OFFICE}foro/paso/calendar/", dates)
    access = {"vote_methods": ["contact"], "vote_age_min": "12"}
    office.post(f"{OFFICE}foro/paso/access/", access)
    assert "Ya tiene todo lo necesario" in office.get(f"{OFFICE}foro/").content.decode()
    forum = Forum.objects.get(slug="foro")
    assert queries.last_moment(forum.phases.get().closes).startswith("31 de marzo")
    assert forum.access_rules.get(action="vote").age_min == 12


@pytest.mark.parametrize(
    ("step", "data", "words"),
    [
        ("identity", {"name": "Foro", "slug": "nuevo", "year": 2026}, "Elija otra"),
        ("asking", {"bands": "0-17, 20+", "horizon": "2040"}, "no dejan huecos"),
        ("figures", {"figures_every": 1, "figures_round": 1, "figures_least": 1}, "mayor o igual a 5"),
        ("limits", {"contributions_max": 0, "comments": "after", "answer_days": 30}, "1 o más"),
        ("calendar", {"voting_opens": "2030-03-01T09:00"}, "las dos fechas"),
        ("access", {"vote_age_min": 30, "vote_age_max": 20}, "menor que la mínima"),
    ],
)
def test_what_does_not_serve_comes_back_with_its_reason(office, step, data, words):
    make.forum(published=False)
    answer = office.post(f"{OFFICE}foro2026/paso/{step}/", data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_once_open_the_steps_are_fixed_and_dates_move_with_a_reason(office):
    make.forum()
    answer = office.post(f"{OFFICE}foro2026/lista/sectors/", {"name": "Otro"})
    assert answer.status_code == 409
    assert "quedaron fijas" in answer.content.decode()
    form = office.get(f"{OFFICE}foro2026/modificar/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data = {n: v.strftime("%Y-%m-%dT%H:%M") if hasattr(v, "strftime") else v for n, v in data.items()}
    data |= {"summary": "Ahora con mesas.", "reason": "Se agregaron mesas."}
    answer = office.post(f"{OFFICE}foro2026/modificar/", data)
    assert answer.status_code == 302
    assert Forum.objects.get().amendments.get().changes[0][0] == "Resumen"


def test_voices_without_answer_pass_from_the_office(office):
    now = timezone.now()
    source = make.forum(slug="antes", year=2024, at=now - timedelta(days=700))
    make.forum(at=now)
    voice = make.contribution(source)
    assert "antes/" in office.get(f"{OFFICE}foro2026/pasar/").content.decode()
    page = office.get(f"{OFFICE}foro2026/pasar/antes/")
    mapped = {
        name: page.context["form"][name].value() for name in page.context["form"].fields if name != "chosen"
    }
    office.post(f"{OFFICE}foro2026/pasar/antes/", mapped | {"chosen": [voice.pk]})
    assert voice.carried_to.forum.slug == "foro2026"


def test_the_workbench_costs_the_same_for_one_and_three_of_each(office, django_assert_max_num_queries):
    forum = make.forum(published=False)
    office.get(f"{OFFICE}foro2026/")
    with django_assert_max_num_queries(30) as one:
        office.get(f"{OFFICE}foro2026/")
    make.pillar(forum, code="a")
    make.pillar(forum, code="b")
    with django_assert_max_num_queries(len(one)):
        office.get(f"{OFFICE}foro2026/")
    with django_assert_max_num_queries(30) as few:
        office.get(OFFICE)
    make.forum(slug="otro")
    make.forum(slug="mas")
    with django_assert_max_num_queries(len(few)):
        office.get(OFFICE)
