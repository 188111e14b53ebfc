"""Plans are public once published; whoever manages plans writes them and decides where voices end."""

from typing import Any

from tests.routes import ANYONE, COORDINATOR, Route, World

from tequio.accountability.plans import services
from tequio.config.demo.factories import forums as forum_factory
from tequio.config.demo.factories.plans import action, decide, make_cluster, make_indicator, make_plan

MANAGERS = frozenset({COORDINATOR})


def plan(world: World) -> dict[str, Any]:
    del world
    forum = forum_factory.forum()
    made = make_plan(forum)
    decide(made, forum_factory.contribution(forum), published=True)
    services.keep_annex(plan_id=made.pk)
    return {"slug": made.slug}


def code(world: World) -> dict[str, Any]:
    return plan(world) | {"code": "1.1.1.1"}


def draft(world: World) -> dict[str, Any]:
    del world
    return {"slug": make_plan(published=False).slug}


def element(world: World) -> dict[str, Any]:
    del world
    made = make_plan()
    return {"slug": made.slug, "pk": action(made).pk}


def indicator(world: World) -> dict[str, Any]:
    del world
    made = make_plan()
    return {"slug": made.slug, "pk": make_indicator(made).pk}


def group(world: World) -> dict[str, Any]:
    del world
    forum = forum_factory.forum()
    made = make_plan(forum)
    return {"slug": made.slug, "pk": make_cluster(forum, forum_factory.contribution(forum)).pk}


def voice(world: World) -> dict[str, Any]:
    del world
    forum = forum_factory.forum()
    made = make_plan(forum)
    return {"slug": made.slug, "folio": forum_factory.contribution(forum).folio}


BOTH = ("GET", "POST")
ROUTES = {
    "plans:list": Route(allowed=ANYONE),
    "plans:detail": Route(allowed=ANYONE, kwargs=plan),
    "plans:element": Route(allowed=ANYONE, kwargs=code),
    "plans:indicators_csv": Route(allowed=ANYONE, kwargs=code),
    "plans:voices": Route(allowed=ANYONE, kwargs=plan),
    "plans:voices_csv": Route(allowed=ANYONE, kwargs=plan),
    "plans:coverage": Route(allowed=ANYONE, kwargs=plan),
    "plans:grid_csv": Route(allowed=ANYONE, kwargs=plan),
    "plans:units_csv": Route(allowed=ANYONE, kwargs=plan),
    "plans:annex": Route(allowed=ANYONE, kwargs=plan),
    "plans:annex_xlsx": Route(allowed=ANYONE, kwargs=plan),
    "plans:office": Route(allowed=MANAGERS),
    "plans:new": Route(allowed=MANAGERS, methods=BOTH),
    "plans:workbench": Route(allowed=MANAGERS, kwargs=draft),
    "plans:edit": Route(allowed=MANAGERS, kwargs=draft, methods=BOTH),
    "plans:publish": Route(allowed=MANAGERS, kwargs=draft, methods=("POST",)),
    "plans:outline": Route(allowed=MANAGERS, kwargs=draft, methods=BOTH),
    "plans:edit_element": Route(allowed=MANAGERS, kwargs=element, methods=BOTH),
    "plans:place": Route(allowed=MANAGERS, kwargs=element, methods=("POST",)),
    "plans:indicators": Route(allowed=MANAGERS, kwargs=draft, methods=BOTH),
    "plans:indicator": Route(allowed=MANAGERS, kwargs=indicator, methods=BOTH),
    "plans:measure": Route(allowed=MANAGERS, kwargs=indicator, methods=("POST",)),
    "plans:remove_indicator": Route(allowed=MANAGERS, kwargs=indicator, methods=("POST",)),
    "plans:matrix": Route(allowed=MANAGERS, kwargs=plan),
    "plans:publish_decisions": Route(allowed=MANAGERS, kwargs=plan, methods=("POST",)),
    "plans:group": Route(allowed=MANAGERS, kwargs=group, methods=BOTH, takes=("state",)),
    "plans:decide": Route(allowed=MANAGERS, kwargs=voice, methods=BOTH, takes=("state",)),
}
