"""Which project a page is about, and whether whoever asks works on it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tequio.accountability.projects import permissions, queries
from tequio.accountability.projects.models import Project, Stage
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission


def found(folio: str) -> Project:
    """Return the project with everything its pages show. Raises Http404 if there is none."""
    project = queries.detail(folio)
    if project is None:
        raise Http404(_("No hay un proyecto con ese folio."))
    return project


def reported(request: HttpRequest, folio: str) -> Project:
    """Return the project if the person reports on it. Raises PermissionDenied if another office does."""
    project = found(folio)
    if not permissions.can_report(request.user, project):
        raise PermissionDenied(
            _("De este proyecto responde %(office)s. Pida acceso a su coordinación.")
            % {"office": project.office.name}
        )
    return project


def managed(request: HttpRequest, folio: str) -> Project:
    """Return the project if the person coordinates it. Raises PermissionDenied if they do not."""
    project = found(folio)
    if not permissions.can_manage(request.user, project):
        raise PermissionDenied(_("Usted no administra los proyectos de esta área."))
    return project


def stage_of(project: Project, code: str) -> Stage | None:
    """Return a stage of a project loaded with them, or None."""
    return next((stage for stage in project.stages.all() if stage.code == code), None)


def people_of(project: Project) -> list[tuple[str, str]]:
    """Return who may answer for the project in its office, as pairs of id and name. Two queries."""
    ids = accounts.staff_of(project.office_id, Permission.REPORT_PROGRESS)
    found_people = accounts.staff_with(Permission.REPORT_PROGRESS).filter(pk__in=ids)
    return [(str(person.pk), str(person)) for person in found_people]
