"""Bulk load: one row is a project's procedure, award, contract and payments. All rows are written, or none."""

from tequio.accountability.contracting.services.loading.batches import (
    check_batch,
    load_batch,
    queue_if_large,
    start_batch,
    undo_batch,
    use_mapping,
)
from tequio.accountability.contracting.services.loading.columns import COLUMNS, Column, guess, missing
from tequio.accountability.contracting.services.loading.files import failed_rows, template

__all__ = [
    "COLUMNS",
    "Column",
    "check_batch",
    "failed_rows",
    "guess",
    "load_batch",
    "missing",
    "queue_if_large",
    "start_batch",
    "template",
    "undo_batch",
    "use_mapping",
]
