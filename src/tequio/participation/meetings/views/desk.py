"""The table of a meeting: who is here, by code or by list, who came without registering, and the door."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.core import meetings as rules
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import xlsx_response
from tequio.participation.meetings import exports, permissions, queries, services
from tequio.participation.meetings.forms import WalkInForm
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.types import Way

PAGE = 100
# The house lets no page use the camera; this one reads the codes of tickets.
_CAMERA = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


@never_cache
@require_safe
@requires(Permission.CAPTURE_VOICES)
def desk(request: HttpRequest, folio: str) -> HttpResponse:
    """Show who registered, narrowed by folio or name; a ticket that was read stands alone."""
    meeting = called(folio)
    text = request.GET.get("folio", "") or request.GET.get("q", "")
    page = Paginator(queries.desk_rows(meeting, text), PAGE).get_page(request.GET.get("pagina"))
    response = render(
        request, "meetings/office/desk.html", _told(request, meeting) | {"page": page, "text": text}
    )
    response["Permissions-Policy"] = _CAMERA
    return response


def _told(request: HttpRequest, meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": meeting,
        "figures": queries.figures(meeting),
        "open": rules.desk_open(meeting.times, at=timezone.now()),
        "door": rules.door_open(meeting.times, at=timezone.now()),
        "form": WalkInForm(),
        "manages": permissions.can_manage(request.user, meeting),
    }


@require_POST
@requires(Permission.CAPTURE_VOICES)
def mark(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Say that somebody came. Sent twice, it counts once."""
    row, now = _row(folio, pk), timezone.now()
    way = Way.TICKET if request.POST.get("folio") == row.folio else Way.LIST
    row, first = services.mark(registration=row, way=way, at=now, actor=request.user.pk)
    said = _("Asistencia de %(name)s.") if first else _("La asistencia de %(name)s ya estaba marcada.")
    messages.success(request, said % {"name": row.name or row.folio})
    return _back(folio)


@require_POST
@requires(Permission.CAPTURE_VOICES)
def take_back(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Take back an attendance that was marked by mistake."""
    row = services.take_back(registration=_row(folio, pk), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("Quitamos la asistencia de %(name)s.") % {"name": row.name or row.folio})
    return _back(folio)


@require_POST
@requires(Permission.CAPTURE_VOICES)
def walk_in(request: HttpRequest, folio: str) -> HttpResponse:
    """Write down who came without having registered."""
    meeting, form = called(folio), WalkInForm(request.POST)
    if form.is_valid():
        row = services.walk_in(
            meeting=meeting, way=Way.LIST, at=timezone.now(), actor=request.user.pk, **form.cleaned_data
        )
        messages.success(request, _("Asistencia de %(name)s.") % {"name": row.name})
        return _back(folio)
    page = Paginator(queries.desk_rows(meeting), PAGE).get_page(1)
    values = _told(request, meeting) | {"page": page, "text": "", "form": form}
    return render(request, "meetings/office/desk.html", values, status=422)


@never_cache
@require_safe
@requires(Permission.CAPTURE_VOICES)
def door(request: HttpRequest, folio: str) -> HttpResponse:
    """Show the code of the door. The browser asks for the next one by itself, without a script."""
    meeting, now = called(folio), timezone.now()
    open_now = rules.door_open(meeting.times, at=now)
    response = render(
        request, "meetings/office/door.html", {"meeting": meeting, "qr": _qr(request, meeting, now)}
    )
    if open_now:
        response["Refresh"] = str(int(rules.TURN.total_seconds()))
    return response


def _qr(request: HttpRequest, meeting: Meeting, now: datetime) -> str:
    if not rules.door_open(meeting.times, at=now):
        return ""
    code = services.shown_code(meeting, at=now)
    address = request.build_absolute_uri(f"{reverse('meetings:arrive', args=[meeting.folio])}?c={code}")
    return exports.drawn(address, _("Código de la puerta"))


@require_http_methods(["GET"])
@requires(Permission.CAPTURE_VOICES)
def people(request: HttpRequest, folio: str) -> HttpResponseBase:
    """Give the list to the staff as a workbook; that it was taken stands in the log."""
    meeting, person = called(folio), signed_in(request)
    services.take_list(meeting=meeting, at=timezone.now(), actor=person.pk)
    rows = exports.list_rows(queries.desk_rows(meeting))
    return xlsx_response(f"reunion-{meeting.folio}", exports.LIST_COLUMNS, rows)


def called(folio: str) -> Meeting:
    """Return a meeting, also one that nobody sees yet."""
    found = queries.by_folio(folio)
    if found is None:
        raise Http404
    return found


def _row(folio: str, pk: int) -> Registration:
    return get_object_or_404(Registration, pk=pk, meeting__folio=folio)


def _back(folio: str) -> HttpResponse:
    return redirect("meetings:desk", folio)
