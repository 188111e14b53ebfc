from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_cast
from tequio.foundation.web import pending
from tequio.frontdoors.office import types

TODAY = date(2026, 3, 10)


@pytest.fixture
def work(monkeypatch):
    """Give the office some pending work, for everyone."""

    def give(*dues):
        items = [
            pending.Item(folio=f"26-{n:04}", what=f"Asunto {n}", missing="Jurídica", due=due, url="/ayuda/")
            for n, due in enumerate(dues)
        ]
        monkeypatch.setattr(pending, "_sources", [lambda _request: items])

    give()
    return give


@pytest.fixture
def beto(client, db):
    client.force_login(make_beto())
    return client


@pytest.mark.parametrize(
    ("days", "words", "kind"),
    [
        (-2, "venció hace 2 días", "late"),
        (-1, "venció hace 1 día", "late"),
        (0, "vence hoy", "late"),
        (1, "vence mañana", "now"),
        (3, "en 3 días", "now"),
        (4, "en 4 días", "info"),
    ],
)
def test_a_deadline_is_said_as_a_colleague_would(days, words, kind):
    assert types.deadline(TODAY + timedelta(days=days), TODAY) == types.Deadline(words, kind)


def test_what_has_no_date_says_so():
    assert types.deadline(None, TODAY).words == "sin plazo"


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "Buenas noches"),
        (5, "Buenos días"),
        (12, "Buenas tardes"),
        (18, "Buenas tardes"),
        (19, "Buenas noches"),
    ],
)
def test_the_greeting_follows_the_hour(hour, words):
    assert types.greeting(hour) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Nada pendiente."),
        (1, "Un pendiente."),
        (5, "Cinco pendientes."),
        (10, "Diez pendientes."),
        (11, "11 pendientes."),
    ],
)
def test_the_workload_is_a_sentence(count, words):
    assert types.workload(count) == words


def test_urgency_says_what_is_late_what_is_due_today_and_what_comes_next():
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert types.urgency([yesterday, TODAY, None], TODAY) == "Uno ya venció. Uno vence hoy."
    assert types.urgency([yesterday] * 3 + [TODAY] * 2, TODAY) == "Tres ya vencieron. Dos vencen hoy."
    assert types.urgency([tomorrow, None], TODAY) == "Nada vence hoy. Lo más próximo: vence mañana."
    assert types.urgency([None], TODAY) == ""


def test_pending_work_comes_first_most_urgent_on_top(beto, work):
    today = timezone.localdate()
    work(None, today + timedelta(days=9), today)
    page = beto.get(reverse("office:home")).content.decode()
    assert "Beto. Tres pendientes." in page
    assert "Uno vence hoy." in page
    assert page.index("26-0002") < page.index("26-0001") < page.index("26-0000")
    assert page.index("vence hoy") < page.index("en 9 días") < page.index("sin plazo")


def test_the_side_menu_counts_the_pending_work(beto, work):
    work(None, None)
    page = beto.get(reverse("office:home")).content.decode()
    assert '<span class="side__count">2</span>' in page


def test_nothing_pending_says_what_will_appear(beto, work):
    page = beto.get(reverse("office:home")).content.decode()
    assert "Nada pendiente." in page
    assert "Está al día" in page


def test_sources_are_asked_once_per_request(beto, work, monkeypatch):
    asked = []
    monkeypatch.setattr(pending, "_sources", [lambda _request: asked.append(1) or []])
    beto.get(reverse("office:home"))
    assert asked == [1]


def test_what_a_citizen_wrote_is_shown_as_text(beto, monkeypatch):
    item = pending.Item(folio="26-1", what="<img src=x onerror=alert(1)>", missing="<b>", url="/ayuda/")
    monkeypatch.setattr(pending, "_sources", [lambda _request: [item]])
    page = beto.get(reverse("office:home")).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_citizen_sees_no_office_menu(client, db):
    client.force_login(make_ana())
    assert client.get(reverse("office:home")).status_code == 403
    assert "Lo mío" not in client.get("/cuenta/").content.decode()


def test_the_office_speaks_english_when_asked(beto, work):
    with translation.override("en"):
        pass
    beto.cookies["django_language"] = "en"
    page = beto.get(reverse("office:home")).content.decode()
    assert '<html lang="en">' in page


def test_the_state_of_publication_is_told_to_those_whose_work_it_carries(client, db):
    cast = make_cast()
    for user, told in ((cast.beto, True), (cast.pia, True), (cast.caro, True), (cast.aurora, False)):
        client.force_login(user)
        page = client.get(reverse("office:home")).content.decode()
        assert ("Publicación automática" in page) is told
        assert ("Ver la publicación" in page) is (user == cast.pia)


def test_the_state_of_publication_says_what_failed_what_waits_and_the_last_one(client, db):
    from tequio.accountability.contracting.models import Publication
    from tequio.config.demo.factories.contracting import make_process

    process = make_process()
    found, _made = Publication.objects.get_or_create(process=process)
    client.force_login(make_cast().pia)

    def shown(**values) -> str:
        Publication.objects.filter(pk=found.pk).update(**values)
        return client.get(reverse("office:home")).content.decode()

    assert "Todavía no se publica ningún proceso." in shown(published_at=None, number=0, due_since=None)
    page = shown(published_at=timezone.now() - timedelta(minutes=3), number=1)
    assert "1 proceso publicado; el último, hace 3" in page
    assert "Todo al día" in page
    assert "1 en camino" in shown(due_since=timezone.now())
    assert "1 con error" in shown(last_error="x")
    assert "Ver qué falta corregir" in shown(last_error="x")
