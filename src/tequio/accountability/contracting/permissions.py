"""Who may record contracts: the liaison of the office that contracts, and whoever publishes the data."""

from typing import Any

from tequio.accountability.contracting.models import Process
from tequio.accountability.projects.models import Project
from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission


def can_record(actor: Any, process: Process) -> bool:
    """Return whether the actor may record what happens in this process."""
    return can(actor, Permission.RECORD_CONTRACTS, office_id=process.office_id)


def can_open(actor: Any, project: Project) -> bool:
    """Return whether the actor may open a process of this project."""
    return can(actor, Permission.RECORD_CONTRACTS, office_id=project.office_id)


def recorded_offices(actor: Any) -> set[int] | None:
    """Return the offices whose contracts the actor records; None means all."""
    return offices(actor, Permission.RECORD_CONTRACTS)


def can_publish(actor: Any) -> bool:
    """Return whether the actor watches over the publication."""
    return can(actor, Permission.PUBLISH_DATA)


def loaded_offices(actor: Any) -> set[int] | None:
    """Return the offices whose contracts the actor may load in bulk; None means all."""
    return offices(actor, Permission.BULK_LOAD)
