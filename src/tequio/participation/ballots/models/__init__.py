"""Tables of the ballots: what is voted, who may, the box, and what was counted."""

from tequio.participation.ballots.models.box import Ballot, Board, Code, CodeBatch, Head, Middle, Node, Slip
from tequio.participation.ballots.models.catalogue import Catalogue, Option, Rivalry
from tequio.participation.ballots.models.contests import Contest
from tequio.participation.ballots.models.counts import Count, CountRun, OptionResult, Override, TieLot
from tequio.participation.ballots.models.integrity import IntegrityReport
from tequio.participation.ballots.models.paper import (
    Act,
    Booklet,
    Capture,
    Package,
    Resolution,
    Sheet,
    Shift,
)
from tequio.participation.ballots.models.roll import Participation, ZoneKey
from tequio.participation.ballots.models.simulations import Simulation

__all__ = [
    "Act",
    "Ballot",
    "Board",
    "Booklet",
    "Capture",
    "Catalogue",
    "Code",
    "CodeBatch",
    "Contest",
    "Count",
    "CountRun",
    "Head",
    "IntegrityReport",
    "Middle",
    "Node",
    "Option",
    "OptionResult",
    "Override",
    "Package",
    "Participation",
    "Resolution",
    "Rivalry",
    "Sheet",
    "Shift",
    "Simulation",
    "Slip",
    "TieLot",
    "ZoneKey",
]
