"""Bulk loads: start, say which column is which, look at every row, write all or nothing, take back."""

from tequio.foundation.loads.services.batches import (
    WORK,
    carry_on,
    kind_of,
    read_again,
    request_load,
    request_undo,
    start,
    use_mapping,
    work,
)
from tequio.foundation.loads.services.errors import LoadError, UnknownLoadError
from tequio.foundation.loads.services.files import current, failed_rows, template
from tequio.foundation.loads.services.mapping import lacking, missing
from tequio.foundation.loads.services.rows import attempt

__all__ = [
    "WORK",
    "LoadError",
    "UnknownLoadError",
    "attempt",
    "carry_on",
    "current",
    "failed_rows",
    "kind_of",
    "lacking",
    "missing",
    "read_again",
    "request_load",
    "request_undo",
    "start",
    "template",
    "use_mapping",
    "work",
]
