from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata


class DiscussionConfig(AppConfig):
    name = "tequio.participation.discussion"
    label = "discussion"
    verbose_name = _("Conversación")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.participation.discussion import exports  # noqa: PLC0415 - models are ready only now

        import_module("tequio.participation.discussion.handlers")
        opendata.register(exports.MODERATION)
        menus.register(
            menus.Entry(label=_("Moderación"), url_name="discussion:desk", visible=_moderates, order=140)
        )
        pending.register(_pending)
        panels.register("accounts.home", template="discussion/account_panel.html", values=_mine, order=20)


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
    from tequio.participation.discussion import permissions, queries, types  # noqa: PLC0415 - models are ready only now

    desk = reverse("discussion:desk")
    found = getattr(request, "on_the_desk", None) or queries.counts()
    reported, waiting = found[types.Desk.REPORTED], found[types.Desk.WAITING]
    if reported:
        what = ngettext("%s cosa reportada", "%s cosas reportadas", reported) % reported
        yield _work(_("Reportes"), what, _("Decidir"), f"{desk}?ver={types.Desk.REPORTED}")
    if waiting:
        what = ngettext("%s comentario en espera", "%s comentarios en espera", waiting) % waiting
        yield _work(_("Comentarios"), what, _("Leerlos"), f"{desk}?ver={types.Desk.WAITING}")
    for appeal in queries.open_appeals() if found[types.Desk.APPEALS] else ():
        if permissions.can_answer(request.user, appeal):
            yield pending.Item(
                folio=str(_("Inconformidad %s") % appeal.pk),
                what=str(appeal),
                missing=_("Responder"),
                url=reverse("discussion:answer", args=[appeal.pk]),
                due=timezone.localdate(appeal.due_at),
            )


def _work(folio: Any, what: str, missing: Any, url: str) -> pending.Item:
    return pending.Item(folio=str(folio), what=what, missing=missing, url=url)
