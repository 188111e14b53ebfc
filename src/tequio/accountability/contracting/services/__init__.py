"""Recording how a project is contracted and paid, and publishing every change."""

from tequio.accountability.contracting.services import oc4ids
from tequio.accountability.contracting.services.city import PUBLISH_CITY, publish_city
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
from tequio.accountability.contracting.services.publication import (
    PUBLISH,
    append_release,
    publish,
    refuse,
    request_publication,
    wake,
    wake_due,
)
from tequio.accountability.contracting.services.shelf import files

__all__ = [
    "PUBLISH",
    "PUBLISH_CITY",
    "AmountError",
    "ClosedProcessError",
    "ContractingError",
    "DatesError",
    "DuplicateError",
    "RfcError",
    "UnknownError",
    "amend_contract",
    "append_release",
    "cancel_process",
    "change_tender",
    "conclude_contract",
    "files",
    "oc4ids",
    "official",
    "open_process",
    "prefix",
    "publish",
    "publish_city",
    "record_award",
    "record_payment",
    "refuse",
    "request_publication",
    "sign_contract",
    "void_payment",
    "wake",
    "wake_due",
]
