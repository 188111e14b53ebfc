"""The convocatoria as a document: one canonical JSON built from the rows of an edition."""

from datetime import datetime
from typing import Any

import msgspec
import orjson
from django.db.models import Q
from django.utils import timezone

from tequio.foundation.accounts.models import Office
from tequio.foundation.web import appearance
from tequio.participation.editions import queries
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import read_details

VERSION = 3
FORMAT = f"tequio/convocatoria/{VERSION}"
FORMATS = {2: "tequio/convocatoria/2", VERSION: FORMAT}  # those that can be said in words


def build(edition: Edition) -> dict[str, Any]:
    """Return the document of an edition's rules. Amounts are integer centavos, instants ISO 8601."""
    return {
        "format": FORMAT,
        "publisher": appearance.current().name,
        "edition": {
            "slug": edition.slug,
            "name": edition.name,
            "year": edition.year,
            "summary": edition.summary,
            "currency": edition.currency,
        },
        "territory": _territory(edition),
        "offices": _offices(edition),
        "time_zone": str(timezone.get_default_timezone()),
        "phases": [
            {"kind": p.kind, "opens": _instant(p.opens), "closes": _instant(p.closes), "text": p.text}
            for p in edition.phases.order_by("opens")
        ],
        "categories": [_category(c) for c in edition.categories.order_by("code").prefetch_related("offices")],
        "sizes": [_size(s) for s in edition.sizes.order_by("code")],
        "envelopes": sorted((_envelope(e) for e in queries.envelopes(edition)), key=orjson.dumps),
        "formulas": [_formula(f) for f in edition.formulas.select_related("level", "size").order_by("pk")],
        "access": [_access(rule) for rule in edition.access_rules.order_by("action")],
        "proposals": {"who": edition.who_proposes, "max_per_person": edition.proposals_max},
        "comments": edition.comments,
        "supports": {"max_per_person": edition.supports_max, "min_to_be_judged": edition.supports_min},
        "feasibility": _feasibility(edition),
        "ballot": {
            "who": edition.who_votes,
            "kind": edition.ballot_kind,
            "max_choices": edition.max_choices,
            "max_points": edition.max_points,
            "scope": edition.vote_scope,
            "max_choices_citywide": edition.city_choices_max,
            "box_mode": edition.box_mode,
            "changes": edition.vote_changes,
        },
        "paper_points": [
            {"name": p.name, "address": p.address, "hours": p.hours, "unit": p.unit.code if p.unit else None}
            for p in edition.paper_points.select_related("unit")
        ],
        "counting": _counting(edition),
    }


def _counting(edition: Edition) -> dict[str, Any]:
    return {
        "rule": edition.rule,
        "threshold_votes": edition.threshold_votes,
        "ties": edition.tie_rule,
        "completion": edition.completion,
        "details": msgspec.to_builtins(read_details(edition.counting)),
        "contest_days": edition.contest_days,
        "preview": edition.preview,
    }


def canonical(document: dict[str, Any]) -> bytes:
    """Return the one way to write the document: keys in order, no spaces, UTF-8."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def _instant(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat()


def _territory(edition: Edition) -> dict[str, Any]:
    """Return the map that every figure refers to, with the names that people know."""
    units = edition.territory.units.values_list("level__code", "code", "name")
    return {
        "version": edition.territory.name,
        "valid_from": edition.territory.valid_from.isoformat(),
        "levels": [
            {"code": level.code, "name": level.name, "name_plural": level.name_plural}
            for level in edition.territory.levels.order_by("rank")
        ],
        "units": [{"level": level, "code": code, "name": name} for level, code, name in sorted(units)],
    }


def _offices(edition: Edition) -> list[dict[str, str]]:
    """Return the name of each office that the document names by its code."""
    named = Office.objects.filter(
        Q(pk=edition.review_office_id)
        | Q(pk__in=edition.categories.values("offices"))
        | Q(pk__in=edition.criteria.values("offices"))
    )
    return [{"code": office.code, "name": office.name} for office in named.order_by("code")]


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


def _access(rule: Any) -> dict[str, Any]:
    return {
        "action": rule.action,
        "methods": sorted(rule.methods),
        "age_min": rule.age_min,
        "age_max": rule.age_max,
        "age_on": rule.age_on.isoformat() if rule.age_on else None,
        "minors_with_guardian": rule.minors_with_guardian,
    }


def _criterion(criterion: Any) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "kind": criterion.kind,
        "question": criterion.question,
        "offices": sorted(office.code for office in criterion.offices.all()),
    }


def _formula(formula: Any) -> dict[str, Any]:
    return {
        "level": formula.level.code,
        "size": formula.size.code if formula.size else None,
        "kind": formula.kind,
        "total_centavos": formula.total_centavos,
        "floor_percent": formula.floor_percent,
        "source": formula.source,
        "figures": dict(sorted(formula.figures.items())),
    }


def _size(size: Any) -> dict[str, Any]:
    return {
        "code": size.code,
        "name": size.name,
        "cap_centavos": size.cap_centavos,
        "proposals_max": size.proposals_max,
        "choices_max": size.choices_max,
    }


def _feasibility(edition: Edition) -> dict[str, Any]:
    return {
        "office": edition.review_office.code if edition.review_office else None,
        "days": edition.review_days,
        "correction_days": edition.correction_days,
        "appeal_days": edition.appeal_days,
        "appeal_answer_days": edition.appeal_answer_days,
        "criteria": [_criterion(c) for c in edition.criteria.prefetch_related("offices")],
    }
