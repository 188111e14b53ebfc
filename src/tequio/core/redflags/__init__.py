"""Red flags: what in a contracting process or a project deserves a second look (docs/rules/redflags.md).

A flag is not an accusation. Each rule says yes, no, that it does not apply, or that it cannot be computed and
why.
"""

from tequio.core.redflags.catalogue import PROCESS_CODES, PROJECT_CODES, check_process, check_project
from tequio.core.redflags.facts import (
    AmendmentFacts,
    AwardFacts,
    BidFacts,
    ContractFacts,
    MarketFacts,
    ProcessFacts,
    ProjectFacts,
    StageFacts,
    WonFacts,
)
from tequio.core.redflags.outcomes import Code, Outcome, State, Why
from tequio.core.redflags.thresholds import Thresholds

__all__ = [
    "PROCESS_CODES",
    "PROJECT_CODES",
    "AmendmentFacts",
    "AwardFacts",
    "BidFacts",
    "Code",
    "ContractFacts",
    "MarketFacts",
    "Outcome",
    "ProcessFacts",
    "ProjectFacts",
    "StageFacts",
    "State",
    "Thresholds",
    "Why",
    "WonFacts",
    "check_process",
    "check_project",
]
