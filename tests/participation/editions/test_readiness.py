"""What an edition lacks or contradicts, in plain words, and how the steps of the builder stand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro, make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.territory import make_map
from tequio.participation.editions import queries, services
from tequio.participation.editions.models import AccessRule, Edition
from tequio.participation.editions.types import AccessDraft, Step

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def edition():
    return make_edition(phase=None, published=False, review_office=make_office(), summary="Para todas")


def said(edition, *, blocks, at=None):
    found = queries.find(edition.slug)
    return [str(p.message) for p in services.problems(found, at=at) if p.blocks is blocks]


def ask(edition, **rule):
    services.set_access(edition=edition, rules=[AccessDraft(**({"action": "vote"} | rule))])


def change(edition, **fields):
    Edition.objects.filter(pk=edition.pk).update(**fields)


def test_a_whole_edition_lacks_nothing(edition):
    assert said(edition, blocks=True) == services.lacking(edition) == []


def own_territory_without_residence(edition):
    change(edition, vote_scope="own")
    ask(edition, methods=["contact"])


def a_size_without_money(edition):
    services.add_size(edition=edition, code="chico", name="Chico", cap_centavos=5)


def ages_backwards(edition):
    AccessRule.objects.create(edition=edition, action="vote", age_min=30, age_max=12)


def a_criterion_that_nobody_answers(edition):
    change(edition, review_office=None)
    services.add_criterion(edition=edition, code="suelo", kind="land", question="¿Es público?")


def a_map_that_is_a_draft(edition):
    change(edition, territory=make_map("Mapa a medias", published=False))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (a_map_that_is_a_draft, "«Mapa a medias» es un borrador"),
        (a_size_without_money, "Ninguna bolsa paga los proyectos de tamaño «Chico»"),
        (ages_backwards, "la edad mínima es mayor"),
        (a_criterion_that_nobody_answers, "Nadie contestaría «¿Es público?» en Alumbrado"),
        (lambda e: e.phases.all().delete(), "Falta el calendario"),
        (lambda e: e.envelopes.all().delete(), "Falta el dinero"),
        (lambda e: e.categories.all().delete(), "Faltan las categorías"),
    ],
)
def test_what_cannot_work_stops_publication_and_is_said(edition, spoil, words):
    spoil(edition)
    assert any(words in message for message in said(edition, blocks=True))
    with pytest.raises(services.EditionIncomplete):
        services.publish_edition(edition=edition, at=timezone.now())


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda e: change(e, summary=""), "Falta el resumen"),
        (own_territory_without_residence, "nada lo comprueba"),
        (lambda e: change(e, supports_min=3), "no tiene etapa de apoyos"),
        (lambda e: change(e, rule="plurality") or e.envelopes.update(winners_max=None), "cuántos ganan"),
        (lambda e: change(e, city_choices_max=2), "ninguna bolsa es de toda la ciudad"),
        (lambda e: change(e, review_office=None), "Ningún área dictamina las categorías Alumbrado"),
        (lambda e: e.sizes.update(choices_max=1), "por tamaños solo suman 2"),
        (lambda e: e.sizes.update(cap_centavos=10**12), "es mayor que cualquiera de sus bolsas"),
        (lambda e: ask(e, methods=["none"]), "vote dos veces"),
        (lambda e: ask(e, methods=["in_person"]), "no hay ninguno en la lista"),
        (lambda e: ask(e, age_min=18), "sin fecha, la edad se cuenta"),
        (lambda e: e.phases.filter(kind="feasibility").delete(), "Hay votación pero no factibilidad"),
        (lambda e: e.phases.filter(kind="registration").delete(), "nadie podría proponer"),
        (
            lambda e: (
                change(e, vote_scope="own", who_votes="residents"),
                e.envelopes.filter(size__code="grande").delete(),
                e.sizes.filter(code="grande").delete(),
                e.envelopes.exclude(unit__code="S1").delete(),
                e.envelopes.update(unit=None),
            ),
            "todas las bolsas son de toda la ciudad",
        ),
    ],
)
def test_what_is_worth_a_look_is_said_and_stops_nothing(edition, spoil, words):
    spoil(edition)
    assert any(words in message for message in said(edition, blocks=False))
    assert said(edition, blocks=True) == []


def test_a_first_phase_that_has_passed_is_said(edition):
    assert not any("ya pasó" in m for m in said(edition, blocks=False, at=timezone.now()))
    assert any("ya pasó" in m for m in said(edition, blocks=False, at=timezone.now() + 30 * DAY))


def test_the_steps_say_how_they_stand_and_which_is_next(client, edition):
    client.force_login(make_caro())
    url = f"/escritorio/ediciones/{edition.slug}/"
    page = client.get(url).content.decode()
    assert "Seguir con: Nombre y resumen" in page
    assert "Opcional" in page
    services.review_step(edition=edition, step=Step.IDENTITY.value, at=timezone.now())
    page = client.get(url).content.decode()
    assert "1 de 13 pasos listos" in page
    assert "Seguir con: Mapa" in page
    edition.envelopes.all().delete()
    page = client.get(url).content.decode()
    assert "Sin empezar" in page
    assert 'href="/escritorio/ediciones/pp2026/partes/bolsas/">Falta el dinero' in page


@pytest.mark.parametrize("path", ["partes/bolsas/", "reglas/participacion/", "calendario/", "vista-previa/"])
def test_a_step_costs_the_same_for_one_and_three_of_each(client, edition, django_assert_max_num_queries, path):
    client.force_login(make_caro())
    url = f"/escritorio/ediciones/{edition.slug}/{path}"
    services.add_criterion(edition=edition, code="uno", kind="land", question="¿Uno?")
    client.get(url)
    with django_assert_max_num_queries(36) as one:
        client.get(url)
    for code in ("a", "b", "c"):
        services.add_category(edition=edition, code=code, name=code, offices=[make_office()])
        size = services.add_size(edition=edition, code=code, name=code, cap_centavos=5)
        services.add_envelope(edition=edition, size=size, amount_centavos=5)
        services.add_criterion(edition=edition, code=code, kind="land", question=code)
    with django_assert_max_num_queries(len(one)):
        client.get(url)


def test_the_coordinator_begins_from_a_preset_in_the_browser(client):
    client.force_login(make_caro())
    version = make_map()
    page = client.get("/escritorio/ediciones/nueva/").content.decode()
    assert page.count("/nueva/modelo/") == 6
    url = "/escritorio/ediciones/nueva/modelo/san-pedro-2026/"
    body = {
        "name": "PP 2031",
        "slug": "pp2031",
        "year": "2031",
        "territory": version.pk,
        "role_colonia": version.levels.get(code="colonia").pk,
        "total_centavos": "80,000",
        "review_office": make_office().pk,
        "with_dates": "on",
    }
    other = make_map("Otro mapa")
    wrong = client.post(url, body | {"territory": other.pk, "year": "31"})
    assert wrong.status_code == 422
    assert "Elija un nivel del mapa que escogió arriba" in wrong.content.decode()
    assert "cuatro cifras" in wrong.content.decode()
    assert client.post(url, body).status_code == 302
    edition = Edition.objects.get(slug="pp2031")
    assert sum(e.amount_centavos for e in edition.envelopes.all()) == 8_000_000
    assert services.lacking(edition) == []
    again = client.post(url, body)
    assert "Ya hay una edición con esa dirección" in again.content.decode()
    assert client.get("/escritorio/ediciones/nueva/modelo/nada/").status_code == 404


def test_the_coordinator_begins_from_an_earlier_edition_in_the_browser(client, edition):
    client.force_login(make_caro())
    url = "/escritorio/ediciones/nueva/copia/pp2026/"
    assert "Copia de" in client.get(url).content.decode()
    body = {"name": "Otra", "slug": "otra", "year": "2027", "territory": edition.territory_id}
    assert client.post(url, body).status_code == 302
    copy = Edition.objects.get(slug="otra")
    assert (copy.envelopes.count(), copy.phases.count()) == (4, 0)
    assert client.post(url, body).status_code == 422


def test_the_preview_is_the_page_of_a_citizen_with_what_is_missing(client, edition):
    client.force_login(make_caro())
    edition.categories.all().delete()
    page = client.get("/escritorio/ediciones/pp2026/vista-previa/").content.decode()
    for words in ("Vista previa:", "Faltan las categorías", "Las reglas, en claro", "$45 millones"):
        assert words in page
