"""The convocatoria as it was published: numbered, hashed, never changed."""

import hashlib
from datetime import datetime

from tequio.participation.editions.models import Edition, Rulebook
from tequio.participation.editions.services.document import build, canonical


def preview(edition: Edition) -> str:
    """Return the document that would be published now. Nothing is kept."""
    return canonical(build(edition)).decode()


def latest(edition: Edition) -> Rulebook | None:
    """Return the document that rules now, or None before the edition is published."""
    return edition.rulebooks.order_by("-number").first()


def amend(edition: Edition, *, at: datetime, reason: str = "") -> Rulebook:
    """Write the rules of now as the next numbered document, and keep its SHA-256 on the edition."""
    content = canonical(build(edition))
    digest = hashlib.sha256(content).hexdigest()
    row = Rulebook.objects.create(
        edition=edition,
        number=edition.rulebooks.count() + 1,
        document=content.decode(),
        sha256=digest,
        reason=reason,
        published_at=at,
    )
    edition.rulebook_sha256 = digest
    Edition.objects.filter(pk=edition.pk).update(rulebook_sha256=digest)
    return row
