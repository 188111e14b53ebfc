"""allauth's pages that set up a second factor. Who has just used a new one is not asked for it at once."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse


class ActivateTOTP(ActivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """Activate the authenticator app; its first code is proof enough for the next minutes."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Activate, and note that the person has shown who they are."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, Authenticator.Type.TOTP)
        return response


class AddWebAuthn(AddWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """Register a passkey; the device's answer is proof enough for the next minutes."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Register, and note that the person has shown who they are."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, Authenticator.Type.WEBAUTHN)
        return response


def _note(request: HttpRequest, kind: str) -> None:
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


activate_totp = ActivateTOTP.as_view()
add_webauthn = AddWebAuthn.as_view()
