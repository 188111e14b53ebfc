"""Tables of the ballots: what is voted, who may, the box, and what was counted."""

from tequio.participation.ballots.models.box import Ballot, Board, Code, CodeBatch, Head, Middle, Node, Slip
from tequio.participation.ballots.models.catalogue import Catalogue, Option
from tequio.participation.ballots.models.counts import Count, OptionResult
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

__all__ = [
    "Act",
    "Ballot",
    "Board",
    "Booklet",
    "Capture",
    "Catalogue",
    "Code",
    "CodeBatch",
    "Count",
    "Head",
    "Middle",
    "Node",
    "Option",
    "OptionResult",
    "Package",
    "Participation",
    "Resolution",
    "Sheet",
    "Shift",
    "Slip",
    "ZoneKey",
]
