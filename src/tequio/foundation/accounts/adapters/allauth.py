"""How django-allauth behaves here: texts, destinations, secrets at rest, who may drop the second factor."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.events import AccountOpened
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import is_staff
from tequio.foundation.audit import services as audit
from tequio.foundation.web import appearance


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Sign-up, sign-in and their messages."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Esta cuenta está desactivada."),
        "duplicate_email": _("Ese ya es un correo de su cuenta."),
        "email_password_mismatch": _("El correo o la contraseña no coinciden. Puede entrar con un código."),
        "email_taken": _("Ya hay una cuenta con ese correo."),
        "enter_current_password": _("Escriba su contraseña actual."),
        "incorrect_code": _("Ese código no es. Revíselo o pida otro."),
        "incorrect_password": _("Esa no es su contraseña actual."),
        "invalid_login": _("No se pudo entrar. Intente otra vez."),
        "rate_limited": _("Van muchos intentos seguidos. Espere unos minutos."),
        "same_as_current": _("Es igual al actual. Escriba uno distinto."),
        "too_many_login_attempts": _("Van muchos intentos fallidos. Espere cinco minutos."),
        "unknown_email": _("Ese correo no tiene cuenta."),
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Open the account of who signs up, and write it down."""
        user.name = form.cleaned_data.get("name", "")
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if commit:
                audit.record(AccountOpened(user_id=saved.pk), actor=saved.pk)
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Send staff to their pending work and everyone else home."""
        return reverse("office:home") if is_staff(request.user) else "/"

    def is_reauthentication_required(self, app: str) -> bool:
        """Ask for confirmation before sensitive acts, unless the person signed in minutes ago.

        Nothing is asked of a demonstration's fictional people, who have nothing to show.
        """
        if settings.DEMONSTRATION:
            return False
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        fresh = time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not fresh and bool(super().is_reauthentication_required(app=app))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a message that can point to the sign-in page."""
        login_url = self.request.build_absolute_uri(reverse("account_login"))
        super().send_mail(template_prefix, email, {"login_url": login_url, **context})


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """The second factor: its secrets are encrypted at rest, and staff keep at least one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Su papel pide un segundo paso. Registre otro antes de quitar este."),
        "cannot_generate_recovery_codes": _("Primero active el segundo paso."),
        "incorrect_code": _("Ese código no es. Espere el siguiente y escríbalo."),
        "unverified_email": _("Primero confirme su correo."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key drawn from the installation's own."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret back, also one written under an earlier key (SECRET_KEY_FALLBACKS)."""
        return _vault().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Return the name that the authenticator app shows."""
        return appearance.current().name

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's own
        """Propose a name for a new passkey."""
        made = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Mi aparato") if not made else gettext("Aparato %(n)d") % {"n": made + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let staff drop a factor only where another is left."""
        if not is_staff(authenticator.user) or authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=strong)
        return bool(others.exclude(pk=authenticator.pk).exists())


def _vault() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"accounts.second-factor:" + str(secret).encode()).digest()
    return base64.urlsafe_b64encode(digest)
