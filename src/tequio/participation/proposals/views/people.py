"""Signing together: whom the author invites and admits, and the link that an invitation brings."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import queries as editions
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.forms import InviteForm
from tequio.participation.proposals.types import ProposalState
from tequio.participation.proposals.views.wizard import own_draft


@requires(Permission.PROPOSE)
def coauthors(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show who signs and who was invited; invite one more by e-mail."""
    proposal, now = own_draft(request, slug, pk), timezone.now()
    form = InviteForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            services.invite_coauthor(proposal=proposal, at=now, actor=request.user.pk, **form.cleaned_data)
        except PhaseClosed:
            raise
        except DomainError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("La invitación sale ahora mismo a %(email)s.") % form.cleaned_data)
            return redirect("proposals:coauthors", slug, pk)
    values = {
        "proposal": proposal,
        "edition": proposal.edition,
        "form": form,
        "signers": queries.signers(proposal),
        "most": services.MOST_COAUTHORS,
        "open": editions.is_open(proposal.edition, PhaseKind.REGISTRATION, now)
        and proposal.state in {ProposalState.DRAFT, ProposalState.SUBMITTED},
    }
    return render(request, "proposals/coauthors.html", values, status=422 if form.errors else 200)


@require_POST
@requires(Permission.PROPOSE)
def answer(request: HttpRequest, slug: str, pk: int, coauthor: int) -> HttpResponse:
    """Admit who asked to join, or take somebody or an invitation off the list."""
    proposal = own_draft(request, slug, pk)
    found = next((c for c in queries.signers(proposal) if c.pk == coauthor), None)
    if found is None:
        raise Http404
    now, actor = timezone.now(), request.user.pk
    if request.POST.get("accion") == "admitir":
        services.admit(coauthor=found, at=now, actor=actor)
        messages.success(request, _("Ya firman juntos."))
    else:
        services.end_coauthorship(coauthor=found, at=now, actor=actor)
        messages.success(request, _("Listo: ya no está en la lista."))
    return redirect("proposals:coauthors", slug, pk)


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what is offered, and take it up. A link that only gets read, by a mail filter, changes nothing."""
    now = timezone.now()
    invited = services.find_invitation(token, at=now)
    if request.method != "POST":
        return render(request, "proposals/accept.html", {"proposal": invited.proposal})
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    if request.POST.get("accion") == "no":
        services.end_coauthorship(coauthor=invited, at=now, actor=request.user.pk)
        messages.success(request, _("No se preocupe: su nombre no aparece en ninguna parte."))
        return redirect("proposals:mine")
    services.accept_coauthorship(text=token, person=signed_in(request), at=now)
    messages.success(request, _("Ya firma esta propuesta. Su nombre público aparece en ella."))
    return redirect("proposals:mine")
