"""The coordinator's side: who judges what, by when, and the publication of everything at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import queries, services
from tequio.participation.feasibility.forms import AssignForm


@requires(Permission.ASSIGN_REVIEWS)
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an office for its opinion on every proposal that is ticked."""
    edition = _edition(slug)
    due = queries.due_date(edition, timezone.now())
    form = AssignForm(request.POST if request.method == "POST" else None, edition=edition, initial={"due": due})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        count = services.assign_reviews(
            proposals=asked["proposals"], office=asked["office"], due=asked["due"], actor=request.user.pk
        )
        messages.success(
            request,
            ngettext("Se asignó %(n)d propuesta.", "Se asignaron %(n)d propuestas.", count) % {"n": count},
        )
        return redirect("feasibility:assign", slug)
    values = {
        "edition": edition,
        "form": form,
        "proposals": list(queries.to_assign(edition)),
        "ticked": request.POST.getlist("proposals"),
    }
    return render(request, "feasibility/assign.html", values, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.ASSIGN_REVIEWS)
def unassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the request to an office that has not answered."""
    review = queries.find(pk)
    if review is None:
        raise Http404
    services.unassign(review=review, actor=request.user.pk)
    messages.success(request, _("Se quitó la asignación."))
    return redirect("feasibility:assign", review.proposal.edition.slug)


@requires(Permission.PUBLISH_OPINIONS)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what will be published and what is missing; on confirmation, publish it all at once."""
    edition = _edition(slug)
    if request.method == "POST":
        feasible, infeasible = services.publish_opinions(
            edition=edition, at=timezone.now(), actor=request.user.pk
        )
        messages.success(
            request,
            _("Ya son públicos todos los dictámenes. Factibles: %(yes)d. No factibles: %(no)d.")
            % {"yes": feasible, "no": infeasible},
        )
        return redirect("feasibility:publish", slug)
    return render(request, "feasibility/publish.html", _summary(edition))


def _summary(edition: Edition) -> dict[str, Any]:
    today = timezone.localdate()
    figures = queries.figures(edition, today=today)
    return {
        "edition": edition,
        "figures": figures,
        "missing": figures.in_review - figures.ready,
        "offices": queries.figures_by_office(edition, today=today),
        "over": services.is_over(edition, timezone.now()),
    }


def _edition(slug: str) -> Edition:
    edition = queries.edition_for_office(slug)
    if edition is None:
        raise Http404
    return edition
