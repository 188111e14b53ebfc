from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.types import register_missing, register_money
from tequio.foundation.loads import types as loads
from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata


class ContractingConfig(AppConfig):
    name = "tequio.accountability.contracting"
    label = "contracting"
    verbose_name = _("Contrataciones")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.accountability.contracting import exports, handlers, permissions, queries  # noqa: PLC0415 - models are ready only now
        from tequio.accountability.contracting.services import loading  # noqa: PLC0415 - the same
        from tequio.accountability.contracting.views import office, public  # noqa: PLC0415 - the same

        def records(request: HttpRequest) -> bool:
            return permissions.recorded_offices(request.user) != set()

        def publishes(request: HttpRequest) -> bool:
            return permissions.can_publish(request.user)

        self.handlers = handlers
        for kind in (loading.CONTRACTS, loading.PAYMENTS, loading.SUPPLIERS):
            loads.register(kind)
        opendata.register(exports.CONTRACTS)
        menus.register(menus.Entry(_("Contratos"), "contracting:office", records, order=220))
        menus.register(menus.Entry(_("Proveedores"), "contracting:office_suppliers", records, order=222))
        menus.register(menus.Entry(_("Procedimientos"), "contracting:procedures", publishes, order=224))
        menus.register(menus.Entry(_("Publicación"), "contracting:publication", publishes, order=240))
        menus.register(menus.Entry(_("Reglas de publicación"), "contracting:gate", publishes, order=242))
        menus.register(menus.Entry(_("Traer una historia"), "contracting:histories", publishes, order=244))
        pending.register(office.pending_items)
        register_money(queries.money_history)
        register_missing(queries.missing)
        panels.register("projects.thread", template="", values=public.thread)
        panels.register("projects.badges", template="contracting/badge.html", values=public.badge)
        panels.register("projects.detail", template="contracting/data_panel.html", values=public.data_panel)
        panels.register("projects.desk", template="contracting/desk_panel.html", values=office.project_panel)
