"""The coordinator's side: who judges what, by when, and the publication of everything at once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.editions.models import Edition
from tequio.participation.feasibility import queries, services
from tequio.participation.feasibility.forms import AssignForm, FilterForm
from tequio.participation.feasibility.views.lists import address

PAGE = 25


@requires(Permission.ASSIGN_REVIEWS)
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an office for its opinion on every proposal that is ticked, or on all of the list."""
    edition = _edition(slug)
    filters = FilterForm(request.GET, choices=queries.place_choices(edition))
    found = queries.to_assign(edition, filters.narrowing(), only=request.GET.get("solo", ""))
    every = bool(request.POST.get("todas"))
    due = queries.due_date(edition, timezone.now())
    sent = request.POST if request.method == "POST" else None
    form = AssignForm(sent, edition=edition, every=every, initial={"due": due})
    if sent is not None and form.is_valid():
        asked = form.cleaned_data
        count = services.assign_to_offices(
            proposals=found if every else asked["proposals"],
            offices=asked["offices"],
            criterion=asked.get("criterion"),
            due=asked["due"],
            actor=request.user.pk,
        )
        said = ngettext("Se asignó %(n)d propuesta.", "Se asignaron %(n)d propuestas.", count) % {"n": count}
        messages.success(request, said)
        return redirect(reverse("feasibility:assign", args=[slug]) + address(request))
    values = {
        "edition": edition,
        "form": form,
        "filters": filters,
        "only": request.GET.get("solo", ""),
        "asked": address(request),
        "page": Paginator(found, PAGE).get_page(request.GET.get("pagina")),
        "ticked": request.POST.getlist("proposals"),
        "every": every,
    }
    return render(request, "feasibility/assign.html", values, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.ASSIGN_REVIEWS)
def ask_required(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for every opinion that the rules name and nobody has asked for."""
    count = services.assign_required(edition=_edition(slug), at=timezone.now(), actor=request.user.pk)
    said = ngettext("Se pidió %(n)d dictamen.", "Se pidieron %(n)d dictámenes.", count) % {"n": count}
    messages.success(request, said if count else _("No faltaba pedir ningún dictamen."))
    return redirect("feasibility:assign", slug)


@require_POST
@requires(Permission.ASSIGN_REVIEWS)
def unassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the request to an office that has not answered."""
    review = queries.find(pk)
    if review is None:
        raise Http404
    services.unassign(review=review, actor=request.user.pk)
    messages.success(request, _("Se quitó la asignación."))
    return redirect(reverse("feasibility:assign", args=[review.proposal.edition.slug]) + address(request))


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
