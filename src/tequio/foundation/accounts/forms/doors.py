"""allauth's forms in the words of the house: plain labels, no placeholders, keyboards that fit.

The settings name them (ACCOUNT_FORMS, MFA_FORMS). What each form checks and does stays allauth's own.
"""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "email": _("Correo electrónico"),
    "login": _("Correo electrónico"),
    "password": _("Contraseña"),
    "oldpassword": _("Contraseña actual"),
    "password1": _("Contraseña nueva"),
    "password2": _("La misma, otra vez"),
    "code": _("Código"),
    "passwordless": _("Usarla también para entrar sin código ni contraseña"),
}
_HINTS = {
    "password": "",
    "oldpassword": "",
    "password1": _("Diez letras o más. Tres palabras que solo usted junta son una buena idea."),
    "passwordless": "",
}
_CODE = {"inputmode": "numeric", "autocomplete": "one-time-code"}


class _Plain:
    """Gives the fields of the form beside it our labels and hints."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = _LABELS.get(name, field.label)
            field.help_text = _HINTS.get(name, field.help_text)
            if name == "code":
                field.widget.attrs.update(_CODE)


class LoginForm(_Plain, account.LoginForm):  # type: ignore[misc]
    """The password's own form: sign-up asks for none, but who has set one may use it."""

    def _setup_password_field(self) -> None:
        """Keep the field that allauth would drop."""


class SignupForm(_Plain, account.SignupForm):  # type: ignore[misc]
    pass


class AddEmailForm(_Plain, account.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_Plain, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(_Plain, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_Plain, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(_Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(_Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class RequestLoginCodeForm(_Plain, account.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmLoginCodeForm(_Plain, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmEmailCodeForm(_Plain, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ConfirmPasswordResetCodeForm(_Plain, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class AuthenticateForm(_Plain, second_factor.AuthenticateForm):  # type: ignore[misc]
    """The second step takes a code of six figures or a spare one."""


class ReauthenticateByCodeForm(_Plain, second_factor.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(_Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class _Named(_Plain):
    """A form that names a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nombre del aparato")
        self.fields["name"].help_text = _("Para reconocerlo después, como «Mi teléfono».")


class AddWebAuthnForm(_Named, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    pass


class EditWebAuthnForm(_Named, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass
