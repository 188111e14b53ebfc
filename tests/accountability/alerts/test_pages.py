"""The pages of the flags."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.accountability.alerts import queries, services
from tequio.accountability.alerts.models import Flag
from tequio.config.demo.factories.accounts import make_beto, make_caro, make_office
from tequio.config.demo.factories.alerts import LOOKED, make_flag
from tequio.config.demo.factories.projects import make_project
from tequio.core.redflags import Code

pytestmark = pytest.mark.django_db
SINGLE = "/alertas/una-sola-oferta/"


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def csv(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "cost"), [("/alertas/", 3), (SINGLE, 7)])
def test_a_public_page_costs_the_same_with_one_flag_or_three(
    number, address, cost, client, django_assert_num_queries
) -> None:
    for _ in range(number):
        make_flag()
    with django_assert_num_queries(cost):
        assert "Una sola oferta" in page(client, address)


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_with_one_flag_or_three(number, client, django_assert_max_num_queries) -> None:
    client.force_login(make_beto())
    for _ in range(number):
        make_flag()
    client.get("/escritorio/alertas/")
    with django_assert_max_num_queries(11):
        page(client, "/escritorio/alertas/")


def test_anyone_reads_what_was_found_what_could_not_be_computed_and_the_answer(client) -> None:
    flag = make_flag(make_project(title="Parque del Álamo"))
    make_flag(tenderers=None)
    services.answer_flag(flag_id=flag.pk, text="Se invitó a <b>tres</b>.", at=LOOKED)
    said = page(client, SINGLE)
    assert "Parque del Álamo" in said
    assert "Se recibió 1 oferta" in said
    assert "Se calculó en 1 de 2 (50 %)" in said
    assert "no se registraron las ofertas: 1" in said
    assert "Se invitó a &lt;b&gt;tres&lt;/b&gt;." in said
    assert "no es una acusación" in said


def test_project_and_process_show_their_flags(client) -> None:
    flag = make_flag()
    assert 'id="alertas"' in page(client, f"/proyectos/{flag.project.folio}/")
    process = page(client, f"/contratos/{flag.process.ocid}/")
    assert "Se recibió 1 oferta" in process
    assert "La dependencia todavía no responde." in process
    assert 'id="alertas"' not in page(client, f"/proyectos/{make_project().folio}/")


def test_the_downloads_are_exactly_the_rows_of_the_list(client) -> None:
    mine = make_flag()
    other = make_flag(make_project(office_id=make_office("SPM").pk))
    assert len(csv(client.get(f"{SINGLE}lista.csv"))) == 3
    tail = f"?area={other.office_id}"
    rows = csv(client.get(f"{SINGLE}lista.csv{tail}"))
    assert [line for line in rows[1:] if other.process.ocid in line] == rows[1:]
    found = json.loads(client.get(f"{SINGLE}lista.json{tail}").content)
    assert found["total"] == 1
    assert found["alertas"][0]["cifras"] == {"bidders": 1}
    assert mine.project.title in page(client, SINGLE)
    assert csv(client.get("/alertas/resumen.csv"))[2].startswith("single_bid,Una sola oferta,2,0,0,0,100")


def test_an_unknown_flag_is_404(client) -> None:
    assert client.get("/alertas/colores/").status_code == 404


def test_a_liaison_answers_their_own_flags_first(client) -> None:
    beto = make_beto()
    before = timezone.now() - timedelta(days=1)
    flag = make_flag(make_project(office_id=beto.memberships.get().office_id), at=before)
    other = make_flag(make_project(office_id=make_office("SPM").pk))
    client.force_login(beto)
    desk = page(client, "/escritorio/alertas/")
    assert reverse("alerts:answer", args=[flag.pk]) in desk
    assert reverse("alerts:answer", args=[other.pk]) not in desk
    assert client.get(reverse("alerts:answer", args=[other.pk])).status_code == 403
    assert client.post(reverse("alerts:answer", args=[flag.pk]), {"text": " "}).status_code == 422
    answered = client.post(
        reverse("alerts:answer", args=[flag.pk]), {"text": "Hubo tres invitadas."}, follow=True
    )
    assert "Su respuesta ya se ve junto a la alerta." in answered.content.decode()
    assert queries.unanswered_count({flag.office_id}) == Flag.objects.filter(
        office=flag.office_id, state="raised"
    ).exclude(pk=flag.pk).count()  # fmt: skip
    assert client.get("/escritorio/alertas/9999999/").status_code == 404


def test_the_coordination_moves_the_limits(client) -> None:
    client.force_login(make_caro())
    said = page(client, "/escritorio/alertas/limites/")
    assert "De fábrica: 15." in said
    values = services_defaults()
    changed = client.post(
        "/escritorio/alertas/limites/", values | {"direct_ceiling_centavos": "1,500,000"}, follow=True
    )
    assert "Cambió 1 límite." in changed.content.decode()
    assert queries.limits().direct_ceiling_centavos == 1_500_000_00
    wrong = client.post(
        "/escritorio/alertas/limites/", values | {"late_days": "-3", "direct_ceiling_centavos": "mucho"}
    )
    assert wrong.status_code == 422
    assert "Escriba una cantidad en pesos" in wrong.content.decode()


def services_defaults() -> dict[str, object]:
    from dataclasses import asdict

    from tequio.core.redflags import Thresholds

    return asdict(Thresholds()) | {"direct_ceiling_centavos": ""}


def test_a_flag_that_cleared_takes_no_answer(client) -> None:
    beto = make_beto()
    flag = make_flag(make_project(office_id=beto.memberships.get().office_id))
    flag.process.tenderers = 2
    type(flag.process).objects.filter(pk=flag.process_id).update(tenderers=2)
    services.refresh(project_ids=[flag.project_id], at=LOOKED)
    client.force_login(beto)
    assert "Esta alerta ya se apagó." in page(client, reverse("alerts:answer", args=[flag.pk]))
    assert client.post(reverse("alerts:answer", args=[flag.pk]), {"text": "Hola"}).status_code == 422
    assert Flag.objects.get(pk=flag.pk).code == Code.SINGLE_BID
