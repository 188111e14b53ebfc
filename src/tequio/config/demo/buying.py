"""How the city of the demonstration buys: procedures of every kind, with all that a process may have."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tequio.accountability.contracting import services as contracting
from tequio.accountability.contracting.models import Award, Contract, Process
from tequio.accountability.contracting.types import (
    AdditionalCategory,
    BidStatus,
    GuaranteeKind,
    MilestoneStatus,
    Obligation,
    PaymentMethod,
    Section,
    Surveillance,
    TransactionKind,
)
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.contracting import SUPPLIERS, make_rfc
from tequio.core import vat
from tequio.core.classifiers import Moment, Part

MILLION = 100_000_000  # centavos
_RATE = 16
_ARTICLE = "Artículo 61, fracción II, de la ley de obra pública del Estado: el monto no pasa del límite."
_OWN = "Artículo 70 de la ley de obra pública: el municipio tiene la cuadrilla y la maquinaria."
_KEYS = {
    Part.FUNCTION: "2.2.1",
    Part.PROGRAMME: "K001",
    Part.OBJECT: "61401",
    Part.SPENDING_TYPE: "2",
    Part.FUNDING: "25",
}
_OWN_WORK_EVERY, _CONSORTIUM_EVERY, _PERSON_EVERY, _AMENDED_EVERY = 11, 6, 8, 5
_PERSON = "Ramona Ficticia Prueba"
_UNDER = 6 * MILLION // 10  # below it the demonstration awards directly
_BIG = 2 * MILLION  # from it, it calls for public offers


class Purchase:
    """How one project is bought, step by step; each step is dated the day on which it happens."""

    def __init__(self, project: Project, *, number: int, actor: int) -> None:
        self.project, self.number, self.actor = project, number, actor
        self.process: Process | None = None
        self.award: Award | None = None
        self.contract: Contract | None = None
        self.line_id = 0

    @property
    def own_work(self) -> bool:
        """Whether the city's own people build it."""
        return self.number % _OWN_WORK_EVERY == _OWN_WORK_EVERY - 1

    @property
    def direct(self) -> bool:
        return self.project.budget_centavos < _UNDER

    def call(self, day: date) -> Process:
        """Plan the process, ask for quotes, and call for offers."""
        process = contracting.open_process(
            project_id=self.project.pk,
            title=f"Obra: {self.project.title}",
            procedure=self._procedure(),
            method_rationale=_OWN if self.own_work else _ARTICLE if self.direct else "",
            tender_start=None if self.own_work else day,
            tender_end=None if self.own_work else day + timedelta(days=16),
            notice_on=None if self.own_work else day,
            actor=self.actor,
        )
        self.process = process
        contracting.plan_process(
            process_id=process.pk,
            title=process.title,
            description=f"Trabajos de «{self.project.title}», como los pidió la gente.",
            file_number=f"EXP-{self.project.folio}",
            method_rationale=process.method_rationale,
            additional_category=AdditionalCategory.WORKS,
            estimated_centavos=self.project.budget_centavos,
            actor=self.actor,
        )
        self._budget(day, committed=None)
        if self.direct and not self.own_work:
            self._quotes(day)
        self._document(Section.PLANNING, "technicalSpecifications", "Anexo técnico", day)
        if not self.own_work and not self.direct:
            self._document(Section.TENDER, "tenderNotice", "Convocatoria", day)
        return process

    def decide(self, day: date) -> None:
        """Clear up doubts, receive proposals and award."""
        if self.process is None or self.own_work:
            return
        process = self.process
        if not self.direct:
            self._meeting(process)
        for place in range(1 if self.direct else 3 + self.number % 3):
            self._bid(process, place)
        partners = [(make_rfc(5), SUPPLIERS[4])] if self.number % _CONSORTIUM_EVERY == 0 else []
        rfc, name = self._winner()
        self.award = contracting.record_award(
            process_id=process.pk,
            supplier_rfc=rfc,
            supplier_name=name,
            partners=partners,
            date=day,
            amount_centavos=self.amount,
            net_centavos=vat.net(self.amount, _RATE),
            vat_percent=_RATE,
            rationale="Cumple con todo lo que se pidió y es la propuesta más baja.",
            actor=self.actor,
        )
        self._document(Section.AWARD, "awardNotice", "Acta de fallo", day)

    def sign(self, day: date) -> None:
        """Sign the contract, with its guarantees and milestones."""
        if self.award is None:
            return
        contract = contracting.sign_contract(
            award_id=self.award.pk,
            number=f"VT-{self.project.folio}",
            title=self.project.title,
            signed_on=day,
            starts_on=day + timedelta(days=3),
            ends_on=day + timedelta(days=110),
            amount_centavos=self.amount,
            net_centavos=vat.net(self.amount, _RATE),
            vat_percent=_RATE,
            surveillance=(Surveillance.CITIZEN_COMPTROLLER, Surveillance.INTERNAL_CONTROL),
            actor=self.actor,
        )
        self.contract = contract
        for obligation, tenths in ((Obligation.FULFILLMENT, 1), (Obligation.PREPAID, 2)):
            contracting.record_guarantee(
                contract_id=contract.pk,
                kind=GuaranteeKind.BAIL,
                obligations=obligation,
                amount_centavos=self.amount * tenths // 10,
                guarantor="Afianzadora Ficticia del Norte",
                issued_on=day,
                ends_on=contract.ends_on + timedelta(days=365),
                actor=self.actor,
            )
        contracting.record_milestone(
            contract_id=contract.pk, title="Obra terminada", due_on=contract.ends_on, actor=self.actor
        )
        self._budget(day, committed=self.amount)
        self._document(Section.CONTRACT, "contractSigned", "Contrato firmado", day)

    def pay(self, day: date, kind: TransactionKind, percent: int) -> None:
        """Pay a part of the contract."""
        if self.contract is None:
            return
        amount = self.contract.amount_centavos * percent // 100
        contracting.record_payment(
            contract_id=self.contract.pk,
            kind=kind,
            paid_on=day,
            amount_centavos=amount,
            net_centavos=vat.net(amount, _RATE),
            method=PaymentMethod.TRANSFER,
            voucher=f"E-{self.number:03d}{percent}",
            actor=self.actor,
        )

    def amend(self, day: date) -> None:
        """In some works, add what nobody had foreseen."""
        if self.contract is None or self.number % _AMENDED_EVERY != 1:
            return
        contracting.amend_contract(
            contract_id=self.contract.pk,
            signed_on=day,
            rationale="Se encontró una línea de drenaje que no estaba en los planos y hubo que reponerla.",
            amount_centavos=self.contract.amount_centavos * 112 // 100,
            ends_on=self.contract.ends_on + timedelta(days=20),
            actor=self.actor,
        )
        self.contract.refresh_from_db()
        self._document(Section.CONTRACT, "contractArrangements", "Convenio modificatorio", day)

    def close(self, day: date) -> None:
        """Receive what was promised and conclude the contract."""
        if self.contract is None:
            return
        milestone = self.contract.milestones.get()
        contracting.record_milestone(
            contract_id=self.contract.pk,
            milestone_id=milestone.pk,
            title=milestone.title,
            due_on=milestone.due_on,
            status=MilestoneStatus.MET,
            met_on=day,
            actor=self.actor,
        )
        contracting.conclude_contract(contract_id=self.contract.pk, ended_on=day, actor=self.actor)
        self._document(Section.IMPLEMENTATION, "completionCertificate", "Acta de entrega-recepción", day)

    @property
    def amount(self) -> int:
        """What is awarded, in centavos with VAT."""
        return self.project.budget_centavos * (88 + self.number % 11) // 100

    def _procedure(self) -> str:
        if self.own_work:
            return "administracion-directa"
        if self.direct:
            return "adjudicacion-directa"
        return "invitacion-a-tres" if self.project.budget_centavos < _BIG else "licitacion-publica"

    def _winner(self) -> tuple[str, str]:
        if self.direct and self.number % _PERSON_EVERY == 0:
            return make_rfc(40, natural_person=True), _PERSON
        return self._company(0)

    def _company(self, place: int) -> tuple[str, str]:
        which = (self.number + place) % (len(SUPPLIERS) - 2)
        which += which >= 4  # noqa: PLR2004 - the fifth one only comes along with others
        return make_rfc(which + 1), SUPPLIERS[which]

    def _quotes(self, day: date) -> None:
        if self.process is None:
            return
        start, end = day - timedelta(days=15), day - timedelta(days=4)
        asked = [self._winner(), self._company(1), self._company(2)]
        request = contracting.request_quotes(
            process_id=self.process.pk,
            title=f"Trabajos de {self.project.title}",
            starts_on=start,
            ends_on=end,
            invited=asked,
            actor=self.actor,
        )
        for place, (rfc, name) in enumerate(asked):
            amount = self.amount * (100 + 5 * place) // 100
            contracting.record_quote(
                request_id=request.pk,
                supplier_rfc=rfc,
                supplier_name=name,
                date=end - timedelta(days=2 - place),
                amount_centavos=amount,
                net_centavos=vat.net(amount, _RATE),
                actor=self.actor,
            )

    def _meeting(self, process: Process) -> None:
        day = (process.tender_start or timezone.localdate()) + timedelta(days=7)
        contracting.record_meeting(
            process_id=process.pk,
            held_at=timezone.make_aware(datetime.combine(day, time(11))),
            officials=[("Elena Ficticia Rivas", "Directora de Obras Públicas")],
            attendees=[self._company(0), self._company(1)],
            actor=self.actor,
        )

    def _bid(self, process: Process, place: int) -> None:
        rfc, name = self._winner() if place == 0 else self._company(place)
        turned_down = place == 2  # noqa: PLR2004 - the third one
        amount = self.amount * (100 + 4 * place) // 100
        contracting.record_bid(
            process_id=process.pk,
            supplier_rfc=rfc,
            supplier_name=name,
            date=process.tender_end or timezone.localdate(),
            status=BidStatus.DISQUALIFIED if turned_down else BidStatus.VALID,
            amount_centavos=amount,
            net_centavos=vat.net(amount, _RATE),
            reason="No presentó el programa de obra que pedían las bases." if turned_down else "",
            actor=self.actor,
        )

    def _budget(self, day: date, *, committed: int | None) -> None:
        if self.process is None:
            return
        budget = self.project.budget_centavos
        line = contracting.record_budget_line(
            process_id=self.process.pk,
            keys=_KEYS,
            amounts={Moment.APPROVED: budget, Moment.MODIFIED: budget, Moment.COMMITTED: committed},
            updated_on=day,
            source="Fondo de Infraestructura Social (ficticio)",
            line_id=self.line_id or None,
            actor=self.actor,
        )
        self.line_id = line.pk

    def _document(self, section: Section, kind: str, title: str, day: date) -> None:
        if self.process is None:
            return
        contracting.add_document(
            process_id=self.process.pk,
            section=section,
            document_type=kind,
            title=title,
            published_on=day,
            url=f"https://ejemplo.mx/expedientes/{self.project.folio}/{kind}.pdf",
            actor=self.actor,
        )
