from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import can, is_staff, memberships, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import pending
from tequio.frontdoors.office import queries, types

_WATCH_PUBLICATION = (Permission.RECORD_CONTRACTS, Permission.MANAGE_PROJECTS, Permission.PUBLISH_DATA)


@require_safe
@requires(Permission.USE_OFFICE)
def home(request: HttpRequest) -> HttpResponse:
    """Show "Lo mío": what waits for this person, the most urgent first."""
    now = timezone.localtime()
    items = pending.items(request)
    rows = [(item, types.deadline(item.due, now.date())) for item in items]
    values = {
        "greeting": types.greeting(now.hour),
        "first_name": str(request.user).split("@")[0].split(" ")[0],
        "workload": types.workload(len(items)),
        "urgency": types.urgency([item.due for item in items], now.date()),
        "rows": rows,
        "memberships": memberships(request.user),  # type: ignore[arg-type]  # signed in: the decorator saw to it
    }
    return render(request, "office/home.html", values)


def publication(request: HttpRequest, subject: object) -> dict[str, Any] | None:
    """Say how the automatic publication goes, to those whose work it carries."""
    del subject
    if not any(can(request.user, permission) for permission in _WATCH_PUBLICATION):
        return None
    state = queries.publication_state()
    return {
        "state": state,
        "failed": ngettext("%(n)d con error", "%(n)d con error", state.failed) % {"n": state.failed},
        "due": ngettext("%(n)d en camino", "%(n)d en camino", state.due) % {"n": state.due},
        "url": reverse("contracting:publication") if can(request.user, Permission.PUBLISH_DATA) else "",
    }


def is_in_office(request: HttpRequest) -> bool:
    """Return whether the side menu is for this person."""
    return is_staff(request.user)


def count_pending(request: HttpRequest) -> int:
    """Return the figure beside "Lo mío"."""
    return len(pending.items(request))
