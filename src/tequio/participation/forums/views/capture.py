"""Tables and paper in the office: batches, sheet after sheet with the keyboard, corrections and the close."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.forums.exports import printed
from tequio.participation.forums.forms.capture import (
    BatchForm,
    CaptureForm,
    CloseForm,
    CorrectForm,
    ReasonForm,
    VoidForm,
)
from tequio.participation.forums.models import Contribution, Forum, PaperBatch
from tequio.participation.forums.queries import batches as queries
from tequio.participation.forums.queries import exercise, voices
from tequio.participation.forums.services import batches
from tequio.participation.forums.types import PhaseKind

_LAST = 12  # voices shown to who captures


@require_safe
@requires(Permission.CAPTURE_VOICES)
def desks(request: HttpRequest) -> HttpResponse:
    """Show the exercises whose tables and sheets are captured now, and those of before."""
    return render(request, "forums/tables/desks.html", {"rows": queries.desks(timezone.now())})


@require_safe
@requires(Permission.CAPTURE_VOICES)
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the batches of an exercise and how each one squares."""
    forum = forum_of(slug)
    values = {
        "forum": forum,
        "batches": list(queries.batches(forum)),
        "phase": exercise.phase(forum, PhaseKind.CONTRIBUTING),
    }
    return render(request, "forums/tables/list.html", values)


@requires(Permission.CAPTURE_VOICES)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a table or a batch of sheets."""
    forum = forum_of(slug)
    form = BatchForm(
        request.POST if request.method == "POST" else None,
        initial={"gathered_on": timezone.localdate()},
        label_suffix="",
    )
    if form.is_bound and form.is_valid():
        try:
            batch = batches.open_batch(
                forum=forum, at=timezone.now(), actor=signed_in(request).pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Se abrió %(folio)s. Escriba ese folio en el paquete.") % {"folio": batch.folio}
            )
            return redirect("forums:batch", slug, batch.folio)
    return render(request, "forums/tables/new.html", {"forum": forum, "form": form}, status=_status(form))


@requires(Permission.CAPTURE_VOICES)
def batch(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Show a batch: capture one more, what was captured, what was set aside, and whether it squares."""
    found = _batch(slug, folio)
    form = _capture_form(request, found)
    if form.is_bound and form.is_valid():
        said, about, source = form.split()
        try:
            done = batches.capture(
                batch=found, said=said, about=about, at=timezone.now(), actor=signed_in(request).pk, **source
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("Quedó registrada con el folio %(folio)s: «%(title)s».")
                % {"folio": done.folio, "title": done.title},
            )
            pillar = done.pillar.code if done.pillar else ""
            return redirect(f"{request.path}?pilar={pillar}")
    return _shown(request, found, form, VoidForm(), CloseForm())


