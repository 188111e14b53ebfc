from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessChanged(Event):
    """Something of a contracting process was recorded; a release is due. ``tag`` is the OCDS release tag."""

    process_id: int
    tag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasePublished(Event):
    process_id: int
    ocid: str
    release_id: str
    sha256: str
    valid: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchLoaded(Event):
    """A bulk load was written, whole, in one transaction."""

    batch_id: str
    rows: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchUndone(Event):
    batch_id: str
