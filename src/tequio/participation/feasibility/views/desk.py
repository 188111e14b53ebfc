"""The liaison's desk: what my office must judge, and the opinion."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.downloads import csv_response
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility import exports, permissions, queries, services
from tequio.participation.feasibility.forms import OpinionForm
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import PROGRESS_LABELS, Progress, deadline

if TYPE_CHECKING:
    from tequio.foundation.accounts.models import User

PAGE = 50


@require_safe
@requires(Permission.USE_OFFICE)
def listing(request: HttpRequest) -> HttpResponse:
    """List the reviews of the person's offices, the most urgent first."""
    offices, progress, edition = _asked(request)
    today = timezone.localdate()
    found = queries.desk(offices=offices, progress=progress, edition=edition, today=today)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    counts = queries.counts(offices=offices, edition=edition, today=today)
    values = {
        "page": page,
        "rows": [(review, deadline(review.due, today)) for review in page.object_list],
        "tabs": [(p.value, PROGRESS_LABELS[p], counts[p], p is progress) for p in Progress],
        "progress": progress.value,
        "edition": edition,
        "editions": list(queries.editions_in_review()) if permissions.can_assign(request.user) else [],
        "all_offices": offices is None,
    }
    return render(request, "feasibility/desk.html", values)


@require_safe
@requires(Permission.USE_OFFICE)
def listing_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same list as CSV."""
    offices, progress, edition = _asked(request)
    found = queries.desk(offices=offices, progress=progress, edition=edition, today=timezone.localdate())
    return csv_response("factibilidad", exports.COLUMNS, exports.rows(found))


@requires(Permission.USE_OFFICE)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the proposal beside the form of the office's opinion; keep what was written if it is refused."""
    review = _readable(request, pk)
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=_initial(review))
    now = timezone.now()
    writable = (
        permissions.can_judge(request.user, review)
        and review.published_at is None
        and editions.is_open(review.proposal.edition, PhaseKind.FEASIBILITY, now)
    )
    status = 200
    if request.method == "POST":
        if not permissions.can_judge(request.user, review):
            raise PermissionDenied(_("Este dictamen le toca a otra área."))
        if form.is_valid() and _issued(request, review, form):
            return redirect("feasibility:desk")
        status = 422
    values = {
        "review": review,
        "proposal": review.proposal,
        "form": form,
        "writable": writable,
        "deadline": deadline(review.due, timezone.localdate(now)),
        "phase": next(
            (p for p in editions.phases(review.proposal.edition) if p.kind == PhaseKind.FEASIBILITY), None
        ),
        "cap": services.cap(review.proposal),
    }
    return render(request, "feasibility/opinion.html", values, status=status)


def _issued(request: HttpRequest, review: Review, form: OpinionForm) -> bool:
    try:
        services.issue_opinion(review=review, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
    except services.CostOverCap as error:
        form.add_error("cost_centavos", str(error))
        return False
    except services.OpinionIncomplete as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _said_done(request, review))
    return True


def _said_done(request: HttpRequest, review: Review) -> str:
    offices = permissions.desk_offices(cast("User", request.user))
    left = queries.desk(offices=offices, today=timezone.localdate()).count()
    rest = (
        ngettext("Le queda %(n)d por dictaminar.", "Le quedan %(n)d por dictaminar.", left) % {"n": left}
        if left
        else _("No le queda ninguno por dictaminar.")
    )
    said = _("Dictamen de %s guardado. Se publica junto con todos los demás.") % review.proposal.folio
    return f"{said} {rest}"


def _asked(request: HttpRequest) -> tuple[set[int] | None, Progress, str]:
    if not permissions.can_open_desk(request.user):
        raise PermissionDenied(_("Su cuenta no dictamina propuestas."))
    asked = request.GET.get("estado", "")
    progress = Progress(asked) if asked in list(Progress) else Progress.PENDING
    return (
        permissions.desk_offices(cast("User", request.user)),
        progress,
        request.GET.get("edicion", "").replace("\0", ""),
    )


def _readable(request: HttpRequest, pk: int) -> Review:
    review = queries.find(pk)
    if review is None:
        raise Http404
    if not permissions.can_read(request.user, review):
        raise PermissionDenied(_("Este dictamen le toca a otra área."))
    return review


def _initial(review: Review) -> dict[str, object]:
    return {"verdict": review.verdict, "reasons": review.reasons, "cost_centavos": review.cost_centavos}
