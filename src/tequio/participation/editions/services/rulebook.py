"""The convocatoria: one canonical JSON document built from the rows of an edition, and its hash."""

import hashlib
from datetime import datetime
from typing import Any

import orjson
from django.utils import timezone

from tequio.participation.editions import queries
from tequio.participation.editions.models import Edition, Rulebook

FORMAT = "tequio/convocatoria/1"


def build(edition: Edition) -> dict[str, Any]:
    """Return the document of an edition's rules. Amounts are integer centavos, instants ISO 8601."""
    return {
        "format": FORMAT,
        "edition": {
            "slug": edition.slug,
            "name": edition.name,
            "year": edition.year,
            "summary": edition.summary,
            "currency": edition.currency,
        },
        "territory": {
            "version": edition.territory.name,
            "valid_from": edition.territory.valid_from.isoformat(),
            "units": sorted(edition.territory.units.values_list("level__code", "code")),
        },
        "time_zone": str(timezone.get_default_timezone()),
        "phases": [
            {"kind": p.kind, "opens": _instant(p.opens), "closes": _instant(p.closes)}
            for p in queries.phases(edition)
        ],
        "categories": [_category(c) for c in edition.categories.order_by("code").prefetch_related("offices")],
        "sizes": [
            {"code": s.code, "name": s.name, "cap_centavos": s.cap_centavos, "proposals_max": s.proposals_max}
            for s in edition.sizes.order_by("code")
        ],
        "envelopes": sorted((_envelope(e) for e in queries.envelopes(edition)), key=orjson.dumps),
        "proposals": {"who": edition.who_proposes, "max_per_person": edition.proposals_max},
        "feasibility": {
            "office": edition.review_office.code if edition.review_office else None,
            "days": edition.review_days,
        },
        "ballot": {
            "who": edition.who_votes,
            "kind": edition.ballot_kind,
            "max_choices": edition.max_choices,
            "max_points": edition.max_points,
        },
        "counting": {
            "rule": edition.rule,
            "threshold_votes": edition.threshold_votes,
            "ties": edition.tie_rule,
        },
    }


def canonical(document: dict[str, Any]) -> bytes:
    """Return the one way to write the document: keys in order, no spaces, UTF-8."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


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


def _instant(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat()


def _category(category: Any) -> dict[str, Any]:
    return {
        "code": category.code,
        "name": category.name,
        "offices": sorted(office.code for office in category.offices.all()),
    }


def _envelope(envelope: Any) -> dict[str, Any]:
    return {
        "level": envelope.unit.level.code if envelope.unit else None,
        "unit": envelope.unit.code if envelope.unit else None,
        "size": envelope.size.code if envelope.size else None,
        "amount_centavos": envelope.amount_centavos,
        "winners_max": envelope.winners_max,
    }
