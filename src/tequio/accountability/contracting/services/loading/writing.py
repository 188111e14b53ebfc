"""Writing one row through the same services, with the same checks, as a person at the desk."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Award, Contract, ProcedureType
from tequio.accountability.contracting.queries import ids_of_project
from tequio.accountability.contracting.services.awards import record_award
from tequio.accountability.contracting.services.contracts import sign_contract
from tequio.accountability.contracting.services.loading.columns import BY_FIELD
from tequio.accountability.contracting.services.loading.reading import Problem, RowSaid
from tequio.accountability.contracting.services.payments import record_payment
from tequio.accountability.contracting.services.processes import open_process
from tequio.accountability.contracting.types import ContractStatus
from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.core import money
from tequio.core.text import plain
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions.models import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for every row: the edition that titles are looked up in, whose offices, who loads."""

    edition: Edition | None
    offices: set[int] | None
    actor: int | None
    procedures: dict[str, str]  # plain name or code -> code


@dataclass(slots=True)
class Written:
    """What a row wrote, by primary key, so that it can be undone. Empty where nothing was new."""

    process: int | None = None
    opened: bool = False
    signed: bool = False  # the contract is new, not only found
    award: int | None = None
    contract: int | None = None
    payments: list[int] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return self.opened or self.signed or bool(self.payments)


def procedures() -> dict[str, str]:
    """Return how a procedure may be called, and its code."""
    found: dict[str, str] = {}
    for code, name in ProcedureType.objects.values_list("code", "name"):
        found |= {plain(name): code, plain(code.replace("-", " ")): code, code: code}
    return found


def write_row(said: RowSaid, setting: Setting) -> Written | None:
    """Write a row, or note its problems and return None. What a failed row began is rolled back."""
    if said.problems:
        return None
    project = _project(said, setting)
    code = setting.procedures.get(plain(said.values["procedure"]))
    if code is None:
        names = ", ".join(ProcedureType.objects.values_list("name", flat=True))
        message = _("No existe ese procedimiento. Puede ser: %(names)s.") % {"names": names}
        said.problems.append(Problem(BY_FIELD["procedure"].header, message))
    if project is None or code is None:
        return None
    said.values["project"] = project.title
    try:
        with transaction.atomic():
            return _write(said, project, code, setting)
    except _DifferentError:
        return None
    except DomainError as error:
        said.problems.append(Problem("", str(error)))
        return None


def _project(said: RowSaid, setting: Setting) -> Project | None:
    """Return the project that the row is about, or note why it is not clear."""
    folio, title = said.values["folio"], said.values["project"]
    if folio:
        found = list(Project.objects.filter(folio=folio))
        if setting.edition:
            found = [one for one in found if one.edition_id == setting.edition.pk]
    else:
        found = projects.by_title(title, setting.edition)
    column = BY_FIELD["folio" if folio else "project"].header
    if not found:
        said.problems.append(Problem(column, _("No hay un proyecto con ese folio o nombre en esta edición.")))
    elif len(found) > 1:
        said.problems.append(Problem(column, _("Hay varios proyectos con ese nombre. Use el folio.")))
    elif setting.offices is not None and found[0].office_id not in setting.offices:
        said.problems.append(Problem(column, _("Ese proyecto es de otra área.")))
    else:
        return found[0]
    return None


def _write(said: RowSaid, project: Project, procedure: str, setting: Setting) -> Written:
    contract = _kept_contract(said, project)
    award = None if contract else _kept_award(said, project)
    if contract is not None:
        _refuse_differences(said, contract)
        written = Written(process=contract.process_id, contract=contract.pk)
    elif award is not None:
        written = Written(process=award.process_id)
        if said.values["contract"]:
            written.contract, written.signed = _sign(said, award.pk, setting), True
    else:
        written = _open(said, project, procedure, setting)
    if written.contract:
        written.payments = _pay(said, Contract.objects.get(pk=written.contract), setting)
    return written


