"""What people take home of the proposals: lists, and the card of one that is shared."""

from tequio.participation.proposals.exports.card import card_image
from tequio.participation.proposals.exports.datasets import DATASETS
from tequio.participation.proposals.exports.tables import (
    COLUMNS,
    WORK_COLUMNS,
    documents,
    pesos,
    rows,
    work_rows,
)

__all__ = ["COLUMNS", "DATASETS", "WORK_COLUMNS", "card_image", "documents", "pesos", "rows", "work_rows"]
