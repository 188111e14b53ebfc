"""The tables of contracting, one module per noun, in the order of a process."""

from tequio.accountability.contracting.models.awards import Award
from tequio.accountability.contracting.models.contracts import (
    Amendment,
    Contract,
    Guarantee,
    Milestone,
    Payment,
)
from tequio.accountability.contracting.models.documents import Document
from tequio.accountability.contracting.models.histories import HistoryImport
from tequio.accountability.contracting.models.planning import BudgetLine, Quote, QuoteRequest
from tequio.accountability.contracting.models.procedures import ProcedureType
from tequio.accountability.contracting.models.processes import Process
from tequio.accountability.contracting.models.publication import Publication, Record, Release, Segment
from tequio.accountability.contracting.models.quality import DataState, GateRule
from tequio.accountability.contracting.models.suppliers import Supplier, SupplierPolicy
from tequio.accountability.contracting.models.tender import Bid, ClarificationMeeting

__all__ = [
    "Amendment",
    "Award",
    "Bid",
    "BudgetLine",
    "ClarificationMeeting",
    "Contract",
    "DataState",
    "Document",
    "GateRule",
    "Guarantee",
    "HistoryImport",
    "Milestone",
    "Payment",
    "ProcedureType",
    "Process",
    "Publication",
    "Quote",
    "QuoteRequest",
    "Record",
    "Release",
    "Segment",
    "Supplier",
    "SupplierPolicy",
]
