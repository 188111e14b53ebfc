"""Who may report on a project: the liaison of its office, and whoever manages projects."""

from typing import Any

from tequio.accountability.projects.models import Project
from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission


def can_report(actor: Any, project: Project) -> bool:
    """Return whether the actor may report progress of this project."""
    return can(actor, Permission.REPORT_PROGRESS, office_id=project.office_id) or can_manage(actor, project)


def can_manage(actor: Any, project: Project) -> bool:
    """Return whether the actor may say which office answers for it."""
    return can(actor, Permission.MANAGE_PROJECTS, office_id=project.office_id)


def visible_offices(actor: Any) -> set[int] | None:
    """Return the offices whose projects the actor works on; None means all."""
    managed = offices(actor, Permission.MANAGE_PROJECTS)
    reported = offices(actor, Permission.REPORT_PROGRESS)
    if managed is None or reported is None:
        return None
    return managed | reported


def loaded_offices(actor: Any) -> set[int] | None:
    """Return the offices whose projects the actor may load in bulk; None means all, as for the system itself."""
    if actor is None:
        return None
    loaded = offices(actor, Permission.BULK_LOAD)
    managed = offices(actor, Permission.MANAGE_PROJECTS)
    return None if loaded is None or managed is None else loaded | managed


def reported_offices(actor: Any) -> set[int] | None:
    """Return the offices whose stages the actor may load in bulk; None means all, as for the system itself."""
    return None if actor is None else visible_offices(actor)
