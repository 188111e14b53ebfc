"""Exercises, their phases and what is open in them at an instant."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from tequio.core import flow
from tequio.foundation.messaging.types import Place
from tequio.participation.forums.models import Forum

# What the rules of an exercise are made of.
_PARTS = ("phases", "pillars__concept", "pillars__themes__concept", "sectors", "questions", "access_rules")


def published() -> QuerySet[Forum]:
    """Return every exercise that anyone may see, newest first, with their phases."""
    return Forum.objects.published().prefetch_related("phases")


def everything() -> QuerySet[Forum]:
    """Return every exercise for its office, newest first, with their phases."""
    return Forum.objects.prefetch_related("phases")


def by_slug(slug: str) -> Forum | None:
    """Return the published exercise with this slug, with its phases, or None."""
    return published().filter(slug=slug).select_related("territory").first()


def find(slug: str) -> Forum | None:
    """Return the exercise with this slug, published or not, with all that its rules are made of, or None.

    A constant number of queries, whatever the exercise holds.
    """
    found = Forum.objects.filter(slug=slug).select_related("territory", "themes_scheme", "copied_from")
    return found.prefetch_related(*_PARTS, "amendments").first()


def current(at: datetime) -> list[Forum]:
    """Return the published exercises with some phase open at ``at``, newest first. Two queries."""
    return list(published().with_open_phase(at))  # type: ignore[attr-defined]


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the name and page of each of these exercises that anyone may see. One query."""
    found = Forum.objects.published().filter(pk__in=ids)
    return {f.pk: Place(f.name, reverse("forums:detail", args=[f.slug])) for f in found}


def phases(forum: Forum) -> list[flow.Phase]:
    """Return the phases of the exercise for the rules of core.flow, in order of opening.

    Costs one query, or none where ``phases`` was prefetched.
    """
    found = [flow.Phase(p.kind, p.opens, p.closes) for p in forum.phases.all()]
    return sorted(found, key=lambda phase: (phase.opens, phase.closes))


def phase(forum: Forum, kind: str) -> flow.Phase | None:
    """Return the phase of this kind, or None."""
    return next((p for p in phases(forum) if p.kind == kind), None)


def is_open(forum: Forum, kind: str, at: datetime) -> bool:
    """Return whether the exercise is published and has a phase of this kind open at ``at``."""
    return forum.published_at is not None and flow.is_open(phases(forum), kind, at=at)


def open_phases(forum: Forum, at: datetime) -> list[flow.Phase]:
    """Return the phases open at ``at``, the one that closes first at the front."""
    return flow.open_phases(phases(forum), at=at)


def is_locked(forum: Forum, at: datetime) -> bool:
    """Return whether the rules are locked: the exercise is published and its first phase has opened."""
    return forum.published_at is not None and flow.has_begun(phases(forum), at=at)


def has_ended(forum: Forum, at: datetime) -> bool:
    """Return whether the exercise had phases and all of them have closed."""
    found = phases(forum)
    return bool(found) and all(p.moment(at) is flow.Moment.AFTER for p in found)


def last_moment(closes: datetime) -> str:
    """Return the end of a phase as people say it: the midnight after a day is that day at 11:59 p.m."""
    local = timezone.localtime(closes)
    midnight = (local.hour, local.minute) == (0, 0)
    return said(local - timedelta(minutes=1) if midnight else local)


def said(moment: datetime) -> str:
    """Return an instant as people say it, in the municipality's time zone: ``30 de abril de 2026, 8 p.m.``."""
    text = date_format(timezone.localtime(moment), pgettext("date format", r"j \d\e F \d\e Y, P"))
    return text.lower() if (get_language() or "es").startswith("es") else text
