"""Recording how a project is contracted and paid, and publishing every change."""

from tequio.accountability.contracting.services.contracts import (
    amend_contract,
    conclude_contract,
    record_award,
    record_payment,
    sign_contract,
    void_payment,
)
from tequio.accountability.contracting.services.errors import (
    AmountError,
    ClosedProcessError,
    ContractingError,
    DatesError,
    DuplicateError,
    RfcError,
    UnknownError,
)
from tequio.accountability.contracting.services.processes import (
    cancel_process,
    change_tender,
    official,
    open_process,
    prefix,
)

__all__ = [
    "AmountError",
    "ClosedProcessError",
    "ContractingError",
    "DatesError",
    "DuplicateError",
    "RfcError",
    "UnknownError",
    "amend_contract",
    "cancel_process",
    "change_tender",
    "conclude_contract",
    "official",
    "open_process",
    "prefix",
    "record_award",
    "record_payment",
    "sign_contract",
    "void_payment",
]
