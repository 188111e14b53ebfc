"""Contracts from a spreadsheet: a row is a project's procedure, award, contract and payments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.contracting import permissions
from tequio.accountability.contracting.models import Award, Contract, Payment, Process
from tequio.accountability.contracting.queries import changed_by_hand, ids_of_project
from tequio.accountability.contracting.services.awards import record_award
from tequio.accountability.contracting.services.contracts import sign_contract
from tequio.accountability.contracting.services.errors import ContractingError
from tequio.accountability.contracting.services.loading import catalogue
from tequio.accountability.contracting.services.payments import record_payment
from tequio.accountability.contracting.services.processes import keep_money, locked, open_process
from tequio.accountability.contracting.types import (
    Category,
    ContractStatus,
    ProcessStatus,
    TransactionKind,
)
from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.core import money
from tequio.core.text import plain
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.services import attempt
from tequio.foundation.loads.types import LoadKind, RowSaid, RowState, Setting, Written
from tequio.participation.editions.models import Edition

_OF_CONTRACT = ("signed_on", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSaid:
    """One payment of a row."""

    kind: TransactionKind
    paid_on: date
    amount: int
    code: str


class _DifferentError(ContractingError):
    """The row is of a contract that exists and says something else: its problems say what."""


class ContractWriter:
    """Opens, awards, signs and pays, row by row."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._edition = Edition.objects.filter(slug=setting.scope).first() if setting.scope else None
        self._offices = permissions.loaded_offices(setting.actor) if setting.actor else None
        self._procedures = catalogue.procedures()
        self._categories = catalogue.categories()
        self._kinds = catalogue.payment_kinds()

    def write(self, rows: Sequence[RowSaid]) -> None:
        for row in rows:
            row.label = " ".join(str(row.values[n] or "") for n in ("folio", "project", "contract")).strip()
            payments = self._payments(row)
            project = self._project(row)
            self._refuse(row)
            if row.problems or project is None:
                continue
            row.label = f"{project.folio} {project.title}"
            attempt(row, partial(self._write, row, project, payments))

    def finish(self) -> Sequence[Event]:
        return ()

    def _refuse(self, row: RowSaid) -> None:
        values = row.values
        if values["contract"]:
            for name in _OF_CONTRACT:
                if values[name] is None:
                    row.refuse(name, _("Falta este dato: la fila tiene contrato."))
        if plain(values["procedure"]) not in self._procedures:
            names = ", ".join(sorted({one.name for one in self._procedures.values()}))
            row.refuse("procedure", _("No existe ese procedimiento. Puede ser: %(names)s.") % {"names": names})
        if values["category"] and plain(values["category"]) not in self._categories:
            row.refuse("category", _("Puede ser obra, bienes o servicios."))

    def _project(self, row: RowSaid) -> Project | None:
        """Return the project that the row is about, or note why it is not clear."""
        folio, title = row.values["folio"], row.values["project"]
        if folio:
            found = list(Project.objects.filter(folio=folio))
            if self._edition:
                found = [one for one in found if one.edition_id == self._edition.pk]
        else:
            found = projects.by_title(title, self._edition)
        column = "folio" if folio else "project"
        if not found:
            row.refuse(column, _("No hay un proyecto con ese folio o nombre en esta edición."))
        elif len(found) > 1:
            row.refuse(column, _("Hay varios proyectos con ese nombre. Use el folio."))
        elif self._offices is not None and found[0].office_id not in self._offices:
            row.refuse(column, _("Ese proyecto es de otra área."))
        else:
            return found[0]
        return None

    def _payments(self, row: RowSaid) -> list[PaymentSaid]:
        found = []
        for number in range(1, catalogue.PAYMENTS_IN_A_ROW + 1):
            paid_on, amount, kind, code = (
                row.values[f"payment_{number}_{name}"] for name in ("date", "amount", "kind", "code")
            )
            if not amount and paid_on is None:
                continue
            column = f"payment_{number}_amount"
            if not amount or paid_on is None:
                row.refuse(column, _("Al pago le falta la fecha o el monto."))
            elif kind and plain(kind) not in self._kinds:
                row.refuse(f"payment_{number}_kind", _("Puede ser anticipo, estimación o finiquito."))
            else:
                said = self._kinds[plain(kind)] if kind else TransactionKind.ESTIMATE
                found.append(
                    PaymentSaid(kind=said, paid_on=paid_on, amount=amount, code=code or f"pago-{number}")
                )
        if found and not row.values["contract"]:
            row.refuse("contract", _("Hay pagos pero no hay contrato."))
        return found

    def _write(self, row: RowSaid, project: Project, payments: Sequence[PaymentSaid]) -> None:
        contract = _kept_contract(row, project)
        award = None if contract else _kept_award(row, project)
        wrote: dict[str, Any] = {"opened": False, "signed": False, "award": None, "payments": []}
        if contract is not None:
            _refuse_differences(row, contract)
            wrote |= {"process": contract.process_id, "contract": contract.pk}
        elif award is not None:
            wrote |= {"process": award.process_id, "contract": None}
            if row.values["contract"]:
                wrote |= {"contract": self._sign(row, award.pk), "signed": True}
        else:
            wrote |= self._open(row, project)
        if wrote["contract"]:
            wrote["payments"] = self._pay(wrote["contract"], payments)
        new = wrote["opened"] or wrote["signed"]
        row.state = RowState.NEW if new else RowState.CHANGED if wrote["payments"] else RowState.UNCHANGED
        row.subject, row.written = f"process:{wrote['process']}", wrote

    def _open(self, row: RowSaid, project: Project) -> dict[str, Any]:
        values = row.values
        process = open_process(
            project_id=project.pk,
            title=values["title"] or project.title,
            procedure=self._procedures[plain(values["procedure"])].code,
            category=self._categories.get(plain(values["category"] or ""), Category.WORKS),
            method_rationale=values["rationale"] or "",
            tender_start=values["tender_start"],
            tender_end=values["tender_end"],
            tenderers=values["tenderers"],
            actor=self._setting.actor_id,
            alone=False,
        )
        award = record_award(
            process_id=process.pk,
            supplier_rfc=values["rfc"],
            supplier_name=values["supplier"],
            date=values["awarded_on"],
            amount_centavos=values["amount"],
            net_centavos=values["net"],
            vat_percent=values["vat"],
            actor=self._setting.actor_id,
            alone=False,
        )
        wrote = {"process": process.pk, "opened": True, "award": award.pk, "contract": None}
        if values["contract"]:
            wrote |= {"contract": self._sign(row, award.pk), "signed": True}
        return wrote

    def _sign(self, row: RowSaid, award_id: int) -> int:
        values = row.values
        return sign_contract(
            award_id=award_id,
            number=values["contract"],
            signed_on=values["signed_on"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            amount_centavos=values["amount"],
            net_centavos=values["net"],
            vat_percent=values["vat"],
            actor=self._setting.actor_id,
            alone=False,
        ).pk

    def _pay(self, contract_id: int, payments: Sequence[PaymentSaid]) -> list[int]:
        """Record the payments of the row that the contract does not have yet."""
        if not payments:
            return []
        kept = set(Payment.objects.filter(contract_id=contract_id).values_list("code", flat=True))
        return [
            record_payment(
                contract_id=contract_id,
                kind=one.kind,
                paid_on=one.paid_on,
                amount_centavos=one.amount,
                code=one.code,
                actor=self._setting.actor_id,
                alone=False,
            ).pk
            for one in payments
            if one.code not in kept
        ]


def _kept_contract(row: RowSaid, project: Project) -> Contract | None:
    """Return the live contract of the project with the row's number, if there is one."""
    if not row.values["contract"]:
        return None
    of_project = Contract.objects.filter(process_id__in=ids_of_project(project.pk))
    live = of_project.exclude(status=ContractStatus.CANCELLED.value)
    return live.filter(number=row.values["contract"]).select_related("award__supplier").first()


def _kept_award(row: RowSaid, project: Project) -> Award | None:
    """Return the award that the row tells of, if it is kept and has no live contract yet."""
    processes = ids_of_project(project.pk)
    if not processes:
        return None
    contracts = Contract.objects.filter(process_id__in=processes)
    signed = set(contracts.exclude(status=ContractStatus.CANCELLED.value).values_list("award_id", flat=True))
    awards = Award.objects.filter(process_id__in=processes, cancelled=False).select_related("supplier")
    told = (_key(row.values["rfc"]), row.values["awarded_on"], row.values["amount"])
    for award in awards:
        if (award.supplier.rfc, award.date, award.amount_centavos) == told and award.pk not in signed:
            return award
    return None


def _key(rfc: str) -> str:
    return re.sub(r"[\s.-]", "", rfc).upper()


def _refuse_differences(row: RowSaid, contract: Contract) -> None:
    """Say what differs from what is kept: of contracts a bulk load adds, it never overwrites (LOAD-4)."""
    kept: dict[str, Any] = {
        "signed_on": contract.signed_on,
        "starts_on": contract.starts_on,
        "amount": contract.amount_centavos,
        "rfc": contract.award.supplier.rfc,
    }
    told = row.values | {"rfc": _key(row.values["rfc"])}
    for name, value in kept.items():
        if told[name] != value:
            message = _("El contrato %(number)s ya existe con otro dato: %(value)s. Corríjalo en su página.")
            row.refuse(name, message % {"number": contract.number, "value": _shown(value)})
    if row.problems:
        raise _DifferentError(_("El contrato ya existe con otros datos."))


def _shown(value: Any) -> str:
    if isinstance(value, int):
        return money.exact(value)
    return value if isinstance(value, str) else date_format(value, "j b Y")


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows whose process somebody changed since (LOAD-7)."""
    since = min((row.at for row in rows), default=None)
    touched = changed_by_hand({row.written["process"] for row in rows}, since=since) if since else {}
    reason = _("Alguien cambió este proceso después de la carga (%(ocid)s). Corríjalo a mano.")
    return {
        row.number: reason % {"ocid": touched[row.written["process"]]}
        for row in rows
        if row.written["process"] in touched
    }


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Cancel what each row wrote: never delete it, since it may be published already (LOAD-6)."""
    reason = _("Se deshizo la carga masiva del %(day)s.") % {"day": date_format(setting.at, "j b Y")}
    for row in rows:
        _take_back(row.written, reason)
    return []


def _take_back(written: Mapping[str, Any], reason: str) -> None:
    process = locked(written["process"])
    Payment.objects.filter(pk__in=written["payments"]).update(voided=True)
    if written["signed"] and written["contract"]:
        Contract.objects.filter(pk=written["contract"]).update(status=ContractStatus.CANCELLED.value)
    if written["award"]:
        Award.objects.filter(pk=written["award"]).update(cancelled=True)
    if written["opened"]:
        Process.objects.filter(pk=process.pk).update(status=ProcessStatus.WITHDRAWN.value, status_reason=reason)
    keep_money(process)


CONTRACTS = LoadKind(
    slug="contratos",
    title=gettext_lazy("Contratos"),
    description=gettext_lazy(
        "Cada fila es el procedimiento de un proyecto, con su fallo, su contrato y sus pagos."
    ),
    permissions=(Permission.BULK_LOAD,),
    columns=catalogue.CONTRACTS,
    begin=ContractWriter,
    blocked=blocked,
    undo=undo,
    scope=catalogue.EDITION,
    order=30,
)
