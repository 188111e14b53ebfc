from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels


class ProposalsConfig(AppConfig):
    name = "tequio.participation.proposals"
    label = "proposals"
    verbose_name = _("Propuestas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(
            menus.Entry(label=_("Propuestas"), url_name="proposals:moderation", visible=_moderates, order=30)
        )
        panels.register(
            "editions.detail", template="proposals/edition_panel.html", values=_of_edition, order=10
        )


def _moderates(request: HttpRequest) -> bool:
    from tequio.participation.proposals import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_moderate(request.user)


def _of_edition(request: HttpRequest, edition: Any) -> dict[str, Any]:
    from tequio.participation.editions import queries as editions  # noqa: PLC0415 - models are ready only now
    from tequio.participation.proposals import queries  # noqa: PLC0415 - the same

    del request
    return {
        "count": queries.count_public(edition),
        "open": editions.is_open(edition, "registration", timezone.now()),
    }
