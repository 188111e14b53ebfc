"""Recording how a project is contracted and paid, and publishing every change."""

from tequio.accountability.contracting.services.city import (
    PUBLISH_CITY,
    PUBLISH_YEARS,
    publish_city,
    publish_years,
    rebuild,
)
from tequio.accountability.contracting.services.city.manifest import current as city_files
from tequio.accountability.contracting.services.city.pieces import piece_key
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
from tequio.accountability.contracting.services.shelf import envelope_at, files

__all__ = [
    "PUBLISH",
    "PUBLISH_CITY",
    "PUBLISH_YEARS",
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
    "city_files",
    "conclude_contract",
    "envelope_at",
    "files",
    "official",
    "open_process",
    "piece_key",
    "prefix",
    "publish",
    "publish_city",
    "publish_years",
    "rebuild",
    "record_award",
    "record_payment",
    "refuse",
    "request_publication",
    "sign_contract",
    "void_payment",
    "wake",
    "wake_due",
]
