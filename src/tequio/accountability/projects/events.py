from dataclasses import dataclass

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectCreated(Event):
    project_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StageChanged(Event):
    project_id: int
    stage: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityReported(Event):
    project_id: int
    activity_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeAssigned(Event):
    project_id: int
    office_id: int
