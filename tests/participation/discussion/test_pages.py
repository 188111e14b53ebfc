"""The pages of the discussion: what they show, what they refuse, and how much they ask of the database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_staff, make_user
from tequio.config.demo.factories.discussion import key, make_comment, make_hidden, make_report, make_rules
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.accounts.types import Role
from tequio.participation.discussion import services
from tequio.participation.discussion.models import Appeal, Comment, Decision, Report
from tequio.participation.discussion.templatetags.discussion import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_proposal(make_edition())


@pytest.fixture
def place(proposal) -> str:
    return f"/propuestas/{proposal.folio}/"


@pytest.fixture
def writing(proposal) -> str:
    return f"/comentarios/propuesta/{proposal.pk}/"


def test_somebody_signs_in_comments_answers_corrects_and_takes_it_back(client, place, writing):
    page = client.get(place).content.decode()
    assert "Entrar para comentar" in page
    assert client.post(writing, {"text": "Hola"}).url.startswith("/cuenta/entrar/")
    client.force_login(make_eva())
    answer = client.post(writing, {"text": "Ojalá con árboles"}, follow=True)
    first = Comment.objects.get()
    assert answer.redirect_chain == [(f"{place}#comentario-{first.pk}", 302)]
    assert "Ojalá con árboles" in answer.content.decode()
    page = client.get(f"{writing}?respuesta={first.pk}").content.decode()
    assert "Responder a Eva Lozano" in page
    client.post(writing, {"text": "Y con bancas", "respuesta": str(first.pk)})
    assert Comment.objects.get(parent=first).text == "Y con bancas"
    client.post(f"/comentarios/{first.pk}/corregir/", {"text": "Ojalá con encinos"})
    client.post(f"/comentarios/{Comment.objects.get(parent=first).pk}/quitar/")
    page = client.get(place).content.decode()
    for words in ("Ojalá con encinos", "(corregido)", "Lo quitó quien lo escribió.", "1 comentario"):
        assert words in page
    assert "Y con bancas" not in page


def test_a_refused_comment_keeps_what_was_typed(client, writing):
    client.force_login(make_eva())
    for text, status, words in (("", 422, "está vacío"), ("x" * 2001, 422, "2000"), ("a\0b", 422, "nul")):
        answer = client.post(writing, {"text": text})
        assert answer.status_code == status
        assert words in answer.content.decode()
    for n in range(5):
        client.post(writing, {"text": f"Mensaje {n}"})
    answer = client.post(writing, {"text": "El sexto"})
    assert answer.status_code == 429
    assert "El sexto</textarea>" in answer.content.decode()
    assert "espere unos minutos" in answer.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/comentarios/propuesta/999999999999999999999/",
        "/comentarios/nada/1/",
        "/comentarios/propuesta/0/",
        "/comentarios/99999999999999999999/",
        "/comentarios/5/corregir/",
        "/comentarios/5/reportar/",
        "/moderacion/decisiones/7/",
    ],
)
def test_what_is_not_there_is_not_found(client, url):
    client.force_login(make_eva())
    assert client.get(url).status_code == 404


def test_an_answer_to_nonsense_is_not_found(client, writing, proposal):
    client.force_login(make_eva())
    other = make_comment(make_proposal(proposal.edition, author=make_eva()))
    for asked in ("abc", "-1", "9" * 30, "²", str(other.pk)):
        assert client.get(writing, {"respuesta": asked}).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "https://a.mx/\"onmouseover='alert(1)'",
        "https://a.mx/<svg/onload=alert(1)>",
        "javascript:alert(1)//https://a.mx",
        "{{ 7|add:7 }}{% load x %}",
        "</textarea><script>alert(1)</script>",
    ],
)
def test_what_people_write_is_text(client, place, proposal, text):
    comment = make_comment(proposal, text)
    make_report(comment, reporter=make_ana(), text=text)
    client.force_login(make_caro())
    drawn = said(text)
    for markup in ("<script", "<img", "<svg", "onerror=alert(1)>", "=alert(1)>", 'href="javascript'):
        assert markup not in drawn
    for url in (
        place,
        "/escritorio/moderacion/",
        f"/comentarios/propuesta/{proposal.pk}/?respuesta={comment.pk}",
    ):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "14" not in drawn


def test_addresses_can_be_followed_and_lend_no_weight():
    drawn = said("Vea https://a.mx/x?y=1&z=2. También (http://b.mx/)\notra\n\nfin")
    assert '<a href="https://a.mx/x?y=1&amp;z=2" rel="nofollow ugc noopener">' in drawn
    assert '<a href="http://b.mx/" rel="nofollow ugc noopener">http://b.mx/</a>)<br>otra</p><p>fin</p>' in drawn


def test_reporting_needs_a_rule_and_says_thanks(client, proposal, place):
    comment, [rule, *_] = make_comment(proposal), make_rules()
    client.force_login(make_ana())
    url = f"/comentarios/{comment.pk}/reportar/"
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"rule": str(rule.number), "text": "Mire"}, follow=True)
    assert "Gracias por avisar" in answer.content.decode()
    client.force_login(make_eva())
    client.post(f"/comentarios/propuesta/{proposal.pk}/reportar/", {"rule": str(rule.number)})
    assert sorted(Report.objects.values_list("comment", flat=True), key=bool) == [None, comment.pk]


def test_the_desk_hides_and_leaves_what_is_marked(client, proposal):
    good, bad = make_comment(proposal, "Bien dicho"), make_comment(proposal, "Mal dicho")
    [rule, *_] = make_rules()
    for comment in (good, bad):
        make_report(comment, reporter=make_ana())
    services.report_subject(subject=key(proposal), reporter=make_eva(), rule=rule, at=timezone.now())
    client.force_login(make_caro())
    page = client.get("/escritorio/moderacion/").content.decode()
    assert "Reportados (3)" in page
    act = "/escritorio/moderacion/decidir/"
    assert client.post(act, {"act": "dejar"}).status_code == 422
    refused = client.post(act, {"act": "ocultar", "marcado": [str(bad.pk)], "reason": "Insulta"})
    assert refused.status_code == 422
    assert f'value="{bad.pk}" checked' in refused.content.decode()
    assert 'value="Insulta"' in refused.content.decode()
    told = {"act": "ocultar", "rule": str(rule.number), "reason": "Insulta"}
    client.post(act, told | {"marcado": [str(bad.pk), key(proposal)]})
    client.post(act, {"act": "dejar", "marcado": [str(good.pk), "nada:1", "²", "proposal:x"]})
    assert set(Comment.objects.values_list("text", "state")) == {
        ("Bien dicho", "visible"),
        ("Mal dicho", "hidden"),
    }
    proposal.refresh_from_db()
    assert proposal.hidden_at
    hidden = client.get("/escritorio/moderacion/?ver=ocultos").content.decode()
    assert hidden.count("Insulta") == 2
    client.post(act, {"act": "dejar", "ver": "ocultos", "marcado": [str(bad.pk), key(proposal)]})
    assert not Decision.objects.filter(lifted_at=None).exists()
    assert "Nada está oculto" in client.get("/escritorio/moderacion/?ver=ocultos").content.decode()


def test_somebody_disagrees_and_another_moderator_answers(client, proposal):
    decision = make_hidden(make_comment(proposal), by=make_caro())
    mine = f"/moderacion/decisiones/{decision.pk}/"
    client.force_login(make_eva())
    assert client.post(mine, {"text": ""}).status_code == 422
    client.post(mine, {"text": "Hablaba de la idea"})
    assert "La responderá otra persona" in client.get(mine).content.decode()
    desk = f"/escritorio/moderacion/inconformidades/{Appeal.objects.get().pk}/"
    client.force_login(make_caro())
    assert "Usted lo ocultó" in client.get(desk).content.decode()
    assert client.post(desk, {"outcome": "si", "text": "Sí"}).status_code == 403
    client.force_login(make_staff("simon@tequio.example", Role.COORDINATOR, name="Simón Arteaga"))
    assert "Hablaba de la idea" in client.get("/escritorio/").content.decode()
    assert client.post(desk, {"text": "Sí"}).status_code == 422
    client.post(desk, {"outcome": "si", "text": "Es cierto"})
    assert "Es cierto" in client.get(desk).content.decode()
    client.force_login(make_eva())
    assert "Es cierto" in client.get(mine).content.decode()
    assert "se volvió a mostrar" in client.get("/comentarios/").content.decode()


def test_the_office_writes_words_again_and_retires_rules(client):
    make_rules()
    client.force_login(make_caro())
    base = "/escritorio/moderacion/reglas/"
    assert client.post(f"{base}nueva/", {"title": "", "text": "x"}).status_code == 422
    client.post(f"{base}nueva/", {"title": "Se dice de dónde viene un dato", "text": "Con su fuente."})
    number = max(rule.number for rule in make_rules())
    client.post(f"{base}{number}/", {"title": "Se dice la fuente", "text": "Siempre."})
    page = client.get("/reglas-de-la-casa/").content.decode()
    assert "Se dice la fuente" in page
    assert "Cómo decía antes" in page
    client.post(f"{base}{number}/retirar/")
    assert "Ya no está en vigor" in client.get("/reglas-de-la-casa/").content.decode()
    assert client.get(f"{base}{number}/").status_code == 404
    assert client.get(f"{base}999999/").status_code == 404


def test_pages_cost_the_same_for_one_and_three(client, proposal, place, django_assert_max_num_queries):
    """Each list at one row and at three: the discussion, one's own comments, the four drawers, the figures."""
    now = timezone.now()

    def add(n: int) -> None:
        people = [make_user(f"{name}{n}@tequio.example") for name in "abc"]
        first = make_comment(proposal, f"Uno {n}", author=people[0], at=now)
        make_comment(proposal, f"Dos {n}", author=people[1], parent=first, at=now)
        make_report(first, reporter=people[2], at=now)
        waiting = make_comment(proposal, f"Tres {n}", author=people[2], at=now)
        Comment.objects.filter(pk=waiting.pk).update(state="waiting", published_at=None)
        hidden = make_comment(proposal, f"Cuatro {n}", at=now - timedelta(minutes=6 * n))
        decision = make_hidden(hidden, by=make_caro(), at=now)
        services.appeal(decision=decision, author=make_eva(), text="No", at=now)

    drawers = [
        f"/escritorio/moderacion/?ver={d}" for d in ("reportados", "espera", "ocultos", "inconformidades")
    ]
    asked = [
        (make_eva(), place, 24),
        (make_eva(), "/comentarios/", 10),
        *((make_caro(), url, 20) for url in drawers),
        (make_eva(), "/moderacion/", 8),
        (make_eva(), "/reglas-de-la-casa/", 5),
    ]
    add(1)
    spent = {}
    for person, url, most in asked:
        client.force_login(person)
        client.get(url)
        with django_assert_max_num_queries(most) as one:
            client.get(url)
        spent[url] = len(one)
    add(2)
    add(3)
    for person, url, _most in asked:
        client.force_login(person)
        client.get(url)
        with django_assert_max_num_queries(spent[url]):
            assert client.get(url).status_code == 200
    client.force_login(make_caro())
    file = client.get("/escritorio/moderacion.csv?ver=ocultos")
    assert len(b"".join(file.streaming_content).decode().splitlines()) == 4
