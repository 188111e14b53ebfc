"""Who may report on a project: the liaison of its office, and whoever manages projects."""

from typing import Any

from tequio.accountability.projects.models import Attachment, Handover, Project
from tequio.foundation.accounts.permissions import can, offices
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.models import StoredFile
from tequio.participation.proposals import permissions as proposals


def can_report(actor: Any, project: Project) -> bool:
    """Return whether the actor may report progress of this project."""
    return can(actor, Permission.REPORT_PROGRESS, office_id=project.office_id) or can_manage(actor, project)


def can_manage(actor: Any, project: Project) -> bool:
    """Return whether the actor may say which office answers for it, cancel it, or deliver it unsigned."""
    return can(actor, Permission.MANAGE_PROJECTS, office_id=project.office_id)


def can_create(actor: Any) -> bool:
    """Return whether the actor may create projects that come from no vote, and edit the template of stages."""
    return can(actor, Permission.MANAGE_PROJECTS)


def can_receive(actor: Any, project: Project) -> bool:
    """Return whether the actor proposed it, alone or with others, and so may sign that it was received."""
    proposal = project.proposal
    if proposal is None or not actor.is_authenticated:
        return False
    return proposals.owns(actor, proposal) or proposal.coauthors.standing().filter(person=actor).exists()


def can_read_evidence(actor: Any, file: StoredFile) -> bool:
    """Return whether the file is evidence, or an act, of a project that the actor reports on."""
    attachment = Attachment.objects.select_related("activity__stage__project").filter(file=file).first()
    if attachment:
        return can_report(actor, attachment.activity.stage.project)
    handover = Handover.objects.select_related("project").filter(act=file).first()
    return handover is not None and can_report(actor, handover.project)


def visible_offices(actor: Any) -> set[int] | None:
    """Return the offices whose projects the actor works on; None means all."""
    managed = offices(actor, Permission.MANAGE_PROJECTS)
    reported = offices(actor, Permission.REPORT_PROGRESS)
    if managed is None or reported is None:
        return None
    return managed | reported


def loaded_offices(actor: Any) -> set[int] | None:
    """Return the offices whose projects the actor may load in bulk; None: all, as for the system itself."""
    if actor is None:
        return None
    loaded = offices(actor, Permission.BULK_LOAD)
    managed = offices(actor, Permission.MANAGE_PROJECTS)
    return None if loaded is None or managed is None else loaded | managed


def reported_offices(actor: Any) -> set[int] | None:
    """Return the offices whose stages the actor may load in bulk; None means all, as for the system itself."""
    return None if actor is None else visible_offices(actor)
