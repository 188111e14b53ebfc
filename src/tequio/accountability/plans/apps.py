from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.loads import types as loads
from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata


class PlansConfig(AppConfig):
    name = "tequio.accountability.plans"
    label = "plans"
    verbose_name = _("Planes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.accountability.plans import exports, handlers, permissions, queries  # noqa: PLC0415 - models are ready only now
        from tequio.accountability.plans.services import loading  # noqa: PLC0415 - the same
        from tequio.accountability.plans.views import office, public  # noqa: PLC0415 - the same
        from tequio.participation.forums.services import carry  # noqa: PLC0415 - the same

        def manages_plans(request: HttpRequest) -> bool:
            return permissions.can_manage(request.user)

        menus.register(menus.Entry(_("Plan de desarrollo"), "plans:office", manages_plans, order=180))
        pending.register(office.pending_items)
        self.handlers = handlers
        loads.register(loading.PLAN)
        opendata.register(exports.DATASET)
        carry.register_settled(queries.settled)
        panels.register("forums.voice", template="plans/panels/voice.html", values=public.voice_panel, order=20)
        panels.register(
            "forums.exercise", template="plans/panels/exercise.html", values=public.exercise_panel, order=20
        )
        panels.register(
            "forums.office", template="plans/panels/office.html", values=office.office_panel, order=40
        )
