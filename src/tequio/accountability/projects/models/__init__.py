"""The tables of what is being carried out."""

from tequio.accountability.projects.models.changes import Cancellation, DateChange, Pause
from tequio.accountability.projects.models.handover import Handover
from tequio.accountability.projects.models.plan import PlannedActivity, Product, Stage, StageTemplate
from tequio.accountability.projects.models.project import Project
from tequio.accountability.projects.models.reports import Activity, Attachment

__all__ = [
    "Activity",
    "Attachment",
    "Cancellation",
    "DateChange",
    "Handover",
    "Pause",
    "PlannedActivity",
    "Product",
    "Project",
    "Stage",
    "StageTemplate",
]
