from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.foundation.accounts.permissions import is_staff, memberships, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import pending
from tequio.frontdoors.office import types


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


def is_in_office(request: HttpRequest) -> bool:
    """Return whether the side menu is for this person."""
    return is_staff(request.user)


def count_pending(request: HttpRequest) -> int:
    """Return the figure beside "Lo mío"."""
    return len(pending.items(request))
