"""Refusing what may not be recorded, in plain words (docs/rules/contracting.md)."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Process, Supplier
from tequio.accountability.contracting.services.errors import (
    AmountError,
    ClosedProcessError,
    ContractingError,
    DatesError,
    RfcError,
)
from tequio.accountability.contracting.services.words import say
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus
from tequio.core.procurement.remarks import Remark, block, warn
from tequio.core.rfc import NotAnRfcError, Rfc, parse

_UNPROCESSABLE = 422
_CONFLICT = 409
_DATES = frozenset(
    {
        "tender_dates", "enquiry_dates", "award_dates", "notice_after_offers", "award_before_offers",
        "quote_dates", "signed_before_award", "contract_dates", "amended_before_signed", "guarantee_dates",
        "met_without_day", "day_without_met", "met_in_the_future", "paid_before_signed",
        "concluded_in_the_future", "concluded_before_signed",
    }
)  # fmt: skip
_AMOUNTS = frozenset({"not_positive", "net_over_gross", "under_what_was_paid", "over_the_contract"})
_RFC = frozenset({"rfc_shape", "rfc_date", "rfc_generic"})


def refuse(remarks: Iterable[Remark]) -> None:
    """Raise the error of the first remark that blocks, with its words; what only warns passes."""
    for remark in remarks:
        if remark.blocks:
            raise _kind(remark.code)(say(remark), status=_UNPROCESSABLE)


def _kind(code: str) -> type[ContractingError]:
    if code in _DATES:
        return DatesError
    if code in _AMOUNTS:
        return AmountError
    return RfcError if code in _RFC else ContractingError


def words(value: str, message: str) -> str:
    """Return the trimmed text. Raises ContractingError with the message if it is empty."""
    text = " ".join(value.split())
    if not text:
        raise ContractingError(message, status=_UNPROCESSABLE)
    return text


def still_open(process: Process) -> None:
    """Refuse any change to a procedure that was closed without a contract (CON-1)."""
    if ProcessStatus(process.status) in CLOSED:
        raise ClosedProcessError(
            _("Este proceso está %(status)s: ya no admite cambios. Abra uno nuevo.")
            % {"status": process.get_status_display().lower()},
            status=_CONFLICT,
        )


def not_cancelled(contract: Contract) -> None:
    """Refuse payments and changes to a contract that was cancelled."""
    if contract.status == ContractStatus.CANCELLED:
        raise ClosedProcessError(_("Este contrato está cancelado: no admite pagos."), status=_CONFLICT)


def in_force(contract: Contract) -> None:
    """Refuse to conclude or amend a contract that is over."""
    if contract.status != ContractStatus.ACTIVE:
        raise ContractingError(_("Este contrato ya no está vigente."), status=_CONFLICT)


def taxpayer(text: str) -> Rfc:
    """Return the RFC. Raises RfcError with the words for its flaw (RFC-1 to RFC-10)."""
    refuse(remark for remark in rfc(text) if remark.blocks)
    return parse(text)


def rfc(text: str, *, about: str = "supplier_rfc") -> Iterator[Remark]:
    """Say what is wrong with an RFC: what is nobody's blocks, a last character that does not follow warns."""
    try:
        key = parse(text)
    except NotAnRfcError as error:
        yield block(f"rfc_{error.flaw.value}", about)
        return
    if not key.sound:
        yield warn("rfc_digit", about)


def supplier(text: str, name: str, *, about: str = "supplier_rfc") -> Iterator[Remark]:
    """Say what is wrong with an RFC, and whether the roll knows it under another name."""
    found = list(rfc(text, about=about))
    yield from found
    if any(remark.blocks for remark in found):
        return
    kept = Supplier.objects.filter(rfc=parse(text).key).first()
    if kept is None:
        if not name.strip():
            yield warn("supplier_new", about)
    elif not name.strip():
        yield warn("supplier_known", about, name=kept.name)
    elif name.strip().casefold() != kept.name.casefold():
        yield warn("supplier_renamed", about, name=kept.name)


def day_of(value: date | None, message: str) -> date:
    """Return the day. Raises DatesError with the message if there is none."""
    if value is None:
        raise DatesError(message, status=_UNPROCESSABLE)
    return value
