from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.loads import types as loads
from tequio.foundation.messaging.types import Subject, key, register_subject
from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata


class ProjectsConfig(AppConfig):
    name = "tequio.accountability.projects"
    label = "projects"
    verbose_name = _("Proyectos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.accountability.projects import exports, handlers, permissions, queries  # noqa: PLC0415 - models are ready only now
        from tequio.accountability.projects.services import loading  # noqa: PLC0415 - the same
        from tequio.accountability.projects.views import office  # noqa: PLC0415 - the same
        from tequio.foundation.files import permissions as files  # noqa: PLC0415 - the same

        def works_on_projects(request: HttpRequest) -> bool:
            return permissions.visible_offices(request.user) != set()

        menus.register(menus.Entry(_("Proyectos"), "projects:office", works_on_projects, order=210))
        pending.register(office.pending_items)
        self.handlers = handlers
        loads.register(loading.PROJECTS)
        loads.register(loading.STAGES)
        files.register_reader(permissions.can_read_evidence)
        opendata.register(exports.DATASET)
        register_subject(Subject(prefix="project", label=_("Proyecto"), find=queries.places))
        panels.register("projects.detail", template="messaging/follow.html", values=_follow, order=10)


def _follow(request: HttpRequest, project: Any) -> dict[str, Any]:
    from tequio.foundation.messaging import queries  # noqa: PLC0415 - models are ready only now

    promise = _("Le avisamos de sus avances, su contrato, sus etapas, y si se atrasa, se detiene o se cancela.")
    return {**queries.follow_button(request.user, key("project", project.pk)), "promise": promise}
