"""A package of paper ballots: two captures, a third look, into the box, and its act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.core.ballotbox.captures import Mismatch
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.ballots import exports, permissions, queries, services
from tequio.participation.ballots.forms import ActForm, ResolveForm, sheet_of
from tequio.participation.ballots.models import Act, Capture, Package
from tequio.participation.ballots.types import MISMATCH_LABELS
from tequio.participation.ballots.views import editions
from tequio.participation.ballots.views.tables import pdf_response
from tequio.participation.editions.types import BallotKind

_LAST = 8  # sheets shown to who captures
_ABSENT = "x"


@requires(Permission.ATTEND_VOTING)
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a package stands, with only what its two captures read differently."""
    found = _package(request, pk)
    form = ResolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _resolve(request, found, form)
        except DomainError as error:
            form.add_error("said", str(error))
        else:
            messages.success(request, _("Quedó resuelto con su nota."))
            return redirect("ballots:package", pk)
    return render(request, "ballots/tables/package.html", _state(request, found, form), status=_status(form))


def _state(request: HttpRequest, found: Package, form: ResolveForm) -> dict[str, Any]:
    mine = next((capture for capture in found.captures.all() if capture.person_id == request.user.pk), None)
    return {
        "package": found,
        "edition": found.edition,
        "shift": found.shift,
        "captures": found.captures.all(),
        "mine": mine,
        "may_capture": mine is None and len(found.captures.all()) < 2,  # noqa: PLR2004 - two people
        "differences": [] if found.accepted_at else services.differences_of(found),
        "said": services.summary_of(found),
        "form": form,
        "may_resolve": mine is None,
        "by_marks": found.edition.ballot_kind == BallotKind.APPROVAL,
        "coordinates": permissions.can_coordinate(request.user),
    }


def _resolve(request: HttpRequest, found: Package, form: ResolveForm) -> None:
    said = form.cleaned_data
    absent = said["said"].strip().lower() == _ABSENT
    marks, null = ({}, None) if absent else sheet_of(said["said"], found.edition.ballot_kind)
    services.resolve(
        package=found,
        position=said["position"],
        marks=marks,
        null=null,
        absent=absent,
        note=said["note"],
        person=signed_in(request),
    )


@requires(Permission.ATTEND_VOTING)
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """Read sheet after sheet with the keyboard: the numbers and Enter."""
    found = _package(request, pk)
    error = ""
    typed = ""
    if request.method == "POST":
        begun = services.begin_capture(package=found, person=signed_in(request))
        typed = request.POST.get("hoja", "")
        try:
            done = _act(begun, request.POST.get("acto", ""), typed, found.edition.ballot_kind)
        except DomainError as problem:
            error = str(problem)
        else:
            return redirect("ballots:package" if done else "ballots:capture", pk)
    mine = found.captures.filter(person=signed_in(request)).first()
    if mine is None or mine.finished_at:
        return redirect("ballots:package", pk)
    sheets = list(enumerate(services.readings_of(mine), 1))
    values = {
        "package": found,
        "edition": found.edition,
        "shift": found.shift,
        "capture": mine,
        "total": len(sheets),
        "last": sheets[: -_LAST - 1 : -1],
        "by_marks": found.edition.ballot_kind == BallotKind.APPROVAL,
        "coordinates": permissions.can_coordinate(request.user),
        "error": error,
        "typed": typed if error else "",
    }
    return render(request, "ballots/tables/capture.html", values, status=422 if error else 200)


def _act(mine: Capture, act: str, typed: str, kind: str) -> bool:
    """Do what was asked of a capture; return whether it is finished."""
    if act == "quitar":
        services.drop_last(capture=mine)
    elif act == "terminar":
        services.finish_capture(capture=mine, at=timezone.now())
        return True
    elif act == "hoja":
        marks, null = sheet_of(typed, kind)
        services.add_sheet(capture=mine, marks=marks, null=null)
    return False


@require_POST
@requires(Permission.COUNT_VOTES)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a package in the box, whole."""
    found = _package(request, pk)
    said = services.accept_package(package=found, at=timezone.now(), actor=signed_in(request).pk)
    messages.success(request, _("El paquete entró a la urna: %(n)s hojas.") % {"n": len(said)})
    return redirect("ballots:package", pk)


@requires(Permission.COUNT_VOTES)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the act of a package that is in the box."""
    found = _package(request, pk)
    if hasattr(found, "act"):
        return redirect("ballots:act_pdf", found.edition.slug, found.act.pk)
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_act(
                package=found, **form.cleaned_data, at=timezone.now(), actor=signed_in(request).pk
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("El acta quedó firmada y es pública."))
            return redirect("ballots:package", pk)
    said = services.summary_of(found)
    values = {"package": found, "edition": found.edition, "shift": found.shift, "form": form, "said": said}
    values |= {"issued": services.issued_of(found), "roll": services.on_roll(found)}
    return render(request, "ballots/tables/act.html", values, status=_status(form))


@require_safe
def acts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show anybody the acts of an edition, with what does not square and why."""
    edition = editions.by_slug(slug)
    rows = [
        {"act": row.act, "wrong": [_words(what, by) for what, by in row.wrong.items()]}
        for row in queries.acts(edition)
    ]
    return render(request, "ballots/acts.html", {"edition": edition, "rows": rows})


@require_safe
def act_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an act as a document."""
    del request
    edition = editions.by_slug(slug)
    found = Act.objects.select_related("package__shift__point", "package__unit")
    row = found.filter(pk=pk, package__edition=edition).first()
    if row is None:
        raise Http404
    squared = queries.squared(row)
    wrong = [_words(what, by) for what, by in squared.wrong.items()]
    return pdf_response(exports.act_pdf(edition, row, wrong), f"acta-{edition.slug}-{pk}")


def _words(what: Mismatch, by: int) -> str:
    return str(MISMATCH_LABELS[what]) % {"by": f"{by:+d}"}


def _package(request: HttpRequest, pk: int) -> Package:
    found = queries.package(pk)
    if found is None:
        raise Http404
    permissions.demand_attending_shift(request.user, found.shift)
    return found


def _status(form: Any) -> int:
    return 422 if form.errors else 200
