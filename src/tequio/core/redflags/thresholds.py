"""From where on something is flagged. Data of each installation, with these defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The limits of the rules.

    Attributes:
        submission_days: days to make an offer in an open procedure whose type says no minimum (R003: 15).
        disqualified_bidders: how many others must be disqualified (R035: 1).
        close_percent: a second price up to this much over the winner's is close (R024).
        wide_percent: a second price from this much over the winner's is far (R058: 50).
        concentration_percent: share of one supplier in what an office awarded in a year.
        concentration_awards: fewer awards in the office and year than this say nothing.
        direct_ceiling_centavos: what may be awarded directly, with VAT; 0 where the office has not said.
        direct_band_percent: this close under the ceiling counts as just under it.
        direct_awards: how many such awards to one supplier in a year.
        amended_percent: growth in amount or term by amendments.
        long_days: length of a contract (flagsMX: 1,000).
        progress_points: points of what is paid over what is built; an advance of up to 30 % is usual in works.
        overrun_percent: what is contracted over what was promised.
        late_days: days after the promised delivery.
        silent_days: days without a report while the project is going on.
    """

    submission_days: int = 15
    disqualified_bidders: int = 1
    close_percent: int = 1
    wide_percent: int = 50
    concentration_percent: int = 50
    concentration_awards: int = 4
    direct_ceiling_centavos: int = 0
    direct_band_percent: int = 10
    direct_awards: int = 3
    amended_percent: int = 25
    long_days: int = 1000
    progress_points: int = 30
    overrun_percent: int = 10
    late_days: int = 15
    silent_days: int = 30
