from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tequio.foundation.web import menus, panels, pending


class DiscussionConfig(AppConfig):
    name = "tequio.participation.discussion"
    label = "discussion"
    verbose_name = _("Conversación")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        menus.register(
            menus.Entry(label=_("Moderación"), url_name="discussion:desk", visible=_moderates, order=35)
        )
        pending.register(_pending)
        panels.register("accounts.home", template="discussion/account_panel.html", values=_mine)


def _moderates(request: HttpRequest) -> bool:
    from tequio.participation.discussion import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_moderate(request.user)


def _mine(request: HttpRequest, person: Any) -> dict[str, Any]:
    del request, person
    return {}


def _pending(request: HttpRequest) -> Iterator[pending.Item]:
    """Give a moderator what was reported, what waits, and each appeal that they may answer."""
    if not _moderates(request):
        return
    from tequio.participation.discussion import permissions, queries  # noqa: PLC0415 - models are ready only now

    desk = reverse("discussion:desk")
    reported, waiting, appeals = queries.urgent()
    words = {
        "reportados": (reported, ngettext("%s reportado", "%s reportados", reported), _("Revisar reportes")),
        "espera": (waiting, ngettext("%s en espera", "%s en espera", waiting), _("Leer y aprobar")),
    }
    for drawer, (count, what, missing) in words.items():
        if count:
            yield pending.Item(
                folio=str(_("Comentarios")), what=what % count, missing=missing, url=f"{desk}?ver={drawer}"
            )
    for appeal in appeals:
        if permissions.can_answer(request.user, appeal):
            yield pending.Item(
                folio=str(_("Inconformidad %s") % appeal.pk),
                what=str(appeal),
                missing=_("Responder"),
                url=reverse("discussion:answer", args=[appeal.pk]),
                due=timezone.localdate(appeal.due_at),
            )
