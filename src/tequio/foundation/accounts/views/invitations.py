from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tequio.foundation.accounts import queries
from tequio.foundation.accounts.forms.people import InvitationForm, NameForm
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.services import invitations
from tequio.foundation.accounts.types import Permission
from tequio.foundation.accounts.views.people import sensitive
from tequio.foundation.web.errors import DomainError


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def listing(request: HttpRequest) -> HttpResponse:
    """List the invitations that wait, those that expired and the latest settled ones."""
    return render(request, "accounts/invitations.html", queries.invitations(at=timezone.now()))


@requires(Permission.MANAGE_PEOPLE)
@sensitive
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone by e-mail."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role, office_id = form.chosen()
        email = form.cleaned_data["email"]
        try:
            invitations.invite(
                email=email, role=role, office_id=office_id, actor=signed_in(request).pk, at=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("La invitación sale ahora mismo a %(email)s.") % {"email": email})
            return redirect("accounts:invitations")
    return render(request, "accounts/invite.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again with a new link."""
    invitations.resend(invitation_id=pk, actor=signed_in(request).pk, at=timezone.now())
    messages.success(request, _("Se mandó otra vez. El enlace anterior ya no sirve."))
    return redirect("accounts:invitations")


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    invitations.revoke(invitation_id=pk, actor=signed_in(request).pk, at=timezone.now())
    messages.success(request, _("La invitación se retiró."))
    return redirect("accounts:invitations")


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what is offered, and take it up. A link that only gets read (by a mail filter) changes nothing."""
    now = timezone.now()
    invitation = invitations.find(token, at=now)
    known = User.objects.filter(email__iexact=invitation.email).first()
    if request.user.is_authenticated and request.user.pk != getattr(known, "pk", None):
        return render(request, "accounts/invitation_other.html", {"invitation": invitation}, status=409)
    form = NameForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and (known or form.is_valid()):
        name = "" if known else form.cleaned_data["name"]
        user = invitations.accept(text=token, name=name, at=now)
        return _enter(request, user)
    values = {"invitation": invitation, "known": known, "form": form}
    return render(request, "accounts/invitation.html", values, status=400 if form.errors else 200)


def _enter(request: HttpRequest, user: User) -> HttpResponseBase:
    """Sign in who just showed that the address is theirs; a second factor they have is still asked."""
    after = reverse("office:home") if user.has_usable_password() else reverse("accounts:welcome")
    if request.user.is_authenticated:
        return redirect(after)
    response: HttpResponseBase = perform_login(
        request, user, email_verification="none", redirect_url=after, email=user.email
    )
    return response
