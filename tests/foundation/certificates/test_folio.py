"""A certificate by its folio and a code, for who has no account (docs/rules/identity.md, FOLIO)."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.foundation.certificates.conftest import AT

from tequio.foundation.certificates import services, types
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.identity.services import certified, folios
from tequio.foundation.identity.views.folios import OPEN

pytestmark = pytest.mark.django_db
NEIGHBOUR = "vecina.sin.cuenta@correo.example"


@pytest.fixture
def made(caro) -> Certificate:
    _batch, outcome = services.issue_list(
        kind=types.COMMITTEE,
        people=services.read_lines([["Rosa Sin Cuenta", NEIGHBOUR]]),
        occasion="Comité del parque",
        did="formado parte del comité",
        topic="",
        happened_on=AT.date(),
        by=caro.pk,
        at=AT,
    )
    return outcome.certificates[0]


def show_contact(client, email: str) -> None:
    session = client.session
    until = timezone.now().timestamp() + 60
    session[OPEN] = {"user_id": None, "email": email, "phone": "", "folio": "X", "until": until}
    session.save()


def test_its_owner_is_found_by_the_folio_as_it_is_typed(made):
    owner = folios.owner_of(folios.normalised(made.folio.lower().replace("-", " ")))
    assert (owner.email, owner.user_id) == (NEIGHBOUR, None)


def test_who_has_shown_the_contact_takes_it_home_and_nobody_else(client, made):
    url = reverse("certificates:pdf", args=[made.folio])
    assert client.get(url).status_code == 404
    show_contact(client, "otra@correo.example")
    assert client.get(url).status_code == 404
    show_contact(client, NEIGHBOUR.upper())
    assert client.get(url).content.startswith(b"%PDF")
    page = client.get("/mi-folio/mio/").content.decode()
    assert "Sus constancias" in page
    assert made.folio in page
    names = zipfile.ZipFile(io.BytesIO(client.get("/mi-folio/mis-datos.zip").content)).namelist()
    assert {f"constancia-{made.folio}.pdf", f"constancia-{made.folio}.json"} <= set(names)


def test_an_erased_one_is_of_nobody(made, ana):
    services.forget(person_id=ana.pk, email=NEIGHBOUR, at=AT)
    assert certified.owner_of_folio(made.folio) is None
