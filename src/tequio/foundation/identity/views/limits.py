"""How often something may be tried: by address and by what is tried."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tequio.foundation.identity.services.errors import TooManyAttempts

# Whole neighbourhoods come from one address of a phone company: the limits by network are wide.
RATES = {
    "code": "4/10m/key,300/h/ip",  # codes asked for: by address or phone, and by network
    "folio": "4/10m/key,12/d/key,60/10m/ip,300/d/ip",  # codes asked for with a folio, whosever it is
    "try": "300/10m/ip",  # codes written
    "claim": "5/d/user,400/d/ip",  # keys said to be one's own
    "document": "5/d/user",
    "slip": "200/h/ip",
    "nameless": "60/10m/ip,300/d/ip",  # new people who show nothing
}


def demand_calm(request: HttpRequest, action: str, *, key: str | None = None) -> None:
    """Count an attempt.

    Raises:
        TooManyAttempts: when there were too many.
    """
    user = request.user if request.user.is_authenticated else None
    usage = ratelimit.consume(
        request, app="identity", action=action, config=RATES, key=key, user=user, limit_get=True
    )
    if not usage:
        raise TooManyAttempts(_("Van muchos intentos seguidos. Espere un rato y vuelva a intentar."))
