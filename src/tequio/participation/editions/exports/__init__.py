"""What people take home of an edition: its money as rows, its rules in words and PDF, its dates as a feed."""

from tequio.participation.editions.exports.calendar import feed
from tequio.participation.editions.exports.counting import lines_of
from tequio.participation.editions.exports.datasets import DATASETS
from tequio.participation.editions.exports.differences import differences
from tequio.participation.editions.exports.money import MONEY_COLUMNS, money_rows
from tequio.participation.editions.exports.pdf import Leaf, pdf
from tequio.participation.editions.exports.words import Section, Table, sections

__all__ = [
    "DATASETS",
    "MONEY_COLUMNS",
    "Leaf",
    "Section",
    "Table",
    "differences",
    "feed",
    "lines_of",
    "money_rows",
    "pdf",
    "sections",
]
