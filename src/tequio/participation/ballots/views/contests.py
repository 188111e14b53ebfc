"""Contesting provisional results, in public; and the office's side: those that wait, and the answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.types import FileTooLargeError, UnacceptedFileError
from tequio.participation.ballots import permissions, queries, services
from tequio.participation.ballots.forms import AnswerForm, ContestForm, ContestOfficeForm
from tequio.participation.ballots.models import Contest
from tequio.participation.ballots.views.results import published
from tequio.participation.editions import queries as editions


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every contest of the results, with its date, its office and its answer. Nobody's name is in it."""
    edition = editions.by_slug(slug)
    if edition is None:
        raise Http404
    count = queries.published_count(edition)
    values = {
        "edition": edition,
        "count": count,
        "rows": list(queries.contests(edition)),
        "window": queries.window(count) if count else None,
        "contestable": count is not None and queries.contestable(count, at=timezone.now()),
        "today": timezone.localdate(),
    }
    return render(request, "ballots/contests.html", values)


def contest(request: HttpRequest, slug: str) -> HttpResponse:
    """Contest the provisional results; the answer is a folio."""
    edition, count = published(slug)
    form = ContestForm(
        request.POST or None,
        request.FILES or None,
        options=edition.options.all(),
        signed_in=request.user.is_authenticated,
    )
    if request.method == "POST" and form.is_valid():
        row = _contested(request, form, count)
        if row is not None:
            text = _("Su folio es %(folio)s. Con él encuentra aquí la respuesta.") % {"folio": row.folio}
            messages.success(request, text)
            return redirect("ballots:contests", slug)
    values = {
        "edition": edition,
        "form": form,
        "window": queries.window(count),
        "contestable": queries.contestable(count, at=timezone.now()),
        "signed_in": request.user.is_authenticated,
    }
    return render(request, "ballots/contest.html", values, status=422 if form.is_bound else 200)


def _contested(request: HttpRequest, form: ContestForm, count: Any) -> Contest | None:
    asked = form.cleaned_data
    try:
        return services.contest_results(
            count=count,
            reasons=asked["reasons"],
            number=asked["number"],
            upload=asked.get("upload"),
            at=timezone.now(),
            actor=request.user.pk,
        )
    except (FileTooLargeError, UnacceptedFileError) as error:
        form.add_error("upload", str(error))
    return None


@require_safe
@requires(Permission.USE_OFFICE)
def desk(request: HttpRequest) -> HttpResponse:
    """List the contests that wait for an answer of this person's, the most urgent first."""
    rows = [row for row in queries.waiting_contests() if permissions.can_answer(request.user, row)]
    if not rows and not permissions.can_count(request.user):
        raise PermissionDenied(_("Su cuenta no contesta impugnaciones."))
    return render(request, "ballots/contests_desk.html", {"rows": rows, "today": timezone.localdate()})


@requires(Permission.USE_OFFICE)
def answer(request: HttpRequest, folio: str) -> HttpResponse:
    """Show what was contested and take the answer."""
    row = _mine(request, folio)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.answer_contest(contest=row, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
        messages.success(request, _("La respuesta ya es pública."))
        return redirect("ballots:contests_desk")
    values = {
        "contest": row,
        "edition": row.count.edition,
        "form": form,
        "office_form": ContestOfficeForm(initial={"office": row.office_id})
        if permissions.can_count(request.user) and not row.finding
        else None,
    }
    return render(request, "ballots/contest_office.html", values, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.COUNT_VOTES)
def give(request: HttpRequest, folio: str) -> HttpResponse:
    """Decide which office answers."""
    row = _mine(request, folio)
    form = ContestOfficeForm(request.POST)
    if form.is_valid():
        services.assign_contest(
            contest=row, office=form.cleaned_data["office"], at=timezone.now(), actor=request.user.pk
        )
        messages.success(request, _("Quedó decidido quién contesta. La fecha límite no cambia."))
    return redirect("ballots:contest_office", folio)


def _mine(request: HttpRequest, folio: str) -> Contest:
    row = queries.contest(folio)
    if row is None:
        raise Http404
    if not permissions.can_answer(request.user, row):
        raise PermissionDenied(_("Esta impugnación la contesta otra área."))
    return row
