"""The bench, the groups, the duties and the public answers, as people use them."""

import pytest
from django.utils import timezone

from tequio.config.demo.factories import analysis as make
from tequio.config.demo.factories import forums
from tequio.config.demo.factories.accounts import make_ana, make_beto, make_caro, make_office
from tequio.foundation.web import pending
from tequio.participation.forums.models import Assignment, Contribution
from tequio.participation.forums.services import analysis

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return forums.forum(answer_days=10)


@pytest.fixture
def bench(forum):
    return f"/escritorio/foros/{forum.slug}/analisis/"


@pytest.fixture
def caro(client):
    user = make_caro()
    client.force_login(user)
    return user


def said(client, url: str, **query: str) -> str:
    return client.get(url, query).content.decode()


def send(client, url: str, **data: object) -> str:
    return client.post(url, data, follow=True).content.decode()


def test_pages_cost_the_same_for_one_and_three(client, caro, forum, bench, django_assert_max_num_queries):
    office = make_office()
    pages = (
        f"{bench}?lista=todas",
        "/escritorio/turnadas/?lista=todas",
        f"/foros/{forum.slug}/respuestas/",
        f"{bench}grupos/",
    )

    def costs(most: int) -> list[int]:
        spent = []
        for page in pages:
            with django_assert_max_num_queries(most) as counted:
                assert client.get(page).status_code == 200
            spent.append(len(counted))
        return spent

    concept = make.goal()
    for number, voices in enumerate((make.voices_alike(forum)[:1], make.voices_alike(forum)[:2])):
        analysis.tag(voices=voices, concept=concept, at=timezone.now(), actor=caro.pk)
        make.group(forum, voices, name=f"Grupo {number}")
        for voice in voices:
            make.answered(voice, office=office)
        client.get(pages[0])
        if number == 0:
            first = costs(40)
    assert costs(40) == first


def test_a_group_costs_the_same_for_one_and_three(client, caro, forum, bench, django_assert_max_num_queries):
    voices = make.voices_alike(forum)
    for count in (1, 3):
        found = make.group(forum, voices[:count], name=f"De {count}")
        client.get(bench)
        with django_assert_max_num_queries(40) as counted:
            assert client.get(f"{bench}grupos/{found.pk}/").status_code == 200
        if count == 1:
            first = len(counted)
    assert len(counted) == first


def test_the_lists_of_the_bench_say_what_was_done(client, caro, forum, bench):
    one, two, three = make.voices_alike(forum)
    make.duty(one)
    analysis.merge(voices=[two], into=three, reason="x", at=timezone.now(), actor=caro.pk)
    assert one.folio not in said(client, bench)
    assert one.folio in said(client, bench, lista="turnadas")
    assert two.folio in said(client, bench, lista="unidas")
    assert three.folio in said(client, bench, lista="sin-nada")
    assert three.folio in said(client, bench, lista="sin-nada", q="FÚGAS barrio")
    assert three.folio not in said(client, bench, lista="sin-nada", q="parque")
    for nonsense in ({"lista": "x"}, {"pilar": "x"}, {"tema": "-1"}, {"pagina": "x"}, {"q": "\0"}):
        assert client.get(bench, nonsense).status_code == 200


def test_many_are_done_at_once_or_none(client, caro, forum, bench):
    voices, office, concept = make.voices_alike(forum), make_office(), make.goal()
    ticked = [voice.pk for voice in voices[:2]]
    send(client, f"{bench}varias/", accion="turnar", voces=ticked, office=office.pk, note="Es urgente")
    assert Assignment.objects.filter(office=office).count() == 2
    send(client, f"{bench}varias/", accion="etiquetar", voces=ticked, concept=concept.pk)
    send(client, f"{bench}varias/", accion="agrupar", voces=ticked, name="Fugas")
    assert forum.clusters.get().members.count() == 2
    assert "Marque al menos una" in send(client, f"{bench}varias/", accion="turnar")
    assert "Elija la dependencia" in send(client, f"{bench}varias/", accion="turnar", voces=ticked)
    page = send(client, f"{bench}varias/", accion="unir", voces=ticked, into="V00-9", reason="x")
    assert "No hay ninguna aportación con ese folio" in page
    send(
        client, f"{bench}varias/", accion="unir", voces=ticked, into=voices[2].folio.lower(), reason="Lo mismo"
    )
    assert Contribution.objects.filter(merged_into=voices[2]).count() == 2


def test_one_voice_is_labelled_moved_handed_over_and_taken_back(client, caro, forum, bench):
    voice, office, concept = make.voices_alike(forum)[0], make_office(), make.goal()
    page = f"{bench}voces/{voice.folio}/"
    assert "por las palabras: agua, fugas" in said(client, page)
    send(client, page, accion="etiquetar", concept=concept.pk)
    assert voice.tags.get().concept == concept
    send(client, page, accion="quitar-etiqueta", concept=concept.pk)
    assert not voice.tags.exists()
    pillar = forum.pillars.get(code="servicios")
    send(client, page, accion="reclasificar", pillar=pillar.pk, theme="", reason="Habla del agua")
    voice.refresh_from_db()
    assert voice.pillar == pillar
    wrong = forum.pillars.get(code="bienestar").themes.first()
    mended = client.post(
        page, {"accion": "reclasificar", "pillar": pillar.pk, "theme": wrong.pk, "reason": "x"}
    )
    assert mended.status_code == 422
    send(client, page, accion="turnar", office=office.pk)
    duty = voice.assignments.get()
    send(client, page, accion="retirar", duty=duty.pk, reason="No le toca")
    duty.refresh_from_db()
    assert duty.end_reason == "No le toca"
    assert "Elija qué hacer" in send(client, page, accion="nada")


