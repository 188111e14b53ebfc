from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, pending


class ProjectsConfig(AppConfig):
    name = "tequio.accountability.projects"
    label = "projects"
    verbose_name = _("Proyectos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.accountability.projects import handlers, permissions  # noqa: PLC0415 - models are ready only now
        from tequio.accountability.projects.views import office  # noqa: PLC0415 - the same

        def works_on_projects(request: HttpRequest) -> bool:
            return permissions.visible_offices(request.user) != set()

        menus.register(menus.Entry(_("Proyectos"), "projects:office", works_on_projects, order=40))
        pending.register(office.pending_items)
        self.handlers = handlers
