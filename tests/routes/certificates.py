"""Anybody checks a certificate; its holder takes it home; coordination and administration issue and revoke."""

from datetime import UTC, datetime
from typing import Any

from tests.routes import ADMINISTRATOR, ANYONE, COORDINATOR, SIGNED_IN, Route, World

from tequio.config.demo.factories import forums as make
from tequio.foundation.certificates import services, types
from tequio.foundation.certificates.models import Certificate
from tequio.participation.forums.models import Contribution

ISSUERS = frozenset({COORDINATOR, ADMINISTRATOR})
BOTH, POST = ("GET", "POST"), ("POST",)
AT = datetime(2026, 6, 25, 18, tzinfo=UTC)


def _voice(world: World) -> Contribution:
    return make.contribution(make.forum(), author=world.people["citizen"])


def _made(world: World) -> Certificate:
    source = types.source("forum-proposed")
    assert source is not None
    claims = source.claims(f"forum:{_voice(world).forum_id}")
    return services.issue(claims=claims, by=None, at=AT).certificates[0]


def one(world: World) -> dict[str, Any]:
    return {"folio": _made(world).folio}


def a_list(world: World) -> dict[str, Any]:
    return {"number": _made(world).status_list.number}


def to_ask(world: World) -> dict[str, Any]:
    return {"source": "forum-proposed", "subject": f"contribution:{_voice(world).pk}"}


def whole(world: World) -> dict[str, Any]:
    return {"source": "forum-proposed", "scope": f"forum:{_voice(world).forum_id}"}


def batch(world: World) -> dict[str, Any]:
    found, scope = types.source("forum-proposed"), f"forum:{_voice(world).forum_id}"
    assert found is not None
    by = world.people["coordinator"].pk
    made = services.start_batch(source=found, scope=scope, title="Lote", by=by, at=AT)
    services.work(batch_id=made.pk, at=AT)
    return {"batch_id": made.pk}


def _home() -> Route:
    """Who issues also hands over at a counter; for anybody else there is nothing there."""
    return Route(allowed=ISSUERS | {"citizen"}, kwargs=one, denied=404, shared="who issues hands them over")


ROUTES = {
    "certificates:index": Route(allowed=ANYONE),
    "certificates:issuer": Route(allowed=ANYONE),
    "certificates:status": Route(allowed=ANYONE, kwargs=a_list),
    "certificates:check": Route(allowed=ANYONE, kwargs=one),
    "certificates:pdf": _home(),
    "certificates:credential": _home(),
    "certificates:qr": _home(),
    "certificates:mine": Route(allowed=SIGNED_IN),
    "certificates:own": Route(allowed=frozenset({"citizen"}), kwargs=one, denied=404, by_person=True),
    "certificates:ask": Route(
        allowed=frozenset({"citizen"}), kwargs=to_ask, methods=BOTH, denied=404, by_person=True
    ),
    "certificates:office": Route(allowed=ISSUERS),
    "certificates:by_hand": Route(allowed=ISSUERS, methods=BOTH),
    "certificates:keys": Route(allowed=ISSUERS),
    "certificates:rotate": Route(allowed=ISSUERS, methods=POST),
    "certificates:batches": Route(allowed=ISSUERS),
    "certificates:start": Route(allowed=ISSUERS, kwargs=whole, methods=BOTH),
    "certificates:batch": Route(allowed=ISSUERS, kwargs=batch),
    "certificates:progress": Route(allowed=ISSUERS, kwargs=batch),
    "certificates:revoke_batch": Route(allowed=ISSUERS, kwargs=batch, methods=POST),
    "certificates:office_detail": Route(allowed=ISSUERS, kwargs=one),
    "certificates:revoke": Route(allowed=ISSUERS, kwargs=one, methods=POST),
    "certificates:replace": Route(allowed=ISSUERS, kwargs=one, methods=POST),
}
