"""What people take away: the results as a dataset, and what is printed for voting in person."""

from tequio.participation.ballots.exports.datasets import COLUMNS, RESULTS
from tequio.participation.ballots.exports.printed import act_pdf, booklet_pdf, codes_pdf, list_pdf

__all__ = ["COLUMNS", "RESULTS", "act_pdf", "booklet_pdf", "codes_pdf", "list_pdf"]
