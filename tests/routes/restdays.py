"""Days that are not worked: the coordinator's list."""

from datetime import date
from typing import Any

from tests.routes import COORDINATOR, Route, World

from tequio.foundation.restdays.models import RestDay

COORDINATORS = frozenset({COORDINATOR})


def rest_day(world: World) -> dict[str, Any]:
    del world
    return {"pk": RestDay.objects.get_or_create(day=date(2030, 8, 1), reason="Fiesta")[0].pk}


ROUTES = {
    "restdays:list": Route(allowed=COORDINATORS, methods=("GET", "POST"), ok=(422,)),
    "restdays:remove": Route(allowed=COORDINATORS, kwargs=rest_day, methods=("POST",)),
}
