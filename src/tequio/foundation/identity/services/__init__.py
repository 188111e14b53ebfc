"""Named writes of identity, and what other contexts ask of it."""

from tequio.foundation.identity.services.acts import register as register_act
from tequio.foundation.identity.services.errors import NotAssured, NotEligible
from tequio.foundation.identity.services.folios import register as register_folio
from tequio.foundation.identity.services.holdings import register as register_holding
from tequio.foundation.identity.services.lookup import people_at_counter
from tequio.foundation.identity.services.requirements import demand, demand_home

__all__ = [
    "NotAssured",
    "NotEligible",
    "demand",
    "demand_home",
    "people_at_counter",
    "register_act",
    "register_folio",
    "register_holding",
]