def _kept_contract(said: RowSaid, project: Project) -> Contract | None:
    """Return the live contract of the project with the row's number, if there is one."""
    if not said.values["contract"]:
        return None
    of_project = Contract.objects.filter(process_id__in=ids_of_project(project.pk))
    live = of_project.exclude(status=ContractStatus.CANCELLED.value)
    return live.filter(number=said.values["contract"]).select_related("award__supplier").first()


def _kept_award(said: RowSaid, project: Project) -> Award | None:
    """Return the award that the row tells of, if it is kept and has no live contract yet."""
    processes = ids_of_project(project.pk)
    contracts = Contract.objects.filter(process_id__in=processes)
    signed = set(contracts.exclude(status=ContractStatus.CANCELLED.value).values_list("award_id", flat=True))
    awards = Award.objects.filter(process_id__in=processes, cancelled=False).select_related("supplier")
    told = (_key(said.values["rfc"]), said.values["awarded_on"], said.values["amount"])
    for award in awards:
        kept = (award.supplier.rfc, award.date, award.amount_centavos)
        if kept == told and award.pk not in signed:
            return award
    return None


def _key(rfc: str) -> str:
    return re.sub(r"[\s.-]", "", rfc).upper()


def _refuse_differences(said: RowSaid, contract: Contract) -> None:
    """Say what differs from what is kept: a bulk load adds, it never overwrites."""
    kept: dict[str, Any] = {
        "signed_on": contract.signed_on,
        "starts_on": contract.starts_on,
        "amount": contract.amount_centavos,
        "rfc": contract.award.supplier.rfc,
    }
    told = said.values | {"rfc": _key(said.values["rfc"])}
    for name, value in kept.items():
        if told[name] != value:
            message = _("El contrato %(number)s ya existe con otro dato: %(value)s. Corríjalo en su página.")
            shown = {"number": contract.number, "value": _shown(value, is_money=name == "amount")}
            said.problems.append(Problem(BY_FIELD[name].header, message % shown))
    if said.problems:
        raise _DifferentError(_("Ya existe con otros datos."))


class _DifferentError(DomainError):
    """The row is of a contract that exists and says something else."""


def _shown(value: Any, *, is_money: bool) -> str:
    if is_money:
        return money.exact(value)
    return value if isinstance(value, str) else date_format(value, "j b Y")


def _open(said: RowSaid, project: Project, procedure: str, setting: Setting) -> Written:
    values = said.values
    process = open_process(
        project_id=project.pk,
        title=values["title"] or project.title,
        procedure=procedure,
        category=values["category"],
        method_rationale=values["rationale"],
        tender_start=values["tender_start"],
        tender_end=values["tender_end"],
        tenderers=values["tenderers"],
        actor=setting.actor,
        alone=False,
    )
    award = record_award(
        process_id=process.pk,
        supplier_rfc=values["rfc"],
        supplier_name=values["supplier"],
        date=values["awarded_on"],
        amount_centavos=values["amount"],
        net_centavos=values["net"],
        actor=setting.actor,
        alone=False,
    )
    written = Written(process=process.pk, opened=True, award=award.pk)
    if values["contract"]:
        written.contract, written.signed = _sign(said, award.pk, setting), True
    return written


def _sign(said: RowSaid, award_id: int, setting: Setting) -> int:
    values = said.values
    return sign_contract(
        award_id=award_id,
        number=values["contract"],
        signed_on=values["signed_on"],
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        amount_centavos=values["amount"],
        net_centavos=values["net"],
        actor=setting.actor,
        alone=False,
    ).pk


def _pay(said: RowSaid, contract: Contract, setting: Setting) -> list[int]:
    """Record the payments of the row that the contract does not have yet."""
    kept = {payment.code: payment for payment in contract.payments.all()}
    written = []
    for one in said.payments:
        if one.code in kept:
            continue
        payment = record_payment(
            contract_id=contract.pk,
            kind=one.kind,
            paid_on=one.paid_on,
            amount_centavos=one.amount,
            code=one.code,
            actor=setting.actor,
            alone=False,
        )
        written.append(payment.pk)
    return written
