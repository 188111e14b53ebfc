"""The tables of proposals: what people ask for, who signs and supports it, and what it said before."""

from tequio.participation.proposals.models.author import CoAuthor
from tequio.participation.proposals.models.merger import Merger
from tequio.participation.proposals.models.proposal import (
    PUBLIC_STATES,
    FolioCounter,
    Proposal,
    ProposalPhoto,
    ProposalQuerySet,
)
from tequio.participation.proposals.models.support import Support
from tequio.participation.proposals.models.version import ProposalVersion
from tequio.participation.proposals.models.work import TypicalWork

__all__ = [
    "PUBLIC_STATES",
    "CoAuthor",
    "FolioCounter",
    "Merger",
    "Proposal",
    "ProposalPhoto",
    "ProposalQuerySet",
    "ProposalVersion",
    "Support",
    "TypicalWork",
]
