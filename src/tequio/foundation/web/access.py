"""Who may come in, for the contexts that stand below the accounts and must not know them.

The settings name the module that knows people (``ACCESS``); it is asked at the time of the request. Contexts
above the accounts use ``foundation.accounts.permissions`` itself.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def allows(actor: Any, permission: str) -> bool:
    """Return whether the actor has the permission, by its name in the role matrix (``"read_audit"``)."""
    return bool(_gate("can")(actor, permission))


def requires(permission: str) -> Callable[[View[P]], View[P]]:
    """Open the decorated view only to those who have the permission, named as in the role matrix."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response: HttpResponseBase = _gate("requires")(permission)(view)(request, *args, **kwargs)
            return response

        return guarded

    return decorate


@cache
def _gate(name: str) -> Any:
    return import_string(f"{settings.ACCESS}.{name}")
