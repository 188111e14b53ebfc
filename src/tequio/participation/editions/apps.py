from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.messaging.types import Subject, key, register_subject
from tequio.foundation.web import menus, panels
from tequio.publishing.opendata import types as opendata


class EditionsConfig(AppConfig):
    name = "tequio.participation.editions"
    label = "editions"
    verbose_name = _("Ediciones")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.participation.editions import exports, handlers, queries  # noqa: PLC0415 - models are ready only now

        self.handlers = handlers
        for spec in exports.DATASETS:
            opendata.register(spec)
        register_subject(Subject(prefix="edition", label=_("Edición"), find=queries.places))
        panels.register("editions.detail", template="messaging/follow.html", values=_follow, order=90)
        menus.register(
            menus.Entry(label=_("Ediciones"), url_name="editions:office_list", visible=_manages, order=110)
        )


def _follow(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    from tequio.foundation.messaging import queries  # noqa: PLC0415 - models are ready only now

    if edition.published_at is None:
        return None
    promise = _("Le avisamos cuando abra o cierre una etapa, cambie una fecha o haya resultados.")
    return {**queries.follow_button(request.user, key("edition", edition.pk)), "promise": promise}


def _manages(request: HttpRequest) -> bool:
    from tequio.participation.editions import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_manage(request.user)
