"""The desk of whoever looks after the datasets: what is up to date, what failed, and doing it again now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.publishing.opendata import queries, services


@require_safe
@requires(Permission.PUBLISH_DATA)
def index(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = [(shelf, shelf.is_late(now)) for shelf in queries.catalogue()]
    failed = [shelf for shelf, _late in rows if shelf.upkeep and shelf.upkeep.failed_at]
    values = {"rows": rows, "failed": failed, "late": sum(late for _shelf, late in rows)}
    return render(request, "opendata/office.html", values)


@require_POST
@requires(Permission.PUBLISH_DATA)
def refresh(request: HttpRequest) -> HttpResponse:
    services.ask_refresh()
    messages.success(
        request, _("Se están actualizando todas las tablas. Tarda unos segundos; recargue esta página.")
    )
    return redirect("opendata:office")
