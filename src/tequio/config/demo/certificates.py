"""The certificates of the forum that has ended: everyone who proposed, a committee, and one that was revoked."""

from datetime import timedelta

from tequio.config.demo.exercise import World
from tequio.foundation.certificates import services, types
from tequio.foundation.certificates.models import Certificate
from tequio.participation.forums.models import Forum

_COMMITTEE = ("Amparo Encino Valle", "Camilo Nopal Huerta", "Itzel Arroyo Peña", "Saúl Mezquite Loma")


def issue(world: World, forum: Forum) -> None:
    """Issue the certificates of an exercise that has ended, as its office would."""
    ana = world.people.cast.ana
    caro, at = world.people.cast.caro.pk, world.now - timedelta(days=600)
    source = types.source("forum-proposed")
    if source is None:
        raise LookupError("forum-proposed")
    batch = services.start_batch(
        source=source, scope=f"forum:{forum.pk}", title=f"{source.label}: {forum.name}", by=caro, at=at
    )
    services.work(batch_id=batch.pk, at=at)
    services.issue_list(
        kind=types.COMMITTEE,
        people=services.read_lines([[ana.name, ana.email], *([name, ""] for name in _COMMITTEE)]),
        occasion="Comité de seguimiento del plan municipal",
        did="formado parte del comité durante su primer año",
        topic="",
        happened_on=(world.now - timedelta(days=300)).date(),
        by=caro,
        at=world.now - timedelta(days=290),
    )
    last = Certificate.objects.filter(batch=batch).order_by("pk").last()
    if last is not None:
        services.revoke(
            certificate_id=last.pk,
            reason="La misma persona recibió dos constancias por la misma propuesta.",
            note="Lo pidió ella misma en el módulo.",
            by=caro,
            at=at + timedelta(days=12),
        )
