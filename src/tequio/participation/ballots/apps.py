from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata


class BallotsConfig(AppConfig):
    name = "tequio.participation.ballots"
    label = "ballots"
    verbose_name = _("Votación")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.foundation.files.permissions import register_reader  # noqa: PLC0415 - models are ready only now
        from tequio.participation.ballots import (  # noqa: PLC0415 - handlers register; models are ready now
            exports,
            handlers,  # noqa: F401 - registers what answers events
            permissions,
        )
        from tequio.participation.ballots.views import boards, office, results, simulations  # noqa: PLC0415 - models are ready only now

        import_module("tequio.participation.ballots.services.personal")
        panels.register(
            "editions.detail", template="ballots/edition_panel.html", values=results.edition_panel, order=10
        )
        panels.register(
            "proposals.detail", template="ballots/proposal_panel.html", values=results.proposal_panel, order=20
        )
        panels.register(
            "editions.detail", template="ballots/board_panel.html", values=boards.edition_panel, order=15
        )
        pending.register(boards.pending_draws)
        entry = menus.Entry(
            label=_("Votación"), url_name="ballots:office", visible=office.is_counting, order=150
        )
        menus.register(entry)
        menus.register(
            menus.Entry(
                label=_("Simulaciones de conteo"),
                url_name="ballots:simulations",
                visible=simulations.is_managing,
                order=151,
            )
        )
        pending.register(office.pending_items)
        register_reader(permissions.can_read_file)
        opendata.register(exports.RESULTS)
