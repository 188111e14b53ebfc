"""Asking who it is again before what cannot be undone: as allauth does, or with a code."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from tequio.foundation.accounts.permissions import has_second_factor, signed_in
from tequio.foundation.identity import queries
from tequio.foundation.identity.services import contact
from tequio.foundation.identity.views.limits import demand_calm

CHALLENGE = "identity_challenge"
CONFIRM = "confirm"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def confirmed(view: View[P]) -> View[P]:
    """Let in who showed who they are minutes ago; the rest do so now and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = signed_in(request)
        if settings.DEMONSTRATION or _fresh(request):
            return view(request, *args, **kwargs)
        if person.has_usable_password() or has_second_factor(person):
            asked: HttpResponseBase = reauthentication_required(view)(request, *args, **kwargs)
            return asked
        if not queries.has_mail(person):  # a phone or a slip opened this very session
            return view(request, *args, **kwargs)
        demand_calm(request, "code", key=f"email:{person.email}")
        challenge = contact.issue(
            kind="email", to=person.email, purpose=CONFIRM, after=request.path, at=timezone.now()
        )
        request.session[CHALLENGE] = challenge.kept()
        return redirect("identity:code")

    return guarded


def _fresh(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0.0)
    return bool(time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