@require_POST
@requires(Permission.CAPTURE_VOICES)
def set_aside(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Set a sheet aside with its reason."""
    found = _batch(slug, folio)
    form = VoidForm(request.POST)
    if form.is_valid():
        try:
            batches.set_aside(batch=found, at=timezone.now(), actor=signed_in(request).pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("sheet", str(error))
        else:
            messages.success(request, _("La hoja %(n)s quedó apartada.") % {"n": form.cleaned_data["sheet"]})
            return redirect("forums:batch", slug, found.folio)
    return _shown(request, found, _capture_form(None, found), form, CloseForm())


@require_POST
@requires(Permission.CAPTURE_VOICES)
def close(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Close the batch, if it squares or says why not."""
    found = _batch(slug, folio)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            batches.close_batch(
                batch=found, at=timezone.now(), actor=signed_in(request).pk, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error("difference", str(error))
        else:
            messages.success(request, _("El lote %(folio)s quedó cerrado.") % {"folio": found.folio})
            return redirect("forums:batches", slug)
    return _shown(request, found, _capture_form(None, found), VoidForm(), form)


@requires(Permission.CAPTURE_VOICES)
def correct(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Correct what was copied wrong, while its batch is open."""
    voice = _captured(slug, folio)
    form = CorrectForm(request.POST if request.method == "POST" else None, forum=voice.forum, voice=voice)
    if form.is_bound and form.is_valid():
        said = form.said()
        reason = said.pop("reason")
        try:
            batches.correct(
                voice=voice, said=said, reason=reason, at=timezone.now(), actor=signed_in(request).pk
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La aportación %(folio)s quedó corregida.") % {"folio": voice.folio})
            return redirect("forums:batch", slug, _folio(voice))
    values = {"forum": voice.forum, "voice": voice, "form": form}
    return render(request, "forums/tables/correct.html", values, status=_status(form))


@requires(Permission.CAPTURE_VOICES)
def remove(request: HttpRequest, slug: str, folio: str) -> HttpResponse:
    """Take away what was captured by mistake, while its batch is open."""
    voice = _captured(slug, folio)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        batches.remove(voice=voice, at=timezone.now(), actor=signed_in(request).pk, **form.cleaned_data)
        messages.success(
            request, _("Se quitó %(folio)s. Su hoja se puede capturar otra vez.") % {"folio": voice.folio}
        )
        return redirect("forums:batch", slug, _folio(voice))
    values = {"forum": voice.forum, "voice": voice, "form": form}
    return render(request, "forums/tables/remove.html", values, status=_status(form))


@require_safe
@requires(Permission.CAPTURE_VOICES)
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the blank sheet of the exercise, to print."""
    del request
    forum = forum_of(slug)
    response = HttpResponse(printed.sheet_pdf(forum), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="hoja-{forum.slug}.pdf"'
    return response


def forum_of(slug: str) -> Forum:
    """Return the published exercise, for its office."""
    forum = voices.taking_part(slug)
    if forum is None:
        raise Http404
    return forum


def _batch(slug: str, folio: str) -> PaperBatch:
    found = queries.batch(slug, folio)
    if found is None:
        raise Http404
    return found


def _captured(slug: str, folio: str) -> Contribution:
    voice = voices.by_folio(slug, folio)
    if voice is None or voice.batch is None:
        raise Http404
    return voice


def _folio(voice: Contribution) -> str:
    return voice.batch.folio if voice.batch else ""


def _capture_form(request: HttpRequest | None, found: PaperBatch) -> CaptureForm:
    forum = forum_of(found.forum.slug)
    initial: dict[str, Any] = {}
    if found.sheets is not None:
        initial["sheet"] = queries.next_sheet(found)
    code = request.GET.get("pilar", "") if request else ""
    initial["pillar"] = next((p.pk for p in forum.pillars.all() if p.code == code), None)
    sent = request.POST if request and request.method == "POST" else None
    form = CaptureForm(sent, batch=found, forum=forum, initial=initial)
    if code:  # after the first sheet: its number and its pillar are there already
        form.fields["problem"].widget.attrs["autofocus"] = True
    return form


def _shown(
    request: HttpRequest, found: PaperBatch, form: CaptureForm, aside: VoidForm, closing: CloseForm
) -> HttpResponse:
    missing = None if found.sheets is None else found.sheets - found.captured - found.void  # type: ignore[attr-defined]
    values = {
        "forum": found.forum,
        "batch": found,
        "form": form,
        "about": [form[name] for name in ("gender", "age", "sector", "home")],
        "contact": [form[name] for name in ("email", "phone")],
        "aside": aside,
        "closing": closing,
        "captured": list(queries.captured(found)[:_LAST]),
        "set_aside": list(found.void_sheets.all()),
        "missing": missing,
    }
    wrong = form.errors or aside.errors or closing.errors
    return render(request, "forums/tables/batch.html", values, status=422 if wrong else 200)


def _status(form: Any) -> int:
    return 422 if form.errors else 200
