"""Editions: public pages for anyone, the workbench for the coordinator."""

from typing import Any

from tests.routes import ANYONE, COORDINATOR, Route, World

from tequio.config.demo.factories.editions import make_edition
from tequio.participation.editions.models import Edition

BOTH = ("GET", "POST")
MANAGERS = frozenset({COORDINATOR})


def edition(world: World) -> Edition:
    return Edition.objects.first() or make_edition(review_office=world.office)


def slug(world: World) -> dict[str, Any]:
    return {"slug": edition(world).slug}


ROUTES = {
    "editions:list": Route(allowed=ANYONE),
    "editions:detail": Route(allowed=ANYONE, kwargs=slug),
    "editions:money": Route(allowed=ANYONE, kwargs=slug),
    "editions:money_csv": Route(allowed=ANYONE, kwargs=slug),
    "editions:rulebook": Route(allowed=ANYONE, kwargs=lambda w: slug(w) | {"number": 1}),
    "editions:rulebook_pdf": Route(allowed=ANYONE, kwargs=lambda w: slug(w) | {"number": 1}),
    "editions:convocatoria": Route(allowed=ANYONE, kwargs=slug),
    "editions:convocatoria_number": Route(allowed=ANYONE, kwargs=lambda w: slug(w) | {"number": 1}),
    "editions:amendments": Route(allowed=ANYONE, kwargs=slug),
    "editions:feed": Route(allowed=ANYONE, kwargs=slug),
    "editions:feed_of_all": Route(allowed=ANYONE),
    "editions:schema": Route(allowed=ANYONE, kwargs=lambda _w: {"version": 2}),
    "editions:office_convocatoria": Route(allowed=MANAGERS, kwargs=slug),
    "editions:amend": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH),
    "editions:suspend": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH),
    "editions:lift": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH, ok=(302,)),
    "editions:office_list": Route(allowed=MANAGERS),
    "editions:start": Route(allowed=MANAGERS),
    "editions:create": Route(allowed=MANAGERS, methods=BOTH),
    "editions:from_preset": Route(allowed=MANAGERS, kwargs=lambda _w: {"code": "cdmx"}, methods=BOTH),
    "editions:from_edition": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH),
    "editions:workbench": Route(allowed=MANAGERS, kwargs=slug),
    "editions:identity": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH),
    "editions:preview": Route(allowed=MANAGERS, kwargs=slug),
    "editions:step": Route(allowed=MANAGERS, kwargs=lambda w: slug(w) | {"step": "boleta"}, methods=BOTH),
    "editions:review": Route(
        allowed=MANAGERS, kwargs=lambda w: slug(w) | {"step": "boleta"}, methods=("POST",), ok=(409,)
    ),
    "editions:formula": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH),
    "editions:calendar": Route(allowed=MANAGERS, kwargs=slug, methods=BOTH),
    "editions:reschedule": Route(
        allowed=MANAGERS, kwargs=lambda w: slug(w) | {"kind": "registration"}, methods=BOTH
    ),
    "editions:publish": Route(allowed=MANAGERS, kwargs=slug, methods=("POST",)),
    "editions:parts": Route(allowed=MANAGERS, kwargs=lambda w: slug(w) | {"part": "categorias"}, methods=BOTH),
    "editions:remove_part": Route(
        allowed=MANAGERS,
        kwargs=lambda w: slug(w) | {"part": "bolsas", "pk": edition(w).envelopes.first().pk},
        methods=("POST",),
        ok=(409,),
    ),
}
