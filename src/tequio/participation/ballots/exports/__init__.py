"""What people take away: the ballots of a published count, and what is printed for voting in person."""

from tequio.participation.ballots.exports.pabulib import pabulib
from tequio.participation.ballots.exports.printed import act_pdf, booklet_pdf, codes_pdf, list_pdf

__all__ = ["act_pdf", "booklet_pdf", "codes_pdf", "list_pdf", "pabulib"]
