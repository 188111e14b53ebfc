"""What the author of a proposal is told, and answers: corrections, the outcome with its reasons, appeals."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.feasibility import permissions, queries, services
from tequio.participation.feasibility.forms import AnswerForm, AppealForm
from tequio.participation.feasibility.models import Observation
from tequio.participation.proposals import queries as proposals
from tequio.participation.proposals import services as proposal_services
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState


@require_safe
@requires(Permission.PROPOSE)
def outcome(request: HttpRequest, folio: str) -> HttpResponse:
    """Tell the author what was decided, why, and what may be done about it until when."""
    proposal, now = own(request, folio), timezone.now()
    rows = []
    for review in queries.published_opinions(proposal):
        review.proposal = proposal
        window = queries.window(review)
        appealable = window is not None and window.is_open(now) and not hasattr(review, "appeal")
        rows.append({"opinion": review, "window": window, "appealable": appealable})
    values = {
        "proposal": proposal,
        "rows": rows,
        "observations": list(queries.observations(proposal)),
        "today": timezone.localdate(now),
        "judged": proposal.state in {ProposalState.FEASIBLE, ProposalState.INFEASIBLE},
    }
    return render(request, "feasibility/outcome.html", values)


@requires(Permission.PROPOSE)
def observation(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Show what an office asks to mend, and take the answer with the corrections that it allows."""
    proposal = own(request, folio)
    found = queries.observation(proposal, pk)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None, observation=found, proposal=proposal)
    if request.method == "POST" and form.is_valid() and _answered(request, found, form):
        return redirect("feasibility:outcome", proposal.folio)
    values = {
        "proposal": proposal,
        "observation": found,
        "form": form,
        "open": found.answered_at is None
        and timezone.localdate() <= found.last_day
        and not found.review.verdict,
    }
    return render(request, "feasibility/observation.html", values, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, found: Observation, form: AnswerForm) -> bool:
    try:
        services.answer_observation(
            observation=found,
            answer=form.cleaned_data["answer"],
            changes=form.changes(),
            at=timezone.now(),
            actor=request.user.pk,
        )
    except (proposal_services.CostOverCap, proposal_services.ProposalIncomplete) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Su respuesta llegó al área. Gracias por corregir a tiempo."))
    return True


@requires(Permission.PROPOSE)
def appeal(request: HttpRequest, folio: str, pk: int) -> HttpResponse:
    """Take the author's disagreement with one opinion."""
    proposal = own(request, folio)
    review = queries.review_of(proposal, pk)
    if review is None:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        filed = services.file_appeal(
            review=review, at=timezone.now(), actor=request.user.pk, **form.cleaned_data
        )
        said = _("Su inconformidad quedó presentada. Se contesta a más tardar el %s.")
        messages.success(request, said % filed.due.strftime("%d/%m/%Y"))
        return redirect("feasibility:outcome", proposal.folio)
    window = queries.window(review)
    values = {
        "proposal": proposal,
        "review": review,
        "form": form,
        "window": window,
        "open": window is not None and window.is_open(timezone.now()) and not hasattr(review, "appeal"),
    }
    return render(request, "feasibility/appeal.html", values, status=422 if form.is_bound else 200)


def own(request: HttpRequest, folio: str) -> Proposal:
    """Return the person's own proposal; anybody else's does not exist here.

    Raises:
        Http404: if it is not theirs.
    """
    proposal = proposals.any_by_folio(folio)
    if proposal is None or not permissions.can_correct(request.user, proposal):
        raise Http404
    return proposal
