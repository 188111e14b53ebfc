"""From the rows of one process to the plain facts that a release says."""

from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from tequio.accountability.contracting.models import Award, Contract, Payment, Supplier
from tequio.accountability.contracting.queries.reads import whole
from tequio.accountability.contracting.types import TRANSACTION_LABELS, TransactionKind
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.types import StageCode, StageState
from tequio.core.geo import Point
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
    Section,
)
from tequio.foundation.accounts.models import Office
from tequio.foundation.web import appearance

# Where each stage of a project belongs in a release; a stage of the installation's own is planning.
_SECTIONS: dict[str, Section] = {
    StageCode.CONTRACTING: "tender",
    StageCode.EXECUTION: "implementation",
    StageCode.DELIVERY: "implementation",
}
_MILESTONE_TYPES = {
    StageCode.ANNEX: "preProcurement",
    StageCode.QUOTATION: "preProcurement",
    StageCode.CONTRACTING: "approval",
    StageCode.EXECUTION: "delivery",
    StageCode.DELIVERY: "delivery",
}


def facts(process_id: int) -> ProcessFacts:
    """Return all that is published of a process, as it stands now, in the language of the publication.

    Raises:
        Process.DoesNotExist: if there is no such process.
    """
    evidence = "project__stages__activities__attachments__file"
    process = whole().prefetch_related(evidence).get(pk=process_id)
    project = process.project
    with override("es-mx"):
        return ProcessFacts(
            ocid=process.ocid,
            title=process.title,
            description=process.status_reason,
            project=_project(project),
            buyer=buyer(),
            procedure=ProcedureFacts(
                method=process.procedure.method,  # type: ignore[arg-type]
                details=process.procedure.name,
                rationale=process.method_rationale,
            ),
            category=process.category,  # type: ignore[arg-type]
            status=process.status,  # type: ignore[arg-type]
            currency=project.edition.currency if project.edition else "MXN",
            requesting_office=_office(project.office),
            responsible_office=_office(project.office),
            contracting_office=_office(process.office),
            tender_period=PeriodFacts(start=process.tender_start, end=process.tender_end),
            number_of_tenderers=process.tenderers,
            awards=tuple(_award(award) for award in process.awards.all()),
            contracts=tuple(_contract(contract) for contract in process.contracts.all()),
            milestones=tuple(_milestone(stage) for stage in project.stages.all()),
            documents=tuple(one for stage in project.stages.all() for one in _documents(stage)),
            location=Point(project.lon, project.lat) if _has_point(project) else None,  # type: ignore[arg-type]
        )


def buyer() -> OrganizationFacts:
    """Return the municipality that buys and pays."""
    return OrganizationFacts(key="municipio", name=appearance.current().name, url=settings.PUBLIC_URL)


def _project(project: Project) -> ProjectFacts:
    return ProjectFacts(
        folio=project.folio,
        title=project.title,
        url=f"{settings.PUBLIC_URL}/proyectos/{project.folio}/",
        budget_centavos=project.budget_centavos,
        rationale=_rationale(project),
    )


def _rationale(project: Project) -> str:
    """Say why it is done: the votes that it won, and the need that it answers."""
    parts = [project.description]
    if project.edition and project.votes is not None:
        won = _("Ganó con %(votes)d votos en «%(edition)s».")
        parts.insert(0, won % {"votes": project.votes, "edition": project.edition.name})
    return "\n\n".join(part for part in parts if part)


def _has_point(project: Project) -> bool:
    return project.lon is not None and project.lat is not None


def _office(office: Office) -> OrganizationFacts:
    return OrganizationFacts(key=f"dependencia-{office.code}", name=office.name)


def _supplier(supplier: Supplier) -> OrganizationFacts:
    return OrganizationFacts(
        key=f"proveedor-{supplier.pk}",
        name=supplier.public_name,
        rfc=supplier.rfc,
        natural_person=supplier.natural_person,
    )


def _award(award: Award) -> AwardFacts:
    return AwardFacts(
        id=award.code,
        title=award.title,
        date=award.date,
        amount_centavos=award.amount_centavos,
        net_centavos=award.net_centavos,
        suppliers=(_supplier(award.supplier),),
        status="cancelled" if award.cancelled else "active",
    )


def _contract(contract: Contract) -> ContractFacts:
    payee = _supplier(contract.award.supplier)
    return ContractFacts(
        id=contract.number,
        award_id=contract.award.code,
        title=contract.title,
        signed=contract.signed_on,
        period=PeriodFacts(start=contract.starts_on, end=contract.ends_on),
        amount_centavos=contract.amount_centavos,
        net_centavos=contract.net_centavos,
        status=contract.status,  # type: ignore[arg-type]
        payments=tuple(_payment(payment, payee) for payment in contract.payments.all()),
        amendments=tuple(
            AmendmentFacts(id=one.code, date=one.signed_on, rationale=one.rationale)
            for one in contract.amendments.all()
        ),
    )


def _payment(payment: Payment, payee: OrganizationFacts) -> PaymentFacts:
    """A voided payment stays, with no amount: the history is never rewritten, and arrays never lose items."""
    return PaymentFacts(
        id=payment.code,
        kind=str(TRANSACTION_LABELS[TransactionKind(payment.kind)]),
        date=payment.paid_on,
        amount_centavos=0 if payment.voided else payment.amount_centavos,
        payer=buyer(),
        payee=payee,
    )


def _documents(stage: Stage) -> Iterator[DocumentFacts]:
    """Yield the public evidence of a stage: what the office attached to what it reported."""
    for activity in stage.activities.all():
        for file in (one.file for one in activity.attachments.all() if one.file.public):
            yield DocumentFacts(
                id=f"archivo-{file.pk}",
                title=activity.title,
                url=f"{settings.PUBLIC_URL}{reverse('files:read', args=[file.pk, 'original'])}",
                type="illustration" if file.kind == "image" else "physicalProgressReport",
                format=file.content_type,
                published=activity.happened_on,
                section=_SECTIONS.get(stage.code, "planning"),
            )


def _milestone(stage: Stage) -> MilestoneFacts:
    code = cast("StageCode", stage.code)
    return MilestoneFacts(
        id=stage.code,
        title=stage.name,
        due=stage.planned_end,
        met=stage.ended_on,
        status="met" if stage.state == StageState.DONE else "scheduled",
        type=_MILESTONE_TYPES.get(code, ""),
        section=_SECTIONS.get(code, "planning"),
    )
