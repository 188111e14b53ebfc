"""The office's pages of meetings: the list, writing, publishing, copying and calling off, and the minutes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory import queries as territory
from tequio.foundation.web import maps
from tequio.foundation.web.errors import DomainError
from tequio.participation.meetings import permissions, queries, services
from tequio.participation.meetings.forms import (
    AgreementFormSet,
    CancelForm,
    CopyForm,
    MeetingForm,
    MinutesForm,
)
from tequio.participation.meetings.models import Meeting, Minutes
from tequio.participation.meetings.services import AgreementDraft
from tequio.participation.meetings.views.desk import called

PAGE = 50


@require_safe
@requires(Permission.CAPTURE_VOICES)
def listing(request: HttpRequest) -> HttpResponse:
    """List every meeting with how many registered and came."""
    page = Paginator(queries.every_meeting(), PAGE).get_page(request.GET.get("pagina"))
    values = {"page": page, "now": timezone.now(), "calls": permissions.can_call(request.user)}
    return render(request, "meetings/office/list.html", values)


@requires(Permission.MANAGE_FORUMS)
def new(request: HttpRequest) -> HttpResponse:
    """Write a meeting that nobody sees yet."""
    initial = {"subject": request.GET.get("de", ""), "registration_opens": timezone.now()}
    form = MeetingForm(request.POST if request.method == "POST" else None, actor=request.user, initial=initial)
    if form.is_bound and form.is_valid():
        made = services.create(at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
        messages.success(request, _("La reunión quedó guardada. Publíquela cuando esté lista."))
        return redirect("meetings:edit", made.folio)
    return _form(request, "meetings/office/form.html", form, meeting=None, figure=_map())


@requires(Permission.MANAGE_FORUMS)
def edit(request: HttpRequest, folio: str) -> HttpResponse:
    """Change a meeting, and do with it what can be done."""
    meeting = _kept(request, folio)
    form = MeetingForm(request.POST if request.method == "POST" else None, actor=request.user, meeting=meeting)
    if form.is_bound and form.is_valid():
        try:
            services.change(meeting=meeting, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La reunión quedó guardada."))
            return redirect("meetings:edit", folio)
    values = {"meeting": meeting, "figure": _map(), "figures": queries.figures(meeting), "now": timezone.now()}
    return _form(request, "meetings/office/form.html", form, **values)


@require_POST
@requires(Permission.MANAGE_FORUMS)
def publish(request: HttpRequest, folio: str) -> HttpResponse:
    """Let anyone see a meeting."""
    services.publish(meeting=_kept(request, folio), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La reunión ya se ve en público."))
    return redirect("meetings:edit", folio)


@requires(Permission.MANAGE_FORUMS)
def copy(request: HttpRequest, folio: str) -> HttpResponse:
    """Write another like this one on another day."""
    meeting = _kept(request, folio)
    form = CopyForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid():
        starts = form.cleaned_data["starts"]
        made = services.copy(meeting=meeting, starts=starts, at=timezone.now(), actor=request.user.pk)
        messages.success(request, _("Esta es la copia. Revísela y publíquela."))
        return redirect("meetings:edit", made.folio)
    return _form(request, "meetings/office/copy.html", form, meeting=meeting)


@requires(Permission.MANAGE_FORUMS)
def cancel(request: HttpRequest, folio: str) -> HttpResponse:
    """Call a meeting off, with a reason; who registered is told."""
    meeting = _kept(request, folio)
    form = CancelForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            services.cancel(
                meeting=meeting, reason=form.cleaned_data["reason"], at=timezone.now(), actor=request.user.pk
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La reunión quedó cancelada. Avisamos a quien se había registrado."))
            return redirect("meetings:office")
    return _form(
        request, "meetings/office/cancel.html", form, meeting=meeting, figures=queries.figures(meeting)
    )


@requires(Permission.MANAGE_FORUMS)
def minutes(request: HttpRequest, folio: str) -> HttpResponse:
    """Publish the minutes, or their correction."""
    meeting = _kept(request, folio)
    before = queries.current_minutes(meeting)
    posted = request.method == "POST"
    form = MinutesForm(request.POST if posted else None, request.FILES if posted else None, before=before)
    agreements = AgreementFormSet(
        request.POST if posted else None,
        initial=_agreements(before),
        form_kwargs={"offices": list(Office.objects.filter(active=True)), "label_suffix": ""},
    )
    if (
        posted
        and form.is_valid()
        and agreements.is_valid()
        and _published(request, meeting, before, form, agreements)
    ):
        messages.success(request, _("La minuta quedó publicada."))
        return redirect("meetings:minutes", folio)
    values = {"meeting": meeting, "before": before, "form": form, "agreements": agreements}
    wrong = posted and bool(form.errors or not agreements.is_valid())
    return render(request, "meetings/office/minutes.html", values, status=422 if wrong else 200)


def _agreements(before: Minutes | None) -> list[dict[str, Any]]:
    if before is None:
        return []
    return [
        {"text": one.text, "office": str(one.office_id or ""), "due_on": one.due_on}
        for one in before.agreements.all()
    ]


def _published(
    request: HttpRequest, meeting: Meeting, before: Minutes | None, form: Any, agreements: Any
) -> bool:
    drafts = [
        AgreementDraft(one.cleaned_data["text"], one.cleaned_data["office"], one.cleaned_data["due_on"])
        for one in agreements
        if one.cleaned_data.get("text")
    ]
    try:
        services.publish_minutes(
            meeting=meeting,
            text=form.cleaned_data["text"],
            reason=form.cleaned_data.get("reason", ""),
            agreements=drafts,
            uploads=form.cleaned_data["documents"],
            kept=[one.file for one in before.files.all()] if before else [],
            at=timezone.now(),
            actor=request.user.pk,
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _kept(request: HttpRequest, folio: str) -> Meeting:
    """Return a meeting that this person keeps.

    Raises:
        PermissionDenied: if its subject is not theirs.
    """
    meeting = called(folio)
    if not permissions.can_manage(request.user, meeting):
        raise PermissionDenied
    return meeting


def _map() -> maps.MapFigure | None:
    version = territory.in_force(on=timezone.localdate())
    lowest = territory.lowest_level(version) if version else None
    units = territory.units(version, lowest.code) if version and lowest else ()
    return maps.figure(_("El municipio"), [maps.Shape(unit.name, unit.drawing) for unit in units])


def _form(request: HttpRequest, template: str, form: Any, **values: Any) -> HttpResponse:
    return render(request, template, values | {"form": form}, status=422 if form.errors else 200)
