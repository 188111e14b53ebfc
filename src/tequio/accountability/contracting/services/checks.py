"""The local checks, each with its plain words (docs/rules/contracting.md)."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Process
from tequio.accountability.contracting.queries import paid_on_contract
from tequio.accountability.contracting.services.errors import (
    AmountError,
    ClosedProcessError,
    ContractingError,
    DatesError,
    RfcError,
)
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus
from tequio.core import money
from tequio.core.rfc import Flaw, NotAnRfcError, Rfc, parse

_UNPROCESSABLE = 422
_CONFLICT = 409


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


def tender_dates(start: date | None, end: date | None) -> None:
    """CON-2: the call for offers ends after it starts."""
    if start and end and end < start:
        raise DatesError(
            _("La recepción de ofertas no puede terminar (%(end)s) antes de empezar (%(start)s).")
            % {"end": _day(end), "start": _day(start)},
            status=_UNPROCESSABLE,
        )


def award_date(process: Process, on: date) -> None:
    """CON-3: nothing is awarded before the offers are in."""
    if process.tender_end and on < process.tender_end:
        raise DatesError(
            _("El fallo (%(award)s) no puede ser antes de que cierre la recepción de ofertas (%(end)s).")
            % {"award": _day(on), "end": _day(process.tender_end)},
            status=_UNPROCESSABLE,
        )


def contract_dates(*, awarded: date, signed: date, starts: date, ends: date) -> None:
    """CON-4: signed after the award; CON-5: it ends after it starts."""
    if signed < awarded:
        raise DatesError(
            _("El contrato no puede firmarse (%(signed)s) antes del fallo (%(award)s).")
            % {"signed": _day(signed), "award": _day(awarded)},
            status=_UNPROCESSABLE,
        )
    if ends < starts:
        raise DatesError(
            _("El contrato no puede terminar (%(end)s) antes de empezar (%(start)s).")
            % {"end": _day(ends), "start": _day(starts)},
            status=_UNPROCESSABLE,
        )


def amounts(gross: int, net: int | None) -> None:
    """CON-6: an amount is more than zero; CON-7: without VAT it is not more than with it."""
    if gross <= 0:
        raise AmountError(_("El monto debe ser mayor que cero."), status=_UNPROCESSABLE)
    if net is not None and net > gross:
        raise AmountError(
            _("El monto sin IVA (%(net)s) no puede ser mayor que el monto con IVA (%(gross)s).")
            % {"net": money.exact(net), "gross": money.exact(gross)},
            status=_UNPROCESSABLE,
        )


def payment(contract: Contract, *, amount: int, on: date) -> None:
    """CON-8: payments never sum more than the contract; CON-9: none before it is signed."""
    amounts(amount, None)
    if contract.status == ContractStatus.CANCELLED:
        raise ClosedProcessError(_("Este contrato está cancelado: no admite pagos."), status=_CONFLICT)
    if on < contract.signed_on:
        raise DatesError(
            _("El pago (%(paid)s) no puede ser antes de la firma del contrato (%(signed)s).")
            % {"paid": _day(on), "signed": _day(contract.signed_on)},
            status=_UNPROCESSABLE,
        )
    paid = paid_on_contract(contract.pk)
    if paid + amount > contract.amount_centavos:
        raise AmountError(
            _("Con este pago se habrían pagado %(total)s y el contrato es de %(contract)s. Le quedan %(left)s.")
            % {
                "total": money.exact(paid + amount),
                "contract": money.exact(contract.amount_centavos),
                "left": money.exact(contract.amount_centavos - paid),
            },
            status=_UNPROCESSABLE,
        )


def taxpayer(text: str) -> Rfc:
    """Return the RFC. Raises RfcError with the words for its flaw (RFC-1 to RFC-9)."""
    try:
        return parse(text)
    except NotAnRfcError as error:
        raise RfcError(rfc_message(error.flaw), status=_UNPROCESSABLE) from error


def rfc_message(flaw: Flaw) -> str:
    """Return what is wrong with an RFC and how to mend it."""
    return {
        Flaw.SHAPE: _(
            "El RFC tiene 12 caracteres si es de empresa y 13 si es de persona. Cópielo de su constancia."
        ),
        Flaw.DATE: _("La fecha dentro del RFC no existe. Revise los seis números de en medio."),
        Flaw.CHECK_DIGIT: _(
            "El último carácter del RFC no corresponde a los demás. Suele ser una letra o un número cambiado."
        ),
        Flaw.GENERIC: _(
            "Ese es el RFC genérico y no identifica a nadie. Escriba el del proveedor que recibe el pago."
        ),
    }[flaw]


def _day(day: date) -> str:
    return formats.date_format(day, "j M Y")
