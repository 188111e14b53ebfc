"""The whole definition of an exercise as JSON: what it asks, of whom, when and by which rules."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import Forum

FORMAT = "tequio-forum/1"


def definition(forum: Forum) -> dict[str, Any]:
    """Return the rules of an exercise as plain values, in a stable order.

    Args:
        forum: as ``queries.exercise.find`` gives it.
    """
    return {
        "format": FORMAT,
        "slug": forum.slug,
        "name": forum.name,
        "year": forum.year,
        "summary": forum.summary,
        "text": forum.text,
        "privacy": forum.privacy,
        "territory": str(forum.territory),
        "scheme": forum.themes_scheme.slug if forum.themes_scheme else None,
        "published_at": _moment(forum.published_at),
        "pillars": _pillars(forum),
        "sectors": [{"code": s.code, "name": s.name} for s in forum.sectors.all()],
        "age_bands": forum.age_bands,
        "asks": _asks(forum),
        "questions": [
            {
                "code": q.code,
                "label": q.label,
                "kind": q.kind,
                "options": q.options,
                "required": q.required,
                "public": q.public,
            }
            for q in forum.questions.all()
        ],
        "phases": [
            {"kind": p.kind, "opens": _moment(p.opens), "closes": _moment(p.closes), "text": p.text}
            for p in forum.phases.all()
        ],
        "access": _access(forum),
        "limits": {"contributions": forum.contributions_max, "votes": forum.votes_max},
        "comments": forum.comments,
        "answer_days": forum.answer_days,
        "figures": {
            "every_seconds": forum.figures_every,
            "step": forum.figures_round,
            "least": forum.figures_least,
        },
        "amendments": [
            {"at": _moment(a.at), "reason": a.reason, "changes": a.changes} for a in forum.amendments.all()
        ],
    }


def _pillars(forum: Forum) -> list[dict[str, Any]]:
    return [
        {
            "code": p.code,
            "name": p.name,
            "description": p.description,
            "concept": _concept(p.concept),
            "themes": [
                {"code": t.code, "name": t.name, "concept": _concept(t.concept)} for t in p.themes.all()
            ],
        }
        for p in forum.pillars.all()
    ]


def _asks(forum: Forum) -> dict[str, Any]:
    return {
        "horizon": forum.horizon,
        "vision": forum.vision_question,
        "first_step": forum.first_step_question,
        "place": forum.asks_place,
        "photo": forum.asks_photo,
    }


def _access(forum: Forum) -> list[dict[str, Any]]:
    return [
        {
            "action": r.action,
            "methods": r.methods,
            "age_min": r.age_min,
            "age_max": r.age_max,
            "age_on": _day(r.age_on),
            "minors_with_guardian": r.minors_with_guardian,
        }
        for r in forum.access_rules.all()
    ]


def _concept(concept: Concept | None) -> str | None:
    return concept.code if concept else None


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat() if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
