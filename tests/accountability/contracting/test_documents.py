"""The documents of a process, and what it still lacks to be published whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.models import Contract, Document
from tequio.accountability.contracting.types import Section
from tequio.config.demo.factories.accounts import make_beto
from tequio.config.demo.factories.contracting import (
    make_award,
    make_budget_line,
    make_contract,
    make_document,
    make_process,
    make_whole_process,
)
from tequio.config.demo.factories.files import PDF
from tequio.config.demo.factories.projects import make_project
from tequio.core.classifiers import Moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def beto(client):
    person = make_beto()
    client.force_login(person)
    return person


def send(client, name, process, part=None, **said):
    args = [process.ocid] if part is None else [process.ocid, part.pk]
    return client.post(reverse(f"contracting:{name}", args=args), said)


def test_documents_hang_from_their_section(client, beto):
    contract = make_contract()
    process = contract.process
    said = {"what": "contract.contractSigned", "title": "Contrato", "published_on": "2026-09-04"}
    assert "Suba el archivo" in send(client, "document", process, **said).content.decode()
    assert (
        send(client, "document", process, **said, upload=SimpleUploadedFile("contrato.pdf", PDF)).status_code
        == 302
    )
    kept = Document.objects.get()
    assert (kept.section, kept.of, kept.file.public) == ("contract", contract.number, True)
    assert f"/archivos/{kept.file_id}" in client.get(f"/contratos/{process.ocid}/").content.decode()
    assert send(client, "document", process, **said, url="https://ejemplo.mx/c.pdf").status_code == 302
    assert send(client, "document", process, **said, url="javascript:alert(1)").status_code == 422
    assert send(client, "document_withdraw", process, kept).status_code == 302
    assert f"/archivos/{kept.file_id}" not in client.get(f"/contratos/{process.ocid}/").content.decode()
    with pytest.raises(services.ContractingError, match="no hay a qué atar"):
        make_document(make_process(), section=Section.AWARD, document_type="awardNotice")
    with pytest.raises(services.ContractingError, match="Elija qué documento"):
        make_document(process, document_type="foto")


def test_bud_7_contracting_more_than_was_committed_is_told(client, beto):
    """BUD-7."""
    process = make_contract().process
    make_budget_line(process, amounts={Moment.COMMITTED: 1_00})
    said = client.get(reverse("contracting:desk", args=[process.ocid])).content.decode()
    assert "sus partidas solo tienen comprometidos $1" in said


def test_what_is_missing_is_said_with_where_to_mend_it():
    process = make_process(make_project())
    make_contract(make_award(process))
    found = dict(queries.lacks([process.pk])[process.project_id])
    assert set(found) == {
        "Partida presupuestaria",
        "Propuestas, una por una",
        "Convocatoria publicada",
        "Acta de fallo",
        "Contrato firmado",
        f"Garantía del contrato {Contract.objects.get().number}",
    }
    assert found["Acta de fallo"].endswith("/documentos/nuevo/")
    whole = make_whole_process(make_project())
    assert [what for what, _ in queries.lacks([whole.process_id])[whole.process.project_id]] == [
        "Acta de fallo",
        "Contrato firmado",
    ]
