"""Recording how a project is contracted and paid, and publishing every change."""

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
from tequio.accountability.contracting.services.gate import blocks, decide, judged
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
from tequio.accountability.contracting.services.state import keep_state

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
    "blocks",
    "cancel_process",
    "change_tender",
    "conclude_contract",
    "decide",
    "files",
    "judged",
    "keep_state",
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
