from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels
from tequio.publishing.opendata import types as opendata


class AlertsConfig(AppConfig):
    name = "tequio.accountability.alerts"
    label = "alerts"
    verbose_name = _("Alertas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.accountability.alerts import exports, handlers, permissions  # noqa: PLC0415 - models are ready only now
        from tequio.accountability.alerts.views import public  # noqa: PLC0415 - the same

        def answers(request: HttpRequest) -> bool:
            return permissions.answered_offices(request.user) != set()

        self.handlers = handlers
        opendata.register(exports.FLAGS)
        menus.register(menus.Entry(_("Alertas"), "alerts:office", answers, order=235))
        panels.register("projects.detail", template="alerts/panel.html", values=public.project_panel, order=90)
        panels.register("contracting.process", template="alerts/panel.html", values=public.process_panel)
