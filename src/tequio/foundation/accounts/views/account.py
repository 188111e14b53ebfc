from allauth.account.utils import perform_login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts import queries
from tequio.foundation.accounts.forms.people import NameForm
from tequio.foundation.accounts.permissions import has_second_factor, memberships, signed_in
from tequio.foundation.accounts.services import people


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show and change one's own account."""
    user = signed_in(request)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        people.rename(user_id=user.pk, name=form.cleaned_data["name"])
        messages.success(request, _("Su nombre quedó guardado."))
        return redirect("accounts:home")
    values = {
        "form": form,
        "memberships": memberships(user),
        "second_factor": has_second_factor(user),
        "recovery": Authenticator.objects.filter(
            user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES
        ).exists(),
        "sessions": UserSession.objects.filter(user_id=user.pk).count(),
    }
    return render(request, "accounts/home.html", values, status=400 if form.errors else 200)


@require_safe
@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Take a newcomer of the office through what is left: the second factor, and a password at will."""
    user = signed_in(request)
    values = {"memberships": memberships(user), "second_factor": has_second_factor(user)}
    return render(request, "accounts/welcome.html", values)


@require_POST
def demonstration(request: HttpRequest) -> HttpResponseBase:
    """Sign in as one of the fictional people. Only a demonstration has this page."""
    if not settings.DEMONSTRATION:
        raise Http404
    person = queries.demonstration_person(request.POST.get("person", ""))
    if person is None:
        messages.error(request, _("Esa persona no está en la demostración."))
        return redirect("account_login")
    response: HttpResponseBase = perform_login(
        request, person, email_verification="none", redirect_url=_safe(request) or None
    )
    return response


def _safe(request: HttpRequest) -> str:
    """Return where the visitor was going, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""
