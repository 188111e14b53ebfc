from http import HTTPStatus
from typing import Any

from tequio.core.tally.limits import Fault
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots.types import FAULT_LABELS


class VotingClosed(DomainError):
    """Voting has not opened, or has closed."""

    status = HTTPStatus.FORBIDDEN


class VotingOpen(DomainError):
    """Nothing is counted while people still vote."""


class CatalogueOpen(DomainError):
    """The ballot freezes when voting opens, not before."""


class NothingToVote(DomainError):
    """There is no option for this place."""


class AlreadyVoted(DomainError):
    """The person's ballot is in the box already; it is the one that counts."""


class BadPass(DomainError):
    """What should let a ballot in does not: a token that nobody signed, a code that does not exist."""

    status = HTTPStatus.FORBIDDEN


class ChangesNotAllowed(DomainError):
    """In this edition a ballot is cast once, or the one that it would replace is not in the box."""


class CodeUsed(DomainError):
    """A ballot came in with this code: it can no longer be made void."""


class MixRefused(DomainError):
    """The draw of the partial check is too early, or was noted already."""


class BoxUnreadable(Exception):
    """The keys that this installation derives do not open the box: its secret was changed."""


class BallotRefused(DomainError):
    """The ballot breaks a limit. ``faults`` says which, ``messages`` in words."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.messages: list[Any] = [FAULT_LABELS[fault] for fault in faults]
        super().__init__(self.messages[0])


class AlreadyPublished(DomainError):
    """The results are public and do not change."""


class TieUnresolved(DomainError):
    """A tie that decides a winner waits for the assembly."""


class CatalogueClosed(DomainError):
    """The ballot is frozen: neither its options nor what excludes what change any more."""


class RivalsUnknown(DomainError):
    """The proposals named cannot be made to exclude each other."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CountRunning(DomainError):
    """A count of this edition is under way."""


class CountImpossible(DomainError):
    """The rule cannot be applied to this box, or not yet. The message says why."""


class NotReviewed(DomainError):
    """Nobody else than who counted has looked at it yet, or it is the same person."""


class ContestsOpen(DomainError):
    """The window to contest is open, or a contest waits for its answer or for the recount that it earned."""


class ContestRefused(DomainError):
    """There is nothing to contest now, or it lacks its reasons."""


class ContestClosed(DomainError):
    """The contest was answered already."""


class OverrideRefused(DomainError):
    """An outcome changes only with a reason and an act, and before the results are official."""


class LotRefused(DomainError):
    """The seed is not the one that was committed, or it comes too late."""


class SimulationRefused(DomainError):
    """There is nothing to simulate, or the results of an election are not public."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotReleased(DomainError):
    """It would tell figures that are not public yet."""


class PaperRefused(DomainError):
    """A step with paper ballots is out of turn, or breaks a rule of the table."""
