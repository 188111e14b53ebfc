"""Issuing, revoking and replacing certificates, one by one and by batches, and the keys that sign them."""

from tequio.foundation.certificates.services.batches import WORK, carry_on, issue_list, start_batch, work
from tequio.foundation.certificates.services.errors import (
    BatchBusy,
    CannotReplace,
    KeyLost,
    ListRefused,
    NameMissing,
    NotGiven,
    NothingToClaim,
    ReasonMissing,
    UnknownCertificateKind,
)
from tequio.foundation.certificates.services.issuing import LANGUAGE, Outcome, issue
from tequio.foundation.certificates.services.keys import rotate
from tequio.foundation.certificates.services.lists import document as status_document
from tequio.foundation.certificates.services.own import forget, issue_own
from tequio.foundation.certificates.services.people import Line, read_lines
from tequio.foundation.certificates.services.qr import qr
from tequio.foundation.certificates.services.revoking import replace, revoke, revoke_batch
from tequio.foundation.certificates.services.sheet import sheet

__all__ = [
    "LANGUAGE",
    "WORK",
    "BatchBusy",
    "CannotReplace",
    "KeyLost",
    "Line",
    "ListRefused",
    "NameMissing",
    "NotGiven",
    "NothingToClaim",
    "Outcome",
    "ReasonMissing",
    "UnknownCertificateKind",
    "carry_on",
    "forget",
    "issue",
    "issue_list",
    "issue_own",
    "qr",
    "read_lines",
    "replace",
    "revoke",
    "revoke_batch",
    "rotate",
    "sheet",
    "start_batch",
    "status_document",
    "work",
]
