"""How often something may be handed in from one network: neighbourhoods share one address, so it is wide."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tequio.participation.forums.services.refusals import TooFast

RATES = {
    "contribute": "300/10m/ip,3000/d/ip",
    "vote": "1500/10m/ip,20000/d/ip",
}
TRAP = "sitio_web"  # a field that people do not see; programs that fill in everything fill it in


def demand_calm(request: HttpRequest, action: str) -> None:
    """Count an act from an address.

    Raises:
        TooFast: when there were too many.
    """
    if not ratelimit.consume(request, app="forums", action=action, config=RATES, limit_get=True):
        raise TooFast(
            _("De esta red llegan muchos envíos a la vez. Lo que escribió sigue aquí: espere unos minutos.")
        )


def demand_person(request: HttpRequest) -> None:
    """Refuse what fills in the field that people do not see.

    Raises:
        TooFast: kindly; what was written stays.
    """
    if request.POST.get(TRAP):
        raise TooFast(
            _("Llenó un campo que no se usa. Déjelo vacío y envíe otra vez: lo que escribió sigue aquí.")
        )
