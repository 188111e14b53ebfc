import copy
import json
from datetime import UTC, date, datetime

import pytest

from tequio.core.geo import Point
from tequio.core.ocds import build
from tequio.core.ocds.facts import (
    AmendmentFacts,
    AwardFacts,
    ContractFacts,
    DocumentFacts,
    MilestoneFacts,
    OrganizationFacts,
    PaymentFacts,
    PeriodFacts,
    ProcedureFacts,
    ProcessFacts,
    ProjectFacts,
)

CITY = OrganizationFacts(
    key="municipio", name="Municipio de Ejemplo", rfc="MEJ850101AB1", url="https://ejemplo.mx"
)
WORKS = OrganizationFacts(key="dependencia-1", name="Obras Públicas")
FIRM = OrganizationFacts(key="proveedor-1", name="Constructora Ficticia", rfc="cfi 010203-XY9")
PERSON = OrganizationFacts(
    key="proveedor-2", name="Persona Inventada", rfc="IAPP800101AB1", natural_person=True
)


@pytest.fixture
def facts():
    """A whole fictional process: awarded to a person, contracted, amended and half paid."""
    return ProcessFacts(
        ocid="ocds-abc123-26-0041",
        title="Parque de bolsillo",
        description="Bancas y árboles",
        project=ProjectFacts(
            folio="26-0041",
            title="Parque de bolsillo",
            url="https://ejemplo.mx/proyectos/26-0041/",
            budget_centavos=98_000_050,
            rationale="Ganó con 812 votos",
        ),
        buyer=CITY,
        requesting_office=WORKS,
        responsible_office=WORKS,
        contracting_office=WORKS,
        procedure=ProcedureFacts(method="selective", details="Invitación", rationale="Artículo 1, fracción I"),
        status="complete",
        tender_period=PeriodFacts(start=date(2026, 1, 5), end=date(2026, 1, 20)),
        number_of_tenderers=2,
        tenderers=(FIRM, PERSON),
        awards=(
            AwardFacts(
                id="A-1",
                title="Fallo",
                date=date(2026, 1, 22),
                amount_centavos=94_218_000,
                net_centavos=81_222_414,
                suppliers=(PERSON,),
            ),
        ),
        contracts=(
            ContractFacts(
                id="C-1",
                award_id="A-1",
                title="Contrato",
                signed=date(2026, 1, 30),
                period=PeriodFacts(start=date(2026, 2, 1), end=date(2026, 5, 31)),
                amount_centavos=94_218_000,
                payments=(
                    PaymentFacts(
                        id="P-1",
                        kind="Anticipo",
                        date=date(2026, 2, 3),
                        amount_centavos=28_265_400,
                        payer=CITY,
                        payee=PERSON,
                    ),
                ),
                amendments=(AmendmentFacts(id="M-1", date=date(2026, 3, 1), rationale="Lluvias"),),
            ),
        ),
        milestones=(
            MilestoneFacts(id="anexo", title="Anexo técnico", met=date(2025, 12, 1), status="met"),
            MilestoneFacts(
                id="entrega",
                title="Entrega",
                due=date(2026, 5, 31),
                type="delivery",
                section="implementation",
            ),
        ),
        documents=(
            DocumentFacts(
                id="D-1",
                title="Contrato firmado",
                url="https://ejemplo.mx/contrato.pdf",
                type="contractSigned",
                format="application/pdf",
                published=date(2026, 1, 31),
                section="contract",
                of="C-1",
            ),
            DocumentFacts(id="D-2", title="Fallo", url="https://ejemplo.mx/f.pdf", section="award"),
        ),
        location=Point(-100.4, 25.65),
    )


@pytest.fixture
def release(facts):
    """The same process as a parsed release."""
    return json.loads(
        build.encode(
            build.release(facts, number=3, tags=["contract"], date=datetime(2026, 2, 4, 16, tzinfo=UTC))
        )
    )


@pytest.fixture
def package(release):
    """A sound package of one release."""
    return {
        "uri": "https://ejemplo.mx/entregas.json",
        "version": "1.1",
        "publishedDate": "2026-02-04T16:00:00Z",
        "publisher": {"name": "Municipio de Ejemplo"},
        "releases": [bare(release)],
    }


def bare(release):
    """Return a release without what comes from extensions."""
    kept = copy.deepcopy(release)
    for name in ("requestingUnits", "responsibleUnits", "contractingUnits"):
        del kept["planning"][name]
    del kept["tender"]["items"]
    for contract in kept["contracts"]:
        contract.get("implementation", {}).pop("status", None)
    del kept["awards"][0]["value"]["netAmount"]
    del kept["contracts"][0]["implementation"]["status"]
    for party in kept["parties"]:
        party["roles"] = [role for role in party["roles"] if not role.endswith("Unit")]
        party.get("identifier", {}).pop("legalPersonality", None)
    return kept
