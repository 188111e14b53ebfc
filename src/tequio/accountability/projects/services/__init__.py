"""Carrying out what was decided: projects, their stages, what the offices report."""

from tequio.accountability.projects.services.creation import (
    assign_office,
    create_from_results,
    create_project,
    default_office,
)
from tequio.accountability.projects.services.errors import (
    FutureDateError,
    ProgressError,
    ProjectError,
    StageOrderError,
    UnknownStageError,
)
from tequio.accountability.projects.services.progress import change_stage, record_money, report_activity

__all__ = [
    "FutureDateError",
    "ProgressError",
    "ProjectError",
    "StageOrderError",
    "UnknownStageError",
    "assign_office",
    "change_stage",
    "create_from_results",
    "create_project",
    "default_office",
    "record_money",
    "report_activity",
]
