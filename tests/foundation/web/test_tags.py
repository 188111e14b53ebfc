"""What templates say: money and dates as people say them, panels, and the office's menu."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from tequio.config.demo.factories.accounts import make_ana
from tequio.foundation.web import context, maps, menus, panels
from tequio.foundation.web.hilo import Knot

EVENING = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)  # six hours before, in the municipality


def draw(source: str, **values: object) -> str:
    return Template("{% load tequio %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "spanish", "english"),
    [
        ("{{ d|day }}", "4 abr 2025", "4 Apr 2025"),
        ("{{ d|day_long }}", "4 de abril de 2025", "4 April 2025"),
        ("{{ t|moment }}", "domingo 6 de diciembre, 8 p.m.", "Sunday 6 December, 8 p.m."),
        ("{{ t|day }}", "6 dic 2026", "6 Dec 2026"),
        ("{{ none|day }}", "", ""),
    ],
)
def test_dates_are_written_as_people_say_them(source: str, spanish: str, english: str) -> None:
    values = {"d": date(2025, 4, 4), "t": EVENING, "none": None}
    with translation.override("es-mx"):
        assert draw(source, **values) == spanish
    with translation.override("en"):
        assert draw(source, **values) == english


@pytest.mark.parametrize(("centavos", "written"), [(94_218_000, "$942,180"), (1250, "$12.50"), (None, "—")])
def test_money_is_exact_on_demand(centavos: int | None, written: str) -> None:
    assert draw("{{ c|money_exact }}", c=centavos) == written


def test_an_unknown_tone_is_information() -> None:
    assert draw('{% badge text "purple" %}', text="<b>") == '<span class="badge badge--info">&lt;b&gt;</span>'


def test_the_thread_writes_instants_as_days_and_keeps_words() -> None:
    knots = [Knot("Votación", "done", date=EVENING), Knot("Entrega", "next", date="prometida 20 dic")]
    line = draw('{% hilo knots "timeline" %}', knots=knots)
    assert "6 dic 2026" in line
    assert "prometida 20 dic" in line
    assert timezone.is_aware(EVENING)


@pytest.fixture
def page() -> Iterator[str]:
    name = "test.page"
    yield name
    panels._panels.pop(name, None)


def test_panels_are_drawn_in_order_and_may_stay_out(page: str, rf: RequestFactory) -> None:
    notice = "web/errors/notice.html"
    panels.register(page, template=notice, values=lambda _r, _s: {"message": "segundo"}, order=2)
    panels.register(page, template=notice, values=lambda _r, s: {"message": s}, order=1)
    panels.register(page, template=notice, values=lambda _r, _s: None, order=0)
    html = draw("{% panels page 'primero' %}", page=page, request=rf.get("/"))
    assert html.index("primero") < html.index("segundo")
    assert html.count("notice--late") == 2


@pytest.mark.django_db
def test_the_office_menu_counts_what_is_pending(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        menus.Entry("Lo mío", "office:home", lambda _: True, 0, lambda _: 5),
        menus.Entry("Otro", "site:home", lambda _: True, 1),
        menus.Entry("Oculto", "site:map", lambda _: False, 2),
    ]
    monkeypatch.setattr(menus, "_entries", entries)
    request = rf.get("/")
    request.user = make_ana()
    drawn = context.site(request)["office_menu"]
    assert [(line["label"], line["pending"] and line["pending"]()) for line in drawn] == [
        ("Lo mío", 5),
        ("Otro", None),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "headings"), [(menus.FEW, {""}), (menus.FEW + 1, {"Participación", "Obra pública"})]
)
def test_only_a_long_office_menu_has_headings(
    lines: int, headings: set[str], rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [menus.Entry("Línea", "site:home", lambda _: True, 100 + n % 2 * 100) for n in range(lines)]
    monkeypatch.setattr(menus, "_entries", sorted(entries, key=lambda entry: entry.order))
    request = rf.get("/")
    request.user = make_ana()
    assert {str(line["heading"]) for line in context.site(request)["office_menu"]} == headings


class Place(forms.Form):
    lon = forms.FloatField(label="Longitud")
    lat = forms.FloatField(label="Latitud")


def test_a_place_can_be_typed_with_or_without_a_map() -> None:
    figure = maps.figure("Mapa", [], [maps.Pin(-100.3, 25.6, "x")])
    for drawn in (figure, None):
        html = draw("{% pin_picker form.lon form.lat map %}", form=Place(), map=drawn)
        assert 'name="lon"' in html
        assert ("data-picker-map" in html) is (drawn is not None)
