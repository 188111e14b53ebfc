"""What the rules read. Amounts are centavos with VAT; ``None`` is what nobody recorded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

# OCDS method; the invitation to three goes by either of the last two.
COMPETITIVE = frozenset({"open", "selective", "limited"})
SUBMITTED = frozenset({"pending", "valid", "disqualified"})  # OCDS bidStatus: handed in, not withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class BidFacts:
    """One offer. ``bidder`` is an identifier of ours, never an RFC."""

    bidder: str
    name: str
    status: str
    received_on: date | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """A decision that stands, with everybody who won it."""

    decided_on: date
    amount: int
    winners: Sequence[str]  # identifiers, the first one leads
    names: Sequence[str]
    identified: bool  # every winner has an RFC that is one


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """What an amendment left, and what stood before it."""

    signed_on: date
    amount: int
    ends_on: date
    before_amount: int | None = None
    before_ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """A contract that was not cancelled, as it stands now."""

    number: str
    signed_on: date
    starts_on: date
    ends_on: date
    amount: int
    amendments: Sequence[AmendmentFacts] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WonFacts:
    """An award of the market: who won it, for how much, and whether it was direct."""

    supplier: str
    amount: int
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFacts:
    """Everything that one office awarded in one calendar year."""

    office: str
    year: int
    won: Sequence[WonFacts] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessFacts:
    """A contracting process. ``market`` is that of its office in the year of its first award."""

    method: str
    own_work: bool = False
    min_days: int | None = None
    closed: bool = False  # cancelled, withdrawn or left without award
    tender_start: date | None = None
    tender_end: date | None = None
    tenderers: int | None = None
    criteria: str = ""  # OCDS awardCriteria
    bids: Sequence[BidFacts] = ()
    awards: Sequence[AwardFacts] = ()
    contracts: Sequence[ContractFacts] = ()
    market: MarketFacts | None = None

    @property
    def competitive(self) -> bool:
        """Return whether several could make an offer."""
        return self.method in COMPETITIVE and not self.own_work

    @property
    def submitted(self) -> list[BidFacts]:
        """Return the offers that were handed in and not withdrawn."""
        return [bid for bid in self.bids if bid.status in SUBMITTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """A stage and whether something that it reported carries a picture or document."""

    name: str
    done: bool
    evidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """A project being carried out.

    Attributes:
        budget: what it was promised.
        contracted: what its contracts sum up to.
        paid: what was paid on them.
        physical_percent: how far it is built; None if nobody ever reported it.
        began_on: when it was born.
        promised_on: the day promised for its delivery, if any.
        delivered_on: when its last stage ended, if it was delivered.
        reported_on: the last day that something was reported of it.
        idle: cancelled or paused, so that no report is due.
        stages: the stages of its plan.
    """

    budget: int
    contracted: int
    paid: int
    physical_percent: int | None
    began_on: date
    promised_on: date | None = None
    delivered_on: date | None = None
    reported_on: date | None = None
    idle: bool = False
    stages: Sequence[StageFacts] = ()


NO_DAYS: Collection[date] = frozenset()
