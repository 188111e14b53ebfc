"""What the front pages of exercises show: how much was said of each pillar, who took part, the last voices."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext

from tequio.foundation.identity.types import ASSURANCE_LABELS, Assurance
from tequio.participation.forums.models import AccessRule, Contribution, Forum, Pillar
from tequio.participation.forums.queries import figures
from tequio.participation.forums.types import ACTION_LABELS, Action

_LAST = 6


@dataclass(frozen=True, slots=True)
class Voices:
    """How many voices anyone may read, in all and by pillar (by its id)."""

    total: int
    by_pillar: dict[int, int]


def voices(forum: Forum) -> Voices:
    """Count the voices that anyone may read. One query."""
    found = Contribution.objects.public().filter(forum=forum).order_by()
    counted = dict(found.values_list("pillar").annotate(n=Count("pk")))
    return Voices(sum(counted.values()), counted)


def voices_of(forums: list[Forum]) -> dict[int, int]:
    """Count the voices that anyone may read in each exercise, by its id. One query."""
    found = Contribution.objects.public().filter(forum__in=forums).order_by()
    return dict(found.values_list("forum").annotate(n=Count("pk")))


def people(forum: Forum) -> int | None:
    """Return how many took part, as the live figures tell it. One query.

    Counting here anew would tell in between what those keep to themselves.
    """
    shown = figures.latest(forum.slug)
    return shown.document["totals"]["people"][0] or None if shown else None


def last_voices(forum: Forum) -> list[Contribution]:
    """Return the last voices that anyone may read, the newest first. Two queries."""
    found = Contribution.objects.public().filter(forum=forum).for_cards()
    return list(found.order_by("-submitted_at", "-pk")[:_LAST])


def pillars(forum: Forum) -> list[Pillar]:
    """Return the pillars with their themes and what they are aligned with. Two queries, or none if at hand."""
    return list(forum.pillars.all())


def asked(forum: Forum) -> list[tuple[object, str]]:
    """Return what each action asks of a person beyond an account, in words. At most one query."""
    rules = {rule.action: rule for rule in forum.access_rules.all()}
    return [(ACTION_LABELS[a], _asked_by(rules[a.value])) for a in Action if a.value in rules]


def _asked_by(rule: AccessRule) -> str:
    means = [str(ASSURANCE_LABELS[Assurance(m)]) for m in rule.methods if m in set(Assurance)]
    parts = [gettext(" o ").join([*means[:1], *(m[:1].lower() + m[1:] for m in means[1:])])]
    parts = parts if means else [gettext("Con una cuenta")]
    age = {"least": rule.age_min, "most": rule.age_max}
    if rule.age_min and rule.age_max:
        parts.append(gettext("de %(least)s a %(most)s años") % age)
    elif rule.age_min:
        parts.append(gettext("desde los %(least)s años") % age)
    elif rule.age_max:
        parts.append(gettext("hasta los %(most)s años") % age)
    if rule.minors_with_guardian:
        parts.append(gettext("menores de edad con su madre, padre o tutor"))
    return "; ".join(parts)
