"""Registering, one's own ticket, leaving one's place, and arriving by the code at the door."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tequio.core import meetings as rules
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import signed_in
from tequio.participation.meetings import exports, queries, services
from tequio.participation.meetings.forms import ArriveForm, RegisterForm
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.types import Way
from tequio.participation.meetings.views.public import seen

_PASSES = "meetings_doors"  # folios whose door this browser stood at, each until when


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest, folio: str) -> HttpResponse:
    """Register in a meeting, or wait for a seat."""
    meeting, person = seen(request, folio), signed_in(request)
    if queries.registration_of(meeting, person):
        return redirect("meetings:registration", folio)
    form = RegisterForm(request.POST if request.method == "POST" else None, initial={"name": person.name})
    if form.is_bound and form.is_valid():
        try:
            services.register(meeting=meeting, person=person, at=timezone.now(), **form.cleaned_data)
        except services.NotRegistering as error:
            form.add_error(None, str(error))
        else:
            return redirect("meetings:registration", folio)
    left = queries.seats_left(meeting)
    values = {"meeting": meeting, "form": form, "left": left}
    return render(request, "meetings/register.html", values, status=422 if form.errors else 200)


@never_cache
@require_safe
@login_required
def registration(request: HttpRequest, folio: str) -> HttpResponse:
    """Show one's own ticket, with its code for the table."""
    meeting, row = _own(request, folio)
    if row is None:
        return redirect("meetings:detail", folio)
    ticket = f"{reverse('meetings:desk', args=[folio])}?folio={row.folio}"
    values = {
        "meeting": meeting,
        "row": row,
        "qr": exports.drawn(request.build_absolute_uri(ticket), _("Código de su registro %s") % row.folio),
        "may_leave": row.attended_at is None and meeting.ends > timezone.now(),
    }
    return render(request, "meetings/registration.html", values)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def leave(request: HttpRequest, folio: str) -> HttpResponse:
    """Ask whether one means it, then leave one's place to who waits."""
    meeting, row = _own(request, folio)
    if row is None:
        return redirect("meetings:detail", folio)
    if request.method == "POST":
        services.leave(registration=row, at=timezone.now())
        messages.success(request, _("Cancelamos su registro. Gracias por avisar."))
        return redirect("meetings:detail", folio)
    return render(request, "meetings/leave.html", {"meeting": meeting, "row": row})


@never_cache
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List the meetings that one goes to, or went to."""
    values = {"rows": queries.of_person(signed_in(request))[:200], "now": timezone.now()}
    return render(request, "meetings/mine.html", values)


@never_cache
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, folio: str) -> HttpResponse:
    """Say that one is here, on the telephone that read the code at the door in time."""
    meeting, now = seen(request, folio), timezone.now()
    if "c" in request.GET:
        services.demand_code(meeting, request.GET["c"], at=now)
        _let_pass(request, meeting, now)
        return redirect("meetings:arrive", folio)
    if not _may_pass(request, meeting, now):
        raise services.CodeGone(_("Lea con su teléfono el código que se muestra en la puerta de la reunión."))
    if not isinstance(request.user, User):
        return render(request, "meetings/arrive.html", {"meeting": meeting, "form": None, "row": None})
    person = request.user
    row = queries.registration_of(meeting, person)
    form = ArriveForm(request.POST if request.method == "POST" else None, initial={"name": person.name})
    if request.method == "POST" and (row or form.is_valid()):
        try:
            _arrived(meeting, person, row, form, now)
        except services.DeskClosed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Su asistencia quedó registrada."))
            return redirect("meetings:registration", folio)
    values = {"meeting": meeting, "form": form, "row": row}
    return render(request, "meetings/arrive.html", values, status=422 if form.errors else 200)


def _arrived(meeting: Meeting, person: User, row: Registration | None, form: ArriveForm, now: datetime) -> None:
    if row is not None:
        services.mark(registration=row, way=Way.DOOR, at=now)
        return
    values: dict[str, Any] = form.cleaned_data
    services.walk_in(meeting=meeting, person=person, way=Way.DOOR, at=now, **values)


def _let_pass(request: HttpRequest, meeting: Meeting, now: datetime) -> None:
    passes = dict(request.session.get(_PASSES, {}))
    passes[meeting.folio] = (now + rules.PASS).isoformat()
    request.session[_PASSES] = passes


def _may_pass(request: HttpRequest, meeting: Meeting, now: datetime) -> bool:
    until = request.session.get(_PASSES, {}).get(meeting.folio)
    return bool(until) and now < datetime.fromisoformat(until) and rules.door_open(meeting.times, at=now)


def _own(request: HttpRequest, folio: str) -> tuple[Meeting, Registration | None]:
    meeting = seen(request, folio)
    return meeting, queries.registration_of(meeting, signed_in(request))
