"""docs/rules/contracting.md, CON-1 to CON-12."""

from datetime import date

import pytest

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import ProcedureType, Release
from tequio.accountability.contracting.types import ProcessStatus
from tequio.config.demo.factories.contracting import (
    make_award,
    make_contract,
    make_payment,
    make_process,
    make_rfc,
)
from tequio.config.demo.factories.projects import make_project
from tequio.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_processes_of_a_project_get_ocids_in_order():
    project = make_project(folio="26-0041")
    assert make_process(project).ocid == "ocds-000000-26-0041-1"
    assert make_process(project).ocid == "ocds-000000-26-0041-2"


def test_a_registered_prefix_makes_the_ocid_official(settings):
    assert not services.official()
    settings.OCID_PREFIX = "ocds-abc123"
    assert services.official()
    assert make_process(make_project(folio="26-0041")).ocid == "ocds-abc123-26-0041-1"


def test_the_project_keeps_what_was_contracted_and_paid():
    contract = make_contract()
    make_payment(contract)
    project = contract.process.project
    project.refresh_from_db()
    assert (project.contracted_centavos, project.paid_centavos) == (94_000_000, 28_200_000)


def test_every_change_tells_that_a_release_is_due():
    make_payment()
    kinds = AuditEvent.objects.filter(kind="contracting.ProcessChanged").order_by("position")
    assert [e.payload["tag"] for e in kinds] == ["tender", "award", "contract", "implementation"]


def test_an_award_completes_the_procedure():
    award = make_award(tenderers=4)
    award.process.refresh_from_db()
    assert (award.process.status, award.process.tenderers) == ("complete", 4)


def test_con_1_a_cancelled_process_takes_no_more_changes():
    """CON-1."""
    process = make_process()
    services.cancel_process(process_id=process.pk, reason="Se acabó el plazo")
    with pytest.raises(services.ClosedProcessError, match="está cancelado"):
        make_award(process)
    with pytest.raises(services.ClosedProcessError):
        services.change_tender(process_id=process.pk)


def test_con_2_offers_end_after_they_start():
    """CON-2."""
    with pytest.raises(services.DatesError, match="no puede terminar"):
        make_process(tender_start=date(2026, 8, 3), tender_end=date(2026, 8, 2))


def test_con_3_nothing_is_awarded_before_offers_close():
    """CON-3."""
    with pytest.raises(services.DatesError, match="no puede ser antes de que cierre"):
        make_award(date=date(2026, 8, 20))
    award = make_award()
    with pytest.raises(services.DatesError):
        services.change_tender(process_id=award.process_id, tender_end=date(2026, 9, 30))


def test_con_4_a_contract_is_signed_after_the_award():
    """CON-4."""
    with pytest.raises(services.DatesError, match="no puede firmarse"):
        make_contract(signed_on=date(2026, 8, 27))


def test_con_5_a_contract_ends_after_it_starts():
    """CON-5."""
    with pytest.raises(services.DatesError, match="no puede terminar"):
        make_contract(ends_on=date(2026, 9, 1))


def test_con_6_amounts_are_more_than_zero():
    """CON-6."""
    with pytest.raises(services.AmountError, match="mayor que cero"):
        make_award(amount_centavos=0, net_centavos=None)


def test_con_7_without_vat_is_not_more_than_with_it():
    """CON-7."""
    with pytest.raises(services.AmountError, match="sin IVA"):
        make_award(amount_centavos=100_00, net_centavos=100_01)


def test_con_8_payments_never_sum_more_than_the_contract():
    """CON-8."""
    contract = make_contract()
    make_payment(contract, amount_centavos=contract.amount_centavos)
    with pytest.raises(services.AmountError, match="Le quedan \\$0"):
        make_payment(contract, amount_centavos=1)


def test_con_9_nothing_is_paid_before_the_signature():
    """CON-9."""
    with pytest.raises(services.DatesError, match="antes de la firma"):
        make_payment(paid_on=date(2026, 9, 3))


def test_con_10_a_direct_award_says_its_legal_basis():
    """CON-10."""
    with pytest.raises(services.ContractingError, match="necesita su fundamento"):
        make_process(procedure="adjudicacion-directa")
    make_process(procedure="adjudicacion-directa", method_rationale="Artículo 42, fracción I")


def test_con_11_a_process_with_payments_is_not_cancelled():
    """CON-11."""
    payment = make_payment()
    with pytest.raises(services.ContractingError, match="ya tiene pagos"):
        services.cancel_process(process_id=payment.contract.process_id, reason="Error")


