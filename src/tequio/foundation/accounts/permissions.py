"""Who may do what: role, scoped by office. Contexts add phase and ownership in their own predicates."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit, urlunsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission, Role

Actor = User | AnonymousUser
Matrix = dict[Role, frozenset[Permission]]
P = ParamSpec("P")


@cache
def matrix() -> Matrix:
    """Return the role matrix that the settings name."""
    found: Matrix = import_string(settings.ROLE_MATRIX)
    return found


def can(actor: Any, permission: Permission, *, office_id: int | None = None) -> bool:
    """Return whether ``actor`` has the permission, in the given office if one is named.

    A membership without office holds everywhere; one with an office holds there only. Without ``office_id``
    the question is whether the actor has the permission anywhere at all. Reads the memberships once per actor.
    """
    if not getattr(actor, "is_authenticated", False) or not actor.is_active:
        return False
    if permission in matrix()[Role.CITIZEN]:
        return True
    return any(
        permission in matrix()[Role(m.role)]
        and (m.office_id is None or office_id is None or m.office_id == office_id)
        for m in memberships(actor)
    )


def memberships(actor: User) -> list[Any]:
    """Return the actor's memberships, read once and kept on the object for the request."""
    found: list[Any] | None = getattr(actor, "_memberships", None)
    if found is None:
        found = list(actor.memberships.select_related("office"))
        actor._memberships = found  # type: ignore[attr-defined] # noqa: SLF001 - a cache on our own object
    return found


def offices(actor: User, permission: Permission) -> set[int] | None:
    """Return the ids of the offices where the actor has the permission; None means all of them."""
    held = [m for m in memberships(actor) if permission in matrix()[Role(m.role)]]
    if any(m.office_id is None for m in held):
        return None
    return {m.office_id for m in held}


def signed_in(request: HttpRequest) -> User:
    """Return the person who makes the request, in a view that only signed-in people reach.

    Raises:
        PermissionDenied: nobody has signed in.
    """
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied


def page_of(request: HttpRequest) -> str:
    """Return the page where the person is: this one, or the one whose form was sent, which can be shown."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlunsplit(("", "", *urlsplit(came)[2:4], "")) or "/"


def has_second_factor(actor: User) -> bool:
    """Return whether the person has set up an authenticator app or a passkey (recovery codes do not count)."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=actor.pk, type__in=kinds).exists())


def is_staff(actor: Any) -> bool:
    """Return whether the person works for the government here: a membership opens the office to them."""
    return can(actor, Permission.USE_OFFICE)


def demand(actor: Any, permission: Permission, *, office_id: int | None = None) -> None:
    """Refuse, with a page that helps, whoever lacks the permission (in the given office, if one is named).

    Raises:
        PermissionDenied: shown as the 403 page with its message.
    """
    if not can(actor, permission, office_id=office_id):
        raise PermissionDenied(
            _("Su cuenta no tiene permiso para hacer esto. Si lo necesita, pídalo a Administración.")
        )


def requires(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Open the decorated view only to those who have the permission somewhere.

    An anonymous visitor goes to the sign-in page and comes back; a signed-in person without the permission gets
    the 403 page; staff without a second factor go to set one up first (waived in a demonstration). The scope by
    office is the view's: ``demand(request.user, permission, office_id=...)``.
    """

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(page_of(request))
            demand(user, permission)
            if (
                permission not in matrix()[Role.CITIZEN]
                and not settings.DEMONSTRATION
                and not has_second_factor(user)
            ):
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
