"""Awards, contracts, payments and documents of a process, as facts."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import (
    Amendment,
    Award,
    Contract,
    Document,
    Guarantee,
    Milestone,
    Payment,
    Process,
)
from tequio.accountability.contracting.queries.facts.addresses import file_address
from tequio.accountability.contracting.queries.facts.people import buyer, guarantor, supplier
from tequio.accountability.contracting.types import TRANSACTION_LABELS, TransactionKind
from tequio.core import money
from tequio.core.ocds.facts import (
    AmendmentFacts,
    AwardFacts,
    ContractFacts,
    DocumentFacts,
    GuaranteeFacts,
    MilestoneFacts,
    OrganizationFacts,
    PaymentFacts,
    PeriodFacts,
)


def award(row: Award) -> AwardFacts:
    """Return an award, to one supplier or to several that go together."""
    return AwardFacts(
        id=row.code,
        title=row.title,
        description="\n\n".join(part for part in (row.description, row.cancelled_reason) if part),
        rationale=row.rationale,
        date=row.date,
        amount_centavos=row.amount_centavos,
        net_centavos=row.net_centavos,
        suppliers=(supplier(row.supplier), *(supplier(one) for one in row.partners.all())),
        status="cancelled" if row.cancelled else "active",
    )


def contract(row: Contract) -> ContractFacts:
    """Return a contract with its guarantees, amendments and payments."""
    payee = supplier(row.award.supplier)
    return ContractFacts(
        id=row.number,
        award_id=row.award.code,
        title=row.title,
        description="\n\n".join(part for part in (row.description, row.ended_reason) if part),
        signed=row.signed_on,
        period=PeriodFacts(start=row.starts_on, end=row.ends_on),
        amount_centavos=row.amount_centavos,
        net_centavos=row.net_centavos,
        status=row.status,  # type: ignore[arg-type]
        surveillance=tuple(row.surveillance),
        guarantees=tuple(_guarantee(one) for one in row.guarantees.all()),
        payments=tuple(_payment(one, payee) for one in row.payments.all()),
        amendments=tuple(_amendment(one) for one in row.amendments.all()),
    )


def promises(process: Process) -> Iterator[MilestoneFacts]:
    """Yield the milestones of the contracts of a process."""
    for row in process.contracts.all():
        yield from (_milestone(one, row.number) for one in row.milestones.all())
        if row.ended_on:
            yield _ended(row, row.ended_on)


def _ended(row: Contract, on: date) -> MilestoneFacts:
    return MilestoneFacts(
        id="conclusion",
        title=_("Conclusión del contrato"),
        type="reporting",
        description=row.ended_reason,
        met=on,
        status="met",
        section="implementation",
        of=row.number,
    )


def _milestone(row: Milestone, number: str) -> MilestoneFacts:
    return MilestoneFacts(
        id=f"hito-{row.code}",
        title=row.title,
        description=row.description,
        type=row.kind,
        due=row.due_on,
        met=row.met_on,
        status=row.status,  # type: ignore[arg-type]
        section="implementation",
        of=number,
    )


def _payment(row: Payment, payee: OrganizationFacts) -> PaymentFacts:
    """A voided payment stays, with no amount: the history is never rewritten, and arrays never lose items."""
    return PaymentFacts(
        id=row.code,
        kind=str(TRANSACTION_LABELS[TransactionKind(row.kind)]),
        date=row.paid_on,
        amount_centavos=0 if row.voided else row.amount_centavos,
        net_centavos=None if row.voided else row.net_centavos,
        payer=buyer(),
        payee=payee,
        method=row.method,
        source=_voucher(row) if row.voucher else "",
    )


def _voucher(row: Payment) -> str:
    """Return the URI of a voucher: a tag of the city's own (RFC 4151), since it stands at no address."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"tag:{host},{row.paid_on.year}:poliza/{quote(row.voucher, safe='')}"


def _amendment(row: Amendment) -> AmendmentFacts:
    return AmendmentFacts(
        id=row.code,
        date=row.signed_on,
        rationale=row.rationale,
        description="\n\n".join(part for part in (row.description, *_changes(row)) if part),
        before_centavos=row.before_centavos,
        after_centavos=row.amount_centavos,
        before_end=row.before_ends_on,
        after_end=row.ends_on,
    )


def _changes(row: Amendment) -> Iterator[str]:
    """Say what changed, where what stood before is known."""
    if row.before_centavos is not None and row.before_centavos != row.amount_centavos:
        said = _("El monto pasa de %(before)s a %(after)s.")
        yield said % {"before": money.exact(row.before_centavos), "after": money.exact(row.amount_centavos)}
    if row.before_ends_on is not None and row.before_ends_on != row.ends_on:
        said = _("El plazo pasa del %(before)s al %(after)s.")
        yield said % {"before": row.before_ends_on.isoformat(), "after": row.ends_on.isoformat()}


def _guarantee(row: Guarantee) -> GuaranteeFacts:
    return GuaranteeFacts(
        id=row.code,
        kind=row.kind,
        obligations=row.obligations,
        amount_centavos=row.amount_centavos,
        guarantor=guarantor(row.guarantor),
        issued=row.issued_on,
        period=PeriodFacts(start=row.starts_on, end=row.ends_on),
    )


def document(row: Document) -> DocumentFacts:
    """Return a document of the process: a file of ours, or the address of one that stands elsewhere."""
    return DocumentFacts(
        id=row.code,
        title=row.title,
        description=row.description,
        url=file_address(row.file.pk) if row.file else row.url,
        type=row.document_type,
        format=row.file.content_type if row.file else "",
        language=row.language,
        published=row.published_on,
        section=row.section,  # type: ignore[arg-type]
        of=row.of,
    )
