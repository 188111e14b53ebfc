"""Writing one row among many, so that a row that fails leaves the others as they are."""

from collections.abc import Callable

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from tequio.foundation.loads.types import RowSaid
from tequio.foundation.web.errors import DomainError


def attempt(said: RowSaid, write: Callable[[], None]) -> bool:
    """Write a row, or note why not and undo what it began. Returns whether it was written.

    Args:
        said: the row.
        write: writes it; what it refuses, as any service does, is said in the row's problems.
    """
    try:
        with transaction.atomic():
            write()
    except DomainError as error:
        if not said.problems:  # else it told where, cell by cell
            said.refuse("", error.message)
    except (DataError, IntegrityError):
        said.refuse("", _("Un dato de esta fila no cabe o choca con otro. Revise que no sea desmedido."))
    return not said.problems
