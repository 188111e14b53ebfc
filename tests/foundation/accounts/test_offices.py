import pytest

from tequio.config.demo.factories.accounts import make_office
from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.services import offices
from tequio.foundation.audit.models import AuditEvent

FORM = {"code": "MOV", "name": "Secretaría de Movilidad", "short_name": "Movilidad", "parent": ""}


def test_an_office_is_opened_changed_closed_and_opened_again(as_dani):
    as_dani.post("/escritorio/personas/dependencias/nueva/", FORM)
    office = Office.objects.get(code="MOV")
    base = f"/escritorio/personas/dependencias/{office.pk}/"
    as_dani.post(base, FORM | {"name": "Secretaría de Calles", "parent": make_office("DUR").pk})
    as_dani.post(base + "cerrar/")
    as_dani.post(base + "cerrar/")
    assert not Office.objects.get(pk=office.pk).active
    as_dani.post(base + "abrir/")
    office.refresh_from_db()
    assert (office.name, office.parent.code, office.active) == ("Secretaría de Calles", "DUR", True)
    kinds = list(AuditEvent.objects.order_by("position").values_list("kind", flat=True))
    assert kinds == [
        "accounts.OfficeOpened",
        "accounts.OfficeChanged",
        "accounts.OfficeClosed",
        "accounts.OfficeReopened",
    ]


def test_two_offices_do_not_share_a_code(as_dani, cast):
    for page in ("nueva/", f"{make_office('SPM').pk}/"):
        response = as_dani.post(f"/escritorio/personas/dependencias/{page}", FORM | {"code": "INF"})
        assert response.status_code == 400
        assert "ya usa esa clave" in response.content.decode()
    assert Office.objects.filter(code="INF").count() == 1


def test_an_office_does_not_hang_from_itself(cast):
    child = make_office("ALU", parent=cast.office)
    with pytest.raises(offices.OfficeLoopError):
        offices.change_office(
            office_id=cast.office.pk,
            code="INF",
            name="Infraestructura",
            short_name="Infra",
            parent_id=child.pk,
            actor=cast.dani.pk,
        )


def test_what_is_missing_is_said_and_nothing_is_kept(as_dani):
    response = as_dani.post("/escritorio/personas/dependencias/nueva/", {"code": "MOV"})
    assert response.status_code == 400
    assert not Office.objects.filter(code="MOV").exists()


def test_the_list_says_how_many_people_each_has(as_dani, cast):
    page = as_dani.get("/escritorio/personas/dependencias/").content.decode()
    assert f"?office={cast.office.pk}" in page


@pytest.mark.parametrize("extra", [1, 3])
def test_the_list_of_offices_asks_the_same_whatever_its_length(extra, as_dani, django_assert_num_queries):
    for number in range(extra):
        make_office(f"O{number}")
    as_dani.get("/escritorio/personas/dependencias/")
    with django_assert_num_queries(6):
        as_dani.get("/escritorio/personas/dependencias/")