def test_a_suggestion_is_reviewed_with_its_words_marked_and_handed_over_whole(client, caro, forum, bench):
    voices, office = make.voices_alike(forum), make_office()
    found = make.suggestion(forum)
    page = f"{bench}grupos/{found.pk}/"
    assert "<mark>fugas</mark>" in said(client, page)
    keep = [voice.pk for voice in voices[:2]]
    send(client, page, accion="confirmar", name="Fugas", queda=keep)
    found.refresh_from_db()
    assert (found.name, found.state, found.members.count()) == ("Fugas", "confirmed", 2)
    send(client, page, accion="turnar", office=office.pk)
    assert Assignment.objects.filter(office=office).count() == 2
    assert client.post(page, {"accion": "guardar", "name": "", "queda": keep}).status_code == 422
    send(client, page, accion="descartar")
    assert client.get(f"{bench}grupos/99999/").status_code == 404


def test_the_bar_leads_to_the_groups_when_the_search_is_over(client, caro, forum, bench):
    assert client.get(f"{bench}grupos/avance/", headers={"HX-Request": "true"}).status_code == 302
    make.voices_alike(forum)
    send(client, f"{bench}grupos/buscar/")
    search = forum.suggestions.get()
    bar = client.get(f"{bench}grupos/avance/", headers={"HX-Request": "true"})
    assert "hx-get" in bar.content.decode()
    analysis.work(search_id=search.pk, at=timezone.now())
    over = client.get(f"{bench}grupos/avance/", headers={"HX-Request": "true"})
    assert over["HX-Refresh"] == "true"


def test_a_liaison_answers_several_and_everybody_reads_it(client, forum, rf):
    office, voices = make_office(), make.voices_alike(forum)
    beto = make_beto(office)
    make.group(forum, voices)
    duties = [make.duty(voice, office=office) for voice in voices]
    client.force_login(beto)
    assert voices[0].title in said(client, "/escritorio/turnadas/")
    request = rf.get("/")
    request.user, request.session = beto, client.session
    assert {voice.folio for voice in voices} <= {item.folio for item in pending.items(request)}
    page = f"/escritorio/turnadas/{duties[0].pk}/"
    assert client.post(page, {"accion": "responder", "text": " "}).status_code == 422
    send(client, page, accion="responder", text="Se reparan en mayo.", others=[duties[1].pk])
    anyone = type(client)()
    public = said(anyone, f"/foros/{forum.slug}/voces/{voices[1].folio}/")
    assert "Se reparan en mayo." in public
    assert voices[0].folio in public
    answers = said(anyone, f"/foros/{forum.slug}/respuestas/")
    assert "Se reparan en mayo." in answers
    assert office.name in answers
    assert beto.name not in answers
    assert office.name in b"".join(anyone.get(f"/foros/{forum.slug}/respuestas.csv")).decode()


def test_what_was_merged_says_where_it_went_and_its_answer_is_the_others(client, caro, forum):
    """MRG-2."""
    one, two, _three = make.voices_alike(forum)
    analysis.merge(voices=[two], into=one, reason="Piden lo mismo", at=timezone.now(), actor=caro.pk)
    make.answered(one, text="Se reparan en mayo.")
    page = said(client, f"/foros/{forum.slug}/voces/{two.folio}/")
    assert one.folio in page
    assert "Piden lo mismo" in page
    assert "Se reparan en mayo." in page


def test_a_duty_is_sent_on_and_is_no_longer_answered_there(client, forum):
    office, other = make_office(), make_office("SPM")
    duty = make.duty(forums.contribution(forum), office=office)
    client.force_login(make_beto(office))
    page = f"/escritorio/turnadas/{duty.pk}/"
    assert client.post(page, {"accion": "pasar", "office": other.pk, "reason": ""}).status_code == 422
    send(client, page, accion="pasar", office=other.pk, reason="Le toca a Servicios")
    assert client.post(page, {"accion": "responder", "text": "x"}).status_code == 422
    shown = said(type(client)(), f"/foros/{forum.slug}/voces/{duty.contribution.folio}/")
    assert "Le toca a Servicios" in shown
    new = Assignment.objects.standing().get(contribution=duty.contribution)
    assert client.get(f"/escritorio/turnadas/{new.pk}/").status_code == 403


def test_who_does_not_analyse_does_not_come_in(client, forum, bench):
    client.force_login(make_ana())
    assert client.get(bench).status_code == 403
    assert client.get("/escritorio/turnadas/").status_code == 403


def test_what_is_not_published_is_not_answered_in_public(client):
    hidden = forums.forum(slug="oculto", published=False)
    assert client.get(f"/foros/{hidden.slug}/respuestas/").status_code == 404
