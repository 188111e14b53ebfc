"""Light sessions: somebody without an account, on one device, for some acts and nothing else."""

from collections.abc import Iterable

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponseBase

from tequio.foundation.accounts.models import User
from tequio.foundation.identity.services import contact
from tequio.foundation.identity.services.acts import Offer
from tequio.foundation.identity.types import Act
from tequio.foundation.identity.views.limits import demand_calm

LIGHT = "identity_light"
SECONDS = 2 * 60 * 60
# The device of who showed nothing is known again, so that it does an act that is done once, once.
DEVICE = "__Host-equipo" if settings.SESSION_COOKIE_SECURE else "equipo"
DEVICE_SECONDS = 180 * 24 * 60 * 60
_SALT = "identity.device"


def narrow(request: HttpRequest, acts: Iterable[tuple[Act, str]]) -> None:
    """Let the session do these acts, beside those that it may do already, and nothing else."""
    held = list(request.session.get(LIGHT, []))
    request.session[LIGHT] = held + [[act.code, scope] for act, scope in acts if [act.code, scope] not in held]
    request.session.set_expiry(SECONDS)


def is_light(request: HttpRequest) -> bool:
    """Return whether the session is somebody's without an account."""
    return LIGHT in request.session


def begin(request: HttpRequest, offer: Offer) -> None:
    """Let somebody who shows nothing do what asks nothing; the same device is the same person again.

    Raises:
        TooManyAttempts: when too many new ones come from one address.
    """
    if not get_user(request).is_authenticated:
        person = contact.nameless(_device(request)) or _new(request)
        perform_login(request, person, email_verification="none")
        request.identity_device = person.pk  # type: ignore[attr-defined]  # the middleware writes it down
    narrow(request, offer.nameless)


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the device the cookie by which it is known again, where a person has just begun on it."""
    person_id = getattr(request, "identity_device", None)
    if person_id is not None:
        response.set_signed_cookie(
            DEVICE,
            str(person_id),
            salt=_SALT,
            max_age=DEVICE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _new(request: HttpRequest) -> User:
    demand_calm(request, "nameless")
    return contact.open_nameless()


def _device(request: HttpRequest) -> int:
    kept = request.get_signed_cookie(DEVICE, default="", salt=_SALT, max_age=DEVICE_SECONDS)
    return int(kept) if kept and kept.isdecimal() else 0
