"""Who may read a file that is not public: its uploader, and whoever a context that owns it says."""

from collections.abc import Callable
from typing import Any

from tequio.foundation.files.models import StoredFile

Reader = Callable[[Any, StoredFile], bool]
_readers: list[Reader] = []


def register_reader(reader: Reader) -> Reader:
    """Add a predicate ``(actor, file) -> bool``: a context opens its own private files to those it decides.

    One yes is enough. Register in ``apps.ready``; may be used as a decorator.
    """
    _readers.append(reader)
    return reader


def can_read(actor: Any, file: StoredFile) -> bool:
    """Return whether the actor may read the file."""
    if file.public:
        return True
    if not getattr(actor, "is_authenticated", False) or not actor.is_active:
        return False
    return file.uploaded_by_id == actor.pk or any(reader(actor, file) for reader in _readers)
