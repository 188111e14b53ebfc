"""What every page of the house may count on."""

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.hilo import Knot, Link
from tequio.foundation.web.middleware import DomainErrorMiddleware


def draw(source: str, **values: object) -> str:
    return Template("{% load tequio %}" + source).render(Context(values))


class Idea(forms.Form):
    title = forms.CharField(label="Título", help_text="Corto")
    agreed = forms.BooleanField(label="De acuerdo")


def test_a_form_joins_label_hint_error_and_control() -> None:
    html = Idea({"title": ""}).render()
    assert 'href="#id_title"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html


def test_the_error_summary_is_drawn_once() -> None:
    html = draw("{% error_summary form %}{{ form }}", form=Idea({}))
    assert html.count("Falta corregir algo") == 1


def test_the_thread_says_its_states_in_words() -> None:
    knots = [
        Knot("Propuesta", "done"),
        Knot("Obra", "now", "62 %", links=(Link("Ver", "/x"),)),
        Knot("Fin", "next"),
    ]
    line = draw("{% hilo knots %}", knots=knots)
    assert "Propuesta: Hecho" in line
    assert 'aria-current="step"' in line
    assert 'href="/x"' in draw('{% hilo knots "timeline" %}', knots=knots)


@pytest.mark.parametrize(
    ("centavos", "said"), [(98_000_000, "$980 mil"), (120_000_000, "$1.2 millones"), (None, "—")]
)
def test_money_is_written_as_people_say_it(centavos: int | None, said: str) -> None:
    assert draw("{{ c|money }}", c=centavos) == said


def test_an_unknown_drawing_is_the_park() -> None:
    assert draw('{% drawing "nothing" %}') == draw('{% drawing "park" %}')


@pytest.mark.parametrize("htmx", [True, False])
def test_a_rule_that_says_no_becomes_a_page(htmx: bool, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.htmx = htmx  # type: ignore[attr-defined]
    middleware = DomainErrorMiddleware(lambda _: None)  # type: ignore[arg-type,return-value]
    answer = middleware.process_exception(request, DomainError("La votación ya cerró.", status=409))
    assert answer is not None
    assert answer.status_code == 409
    assert "La votación ya cerró." in answer.content.decode()
    assert ("HX-Retarget" in answer) is htmx


def test_a_domain_error_says_its_sentence_and_its_own_status() -> None:
    class VotingClosed(DomainError):
        status = 403

    assert str(VotingClosed("La votación ya cerró.")) == "La votación ya cerró."
    assert VotingClosed("x").status == 403
    assert VotingClosed("x", status=410).status == 410
    assert DomainError("x").status == 409


def test_an_error_of_another_kind_is_not_ours(rf: RequestFactory) -> None:
    middleware = DomainErrorMiddleware(lambda _: None)  # type: ignore[arg-type,return-value]
    assert middleware.process_exception(rf.get("/"), ValueError("x")) is None
