"""Merging two proposals: the coordinator offers it, both authors answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.forms import MergeForm


@requires(Permission.MODERATE_PROPOSALS)
def propose(request: HttpRequest, folio: str) -> HttpResponse:
    """Offer to merge this proposal into another."""
    proposal, now = queries.by_folio(folio), timezone.now()
    if proposal is None:
        raise Http404
    form = MergeForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            services.propose_merge(proposal=proposal, at=now, actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Quedó propuesta. Se hace cuando las dos personas acepten."))
            return redirect("proposals:mergers")
    alike = queries.similar(
        proposal.edition,
        title=proposal.title,
        problem=proposal.problem,
        site=proposal.site_id,
        besides=proposal.pk,
    )
    values = {"proposal": proposal, "form": form, "alike": alike}
    return render(request, "proposals/office/merge.html", values, status=422 if form.errors else 200)


@require_safe
@requires(Permission.MODERATE_PROPOSALS)
def listing(request: HttpRequest) -> HttpResponse:
    """List the offers that wait for an author."""
    return render(request, "proposals/office/mergers.html", {"mergers": list(queries.open_mergers()[:200])})


@require_POST
@requires(Permission.MODERATE_PROPOSALS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an offer back."""
    merger = queries.merger(pk)
    if merger is None:
        raise Http404
    services.end_merge(merger=merger, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La fusión se retiró. Las dos propuestas siguen como estaban."))
    return redirect("proposals:mergers")


@requires(Permission.PROPOSE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an author read the offer, and say yes or no."""
    merger, person = queries.merger(pk), signed_in(request)
    if merger is None or person.pk not in {merger.proposal.author_id, merger.into.author_id}:
        raise Http404
    now = timezone.now()
    if request.method == "POST" and request.POST.get("accion") == "aceptar":
        done = services.accept_merge(merger=merger, person=person, at=now).done_at
        text = _("Las dos propuestas ya son una.") if done else _("Anotamos su sí. Falta la otra persona.")
        messages.success(request, text)
        return redirect("proposals:mine")
    if request.method == "POST":
        services.end_merge(merger=merger, at=now, actor=person.pk)
        messages.success(request, _("No se fusionan. Las dos propuestas siguen como estaban."))
        return redirect("proposals:mine")
    mine = merger.proposal.author_id == person.pk
    answered = merger.accepted_at if mine else merger.into_accepted_at
    if mine and merger.into.author_id == person.pk:
        answered = merger.accepted_at and merger.into_accepted_at
    return render(request, "proposals/merge_answer.html", {"merger": merger, "answered": answered})
