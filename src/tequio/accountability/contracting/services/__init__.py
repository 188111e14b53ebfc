"""Recording how a project is contracted and paid, and publishing every change."""

from tequio.accountability.contracting.services import oc4ids
from tequio.accountability.contracting.services.awards import about_award, cancel_award, record_award
from tequio.accountability.contracting.services.bids import NO_OFFER, about_bid, record_bid
from tequio.accountability.contracting.services.budgets import about_line, keys_of, record_budget_line
from tequio.accountability.contracting.services.catalogue import keep_procedure
from tequio.accountability.contracting.services.checks import rfc as about_rfc
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
    about_amendment,
    about_conclusion,
    about_contract,
    amend_contract,
    conclude_contract,
    sign_contract,
)
from tequio.accountability.contracting.services.documents import add_document, withdraw_document
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
from tequio.accountability.contracting.services.guarantees import about_guarantee, record_guarantee
from tequio.accountability.contracting.services.meetings import record_meeting
from tequio.accountability.contracting.services.milestones import about_milestone, record_milestone
from tequio.accountability.contracting.services.payments import about_payment, record_payment, void_payment
from tequio.accountability.contracting.services.processes import (
    about_call,
    about_opening,
    cancel_process,
    change_tender,
    official,
    open_process,
    plan_process,
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
from tequio.accountability.contracting.services.quotes import (
    about_quote,
    about_request,
    record_quote,
    request_quotes,
)
from tequio.accountability.contracting.services.shelf import envelope_at, files
from tequio.accountability.contracting.services.state import KEEP_STATE, keep_state, wake_state
from tequio.accountability.contracting.services.suppliers import (
    correct_supplier,
    enter_supplier,
    publishes_names,
    set_policy,
)
from tequio.accountability.contracting.services.words import say

__all__ = [
    "KEEP_STATE",
    "NO_OFFER",
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
    "about_amendment",
    "about_award",
    "about_bid",
    "about_call",
    "about_conclusion",
    "about_contract",
    "about_guarantee",
    "about_line",
    "about_milestone",
    "about_opening",
    "about_payment",
    "about_quote",
    "about_request",
    "about_rfc",
    "add_document",
    "amend_contract",
    "append_release",
    "blocks",
    "cancel_award",
    "cancel_process",
    "change_tender",
    "city_files",
    "conclude_contract",
    "correct_supplier",
    "decide",
    "enter_supplier",
    "envelope_at",
    "files",
    "judged",
    "keep_procedure",
    "keep_state",
    "keys_of",
    "oc4ids",
    "official",
    "open_process",
    "piece_key",
    "plan_process",
    "prefix",
    "publish",
    "publish_city",
    "publish_years",
    "publishes_names",
    "rebuild",
    "record_award",
    "record_bid",
    "record_budget_line",
    "record_guarantee",
    "record_meeting",
    "record_milestone",
    "record_payment",
    "record_quote",
    "refuse",
    "request_publication",
    "request_quotes",
    "say",
    "set_policy",
    "sign_contract",
    "void_payment",
    "wake",
    "wake_due",
    "wake_state",
    "withdraw_document",
]
