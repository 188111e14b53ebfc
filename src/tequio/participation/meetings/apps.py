from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.messaging.types import Subject, register_subject
from tequio.foundation.web import menus, panels, pending
from tequio.publishing.opendata import types as opendata

_MINUTES_WITHIN = timedelta(days=15)  # after a meeting, when its minutes are missed


class MeetingsConfig(AppConfig):
    name = "tequio.participation.meetings"
    label = "meetings"
    verbose_name = _("Reuniones")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.participation.meetings import exports, queries, types  # noqa: PLC0415 - models are ready only now

        for module in ("handlers", "services.personal", "tasks"):
            import_module(f"tequio.participation.meetings.{module}")
        for spec in exports.DATASETS:
            opendata.register(spec)
        register_subject(Subject(prefix=types.KIND, label=_("Reunión"), find=queries.places))
        menus.register(menus.Entry(_("Reuniones"), "meetings:office", _works, order=145))
        pending.register(_pending)
        panels.register("accounts.home", template="meetings/account_panel.html", values=_own, order=25)
        panels.register("forums.exercise", template="meetings/subject_panel.html", values=_of_forum, order=60)
        panels.register(
            "forums.office", template="meetings/office/subject_panel.html", values=_to_call, order=60
        )


def _works(request: HttpRequest) -> bool:
    from tequio.participation.meetings import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_attend_desk(request.user)


def _own(request: HttpRequest, person: Any) -> dict[str, Any]:
    del request, person
    return {}


def _of_forum(request: HttpRequest, forum: Any) -> dict[str, Any] | None:
    """Show the meetings of an exercise on its page."""
    from tequio.participation.meetings import queries, types  # noqa: PLC0415 - models are ready only now

    del request
    found = list(queries.of_subject(types.key("forum", forum.pk)))
    return {"meetings": found, "now": timezone.now()} if found else None


def _to_call(request: HttpRequest, forum: Any) -> dict[str, Any] | None:
    """Lead from the office page of an exercise to its meetings."""
    from tequio.participation.meetings import permissions, queries, types  # noqa: PLC0415 - models are ready only now

    if not permissions.can_call(request.user):
        return None
    key = types.key("forum", forum.pk)
    return {"key": key, "meetings": list(queries.every_meeting().filter(subject=key))}


def _pending(request: HttpRequest) -> Iterator[pending.Item]:
    """Give who calls meetings those that were held and have no minutes."""
    from tequio.participation.meetings import permissions, queries  # noqa: PLC0415 - models are ready only now

    if not permissions.can_call(request.user):
        return
    for meeting in queries.without_minutes(timezone.now()):
        yield pending.Item(
            folio=meeting.folio,
            what=meeting.title,
            missing=_("Publicar la minuta"),
            url=reverse("meetings:write_minutes", args=[meeting.folio]),
            due=timezone.localdate(meeting.ends + _MINUTES_WITHIN),
        )
