"""What is recorded from the award on: contracts, what secures and changes them, payments, and their end."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.forms.contracts import (
    AmendmentForm,
    AwardForm,
    CancelForm,
    ConcludeForm,
    ContractForm,
    GuaranteeForm,
    MilestoneForm,
    PaymentForm,
)
from tequio.accountability.contracting.models import Award, Contract, Milestone, Process
from tequio.accountability.contracting.types import ContractStatus
from tequio.accountability.contracting.views.steps import Said, Step
from tequio.core import money


def _award(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.record_award(process_id=process.pk, actor=actor, **said)


def _cancel(_process: Process, award: Award, said: Said, actor: int) -> None:
    services.cancel_award(award_id=award.pk, reason=said["reason"], actor=actor)


def _sign(_process: Process, award: Award, said: Said, actor: int) -> None:
    services.sign_contract(award_id=award.pk, actor=actor, **said)


def _amend(_process: Process, contract: Contract, said: Said, actor: int) -> None:
    services.amend_contract(contract_id=contract.pk, actor=actor, **said)


def _secure(_process: Process, contract: Contract, said: Said, actor: int) -> None:
    services.record_guarantee(contract_id=contract.pk, actor=actor, **said)


def _promise(_process: Process, contract: Contract, said: Said, actor: int) -> None:
    services.record_milestone(contract_id=contract.pk, actor=actor, **said)


def _promised(_process: Process, milestone: Milestone, said: Said, actor: int) -> None:
    services.record_milestone(contract_id=milestone.contract_id, milestone_id=milestone.pk, actor=actor, **said)


def _pay(_process: Process, contract: Contract, said: Said, actor: int) -> None:
    said.pop("vat_percent")
    services.record_payment(contract_id=contract.pk, actor=actor, **said)


def _conclude(_process: Process, contract: Contract, said: Said, actor: int) -> None:
    services.conclude_contract(contract_id=contract.pk, actor=actor, **said)


def _won(_process: Process, award: Award) -> str:
    return gettext("Ganó %(supplier)s con %(amount)s, el %(day)s.") % {
        "supplier": award.supplier.name,
        "amount": money.exact(award.amount_centavos),
        "day": date_format(award.date, "j b Y"),
    }


def _stands(_process: Process, contract: Contract) -> str:
    paid = queries.paid(contract)
    return gettext(
        "Contrato %(number)s con %(supplier)s. Es de %(amount)s; se han pagado %(paid)s y quedan %(left)s."
    ) % {
        "number": contract.number,
        "supplier": contract.award.supplier.name,
        "amount": money.exact(contract.amount_centavos),
        "paid": money.exact(paid),
        "left": money.exact(contract.amount_centavos - paid),
    }


def _contracts(process: Process) -> list[Contract]:
    return [one for one in process.contracts.all() if one.status == ContractStatus.ACTIVE]


def _milestone_now(_process: Process, milestone: Milestone) -> Said:
    names = ("title", "kind", "due_on", "status", "met_on", "description")
    return {name: getattr(milestone, name) for name in names}


STEPS = (
    Step(
        name="award",
        path="fallo/",
        title=_("Registrar el fallo"),
        button=_("Registrar el fallo"),
        form=AwardForm,
        act=_award,
        about=lambda process, _part, said, clock: services.about_award(process, said, clock=clock),
        anchor="fallo",
    ),
    Step(
        name="award_cancel",
        path="fallo/<int:pk>/cancelar/",
        title=_("Cancelar un fallo"),
        button=_("Cancelar el fallo"),
        form=CancelForm,
        act=_cancel,
        part=lambda process: process.awards.all(),
        lead=_won,
        anchor="fallo",
        danger=True,
    ),
    Step(
        name="contract",
        path="fallo/<int:pk>/contrato/",
        title=_("Registrar el contrato"),
        button=_("Registrar el contrato"),
        form=ContractForm,
        act=_sign,
        about=lambda _process, award, said, clock: services.about_contract(award, said, clock=clock),
        part=lambda process: process.awards.all(),
        initial=lambda _process, award: {
            "amount_centavos": award.amount_centavos,
            "net_centavos": award.net_centavos,
            "vat": "" if award.vat_percent is None else str(award.vat_percent),
        },
        lead=_won,
        anchor="contrato",
    ),
    Step(
        name="guarantee",
        path="contrato/<int:pk>/garantia/",
        title=_("Registrar una garantía"),
        button=_("Registrar la garantía"),
        form=GuaranteeForm,
        act=_secure,
        about=lambda _process, contract, said, clock: services.about_guarantee(contract, said, clock=clock),
        part=_contracts,
        lead=_stands,
        anchor="contrato",
    ),
    Step(
        name="amendment",
        path="contrato/<int:pk>/convenio/",
        title=_("Registrar un convenio modificatorio"),
        button=_("Registrar el convenio"),
        form=AmendmentForm,
        act=_amend,
        about=lambda _process, contract, said, clock: services.about_amendment(contract, said, clock=clock),
        part=_contracts,
        initial=lambda _process, contract: {
            "amount_centavos": contract.amount_centavos,
            "ends_on": contract.ends_on,
        },
        lead=_stands,
        anchor="contrato",
    ),
    Step(
        name="milestone",
        path="contrato/<int:pk>/hito/",
        title=_("Registrar un hito del contrato"),
        button=_("Registrar el hito"),
        form=MilestoneForm,
        act=_promise,
        about=lambda _process, contract, said, clock: services.about_milestone(contract, said, clock=clock),
        part=_contracts,
        lead=_stands,
        anchor="ejecucion",
    ),
    Step(
        name="milestone_change",
        path="hito/<int:pk>/",
        title=_("Qué pasó con un hito"),
        button=_("Guardar el hito"),
        form=MilestoneForm,
        act=_promised,
        about=lambda _process, one, said, clock: services.about_milestone(one.contract, said, clock=clock),
        part=lambda process: [one for contract in _contracts(process) for one in contract.milestones.all()],
        initial=_milestone_now,
        anchor="ejecucion",
    ),
    Step(
        name="payment",
        path="contrato/<int:pk>/pago/",
        title=_("Registrar un pago"),
        button=_("Registrar el pago"),
        form=PaymentForm,
        act=_pay,
        about=lambda _process, contract, said, clock: services.about_payment(contract, said, clock=clock),
        part=_contracts,
        lead=_stands,
        anchor="ejecucion",
    ),
    Step(
        name="conclude",
        path="contrato/<int:pk>/concluir/",
        title=_("Concluir el contrato"),
        button=_("Concluir el contrato"),
        form=ConcludeForm,
        act=_conclude,
        about=lambda _process, contract, said, clock: services.about_conclusion(contract, said, clock=clock),
        part=_contracts,
        lead=_stands,
        anchor="ejecucion",
    ),
)
