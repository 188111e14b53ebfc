"""The addresses of django-allauth under ``/cuenta/``."""

from allauth.mfa.models import Authenticator
from tests.routes import ANYONE, SIGNED_IN, Route, World

BOTH = ("GET", "POST")


def own_key(world: World) -> dict[str, int]:
    """A passkey of the citizen: nobody else may know that it exists."""
    key = Authenticator.objects.create(
        user=world.people["citizen"],
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Teléfono", "credential": {}},
    )
    return {"pk": key.pk}


ROUTES = {
    # Doors: they answer anyone, and send on those who have nothing to do there.
    "account_login": Route(allowed=ANYONE, methods=BOTH),
    "account_logout": Route(allowed=ANYONE, methods=BOTH),
    "account_inactive": Route(allowed=ANYONE),
    "account_signup": Route(allowed=ANYONE, methods=BOTH),
    "account_request_login_code": Route(allowed=ANYONE, methods=BOTH),
    "account_confirm_login_code": Route(allowed=ANYONE, methods=BOTH),
    "account_email_verification_sent": Route(allowed=ANYONE, methods=BOTH),
    "account_reset_password": Route(allowed=ANYONE, methods=BOTH),
    "account_confirm_password_reset_code": Route(allowed=ANYONE, methods=BOTH),
    "account_complete_password_reset": Route(allowed=ANYONE, methods=BOTH),
    "account_password_reset_completed": Route(allowed=ANYONE),
    "mfa_authenticate": Route(allowed=ANYONE, methods=BOTH),
    "mfa_login_webauthn": Route(allowed=ANYONE, methods=BOTH),
    # One's own account.
    "usersessions_list": Route(allowed=SIGNED_IN, methods=BOTH),
    "account_email": Route(allowed=SIGNED_IN, methods=BOTH),
    "account_change_password": Route(allowed=SIGNED_IN, methods=BOTH),
    "account_set_password": Route(allowed=SIGNED_IN, methods=BOTH),
    # 403: who has neither password nor second factor has nothing to confirm with.
    "account_reauthenticate": Route(allowed=SIGNED_IN, methods=BOTH, ok=(403,)),
    "mfa_index": Route(allowed=SIGNED_IN),
    "mfa_reauthenticate": Route(allowed=SIGNED_IN, methods=BOTH, ok=(403,)),
    "mfa_reauthenticate_webauthn": Route(allowed=SIGNED_IN, methods=BOTH, ok=(403,)),
    "mfa_activate_totp": Route(allowed=SIGNED_IN, methods=BOTH),
    "mfa_deactivate_totp": Route(allowed=SIGNED_IN, methods=BOTH, ok=(404,)),
    "mfa_view_recovery_codes": Route(allowed=SIGNED_IN, ok=(404,)),
    "mfa_generate_recovery_codes": Route(allowed=SIGNED_IN, methods=BOTH),
    "mfa_download_recovery_codes": Route(allowed=SIGNED_IN, ok=(404,)),
    "mfa_list_webauthn": Route(allowed=SIGNED_IN),
    "mfa_add_webauthn": Route(allowed=SIGNED_IN, methods=BOTH),
    "mfa_edit_webauthn": Route(allowed=SIGNED_IN, kwargs=own_key, methods=BOTH, ok=(404,), by_person=True),
    "mfa_remove_webauthn": Route(allowed=SIGNED_IN, kwargs=own_key, methods=BOTH, ok=(404,), by_person=True),
}