def test_con_12_an_amendment_leaves_the_new_figures_and_its_reason():
    """CON-12."""
    contract = make_contract()
    with pytest.raises(services.ContractingError, match="por qué se modifica"):
        _amend(contract, rationale=" ")
    _amend(contract)
    contract.refresh_from_db()
    assert (contract.amount_centavos, contract.ends_on) == (98_000_000, date(2027, 1, 29))
    assert contract.net_centavos <= contract.amount_centavos
    project = contract.process.project
    project.refresh_from_db()
    assert project.contracted_centavos == 98_000_000


def test_an_amendment_does_not_go_under_what_was_paid():
    contract = make_payment().contract
    with pytest.raises(services.AmountError, match="Ya se pagaron"):
        _amend(contract, amount_centavos=1_00)


def _amend(contract, **overrides):
    values = {
        "contract_id": contract.pk,
        "signed_on": date(2026, 11, 10),
        "rationale": "Se agregó el cruce peatonal",
        "amount_centavos": 98_000_000,
        "ends_on": date(2027, 1, 29),
    }
    return services.amend_contract(**(values | overrides))


@pytest.mark.parametrize(
    ("rfc", "words"),
    [
        ("SAT971301NN3", "fecha dentro del RFC"),
        ("SAT", "12 caracteres"),
        ("XAXX010101000", "genérico"),
    ],
)
def test_a_wrong_rfc_is_explained(rfc, words):
    with pytest.raises(services.RfcError, match=words):
        make_award(supplier_rfc=rfc)


def test_a_natural_person_is_marked_as_such():
    award = make_award(supplier_rfc=make_rfc(7, natural_person=True), supplier_name="Persona Ficticia")
    assert award.supplier.natural_person


def test_the_same_rfc_is_the_same_supplier():
    first = make_award(supplier_rfc=make_rfc(1), supplier_name="Constructora Mezquite")
    second = make_award(supplier_rfc=make_rfc(1).lower(), supplier_name="CONSTRUCTORA MEZQUITE")
    assert first.supplier == second.supplier


@pytest.mark.parametrize("make", [make_award, make_contract, make_payment])
def test_numbers_are_not_repeated(make):
    key = "number" if make is make_contract else "code"
    first = make(**{key: "1"})
    parent = {make_award: "process", make_contract: "award", make_payment: "contract"}[make]
    with pytest.raises(services.DuplicateError):
        make(getattr(first, parent), **{key: "1"}, **({"amount_centavos": 1} if make is make_payment else {}))


def test_what_does_not_exist_is_said_so():
    with pytest.raises(services.UnknownError):
        make_process(procedure="rifa")
    with pytest.raises(services.UnknownError):
        services.change_tender(process_id=0)
    with pytest.raises(services.UnknownError):
        services.conclude_contract(contract_id=0)
    with pytest.raises(services.UnknownError):
        services.sign_contract(
            award_id=0,
            number="1",
            signed_on=date(2026, 1, 1),
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 1, 1),
            amount_centavos=1,
        )


def test_cancelling_takes_awards_and_contracts_with_it():
    contract = make_contract()
    services.cancel_process(
        process_id=contract.process_id, reason="El proveedor renunció", status=ProcessStatus.CANCELLED
    )
    contract.refresh_from_db()
    contract.process.project.refresh_from_db()
    assert contract.status == "cancelled"
    assert contract.process.project.contracted_centavos == 0
    with pytest.raises(services.ClosedProcessError, match="contrato está cancelado"):
        make_payment(contract, amount_centavos=1)
    with pytest.raises(services.ContractingError, match="adjudicación está cancelada"):
        make_contract(contract.award)


def test_a_payment_recorded_by_mistake_stops_counting():
    payment = make_payment()
    services.void_payment(payment_id=payment.pk)
    project = payment.contract.process.project
    project.refresh_from_db()
    assert project.paid_centavos == 0


def test_a_contract_concludes_once():
    contract = make_contract()
    services.conclude_contract(contract_id=contract.pk)
    with pytest.raises(services.ContractingError, match="ya no está vigente"):
        services.conclude_contract(contract_id=contract.pk)


def test_dates_of_the_call_can_be_set_later():
    process = make_process(tender_start=None, tender_end=None)
    assert process.status == "planned"
    services.change_tender(process_id=process.pk, tender_start=date(2026, 8, 3), tender_end=date(2026, 8, 9))
    process.refresh_from_db()
    assert process.status == "active"


def test_the_catalogue_of_procedures_can_lose_its_defaults():
    ProcedureType.objects.all().delete()
    assert make_process().procedure.method == "selective"


def test_no_release_exists_before_the_worker_publishes():
    make_payment()
    assert not Release.objects.exists()
