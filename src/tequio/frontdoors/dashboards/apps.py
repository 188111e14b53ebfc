from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels
from tequio.publishing.opendata import types as opendata


class DashboardsConfig(AppConfig):
    name = "tequio.frontdoors.dashboards"
    label = "dashboards"
    verbose_name = _("Tableros")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.frontdoors.dashboards import exports  # noqa: PLC0415 - models are ready only now
        from tequio.frontdoors.dashboards.views import office  # noqa: PLC0415 - models are ready only now

        panels.register(
            "alerts.index", template="dashboards/tabs.html", values=lambda _request, _subject: {"tab": "alerts"}
        )
        opendata.register(exports.INDICATORS)
        menus.register(menus.Entry(_("Tableros"), "dashboards:office", office.may_see, order=320))
