"""Named reads of editions: phases, what is open, what is current, the money of each territory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext

from tequio.core import flow
from tequio.core.envelopes import FormulaKind
from tequio.foundation.identity.types import ASSURANCE_LABELS, Assurance
from tequio.foundation.messaging.types import Place
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import (
    AccessRule,
    Edition,
    Envelope,
    MoneyFormula,
    SizeClass,
    Suspension,
)
from tequio.participation.editions.types import ACTION_LABELS, FIGURE_LABELS, FORMULA_LABELS, Action


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """The envelopes of one territory; no unit means the whole city."""

    unit: Unit | None
    envelopes: list[Envelope] = field(default_factory=list)

    @property
    def total_centavos(self) -> int:
        return sum(envelope.amount_centavos for envelope in self.envelopes)


def phases(edition: Edition) -> list[flow.Phase]:
    """Return the phases of the edition for the rules of core.flow, in order of opening.

    Costs one query, or none where ``phases`` was prefetched.
    """
    found = [flow.Phase(p.kind, p.opens, p.closes) for p in edition.phases.all()]
    return sorted(found, key=lambda phase: phase.opens)


def is_open(edition: Edition, kind: str, at: datetime) -> bool:
    """Return whether the edition is published, not suspended, and has a phase of this kind open at ``at``."""
    return edition.published_at is not None and any(phase.kind == kind for phase in open_phases(edition, at))


def open_phases(edition: Edition, at: datetime) -> list[flow.Phase]:
    """Return the phases open at ``at``, the one that closes first at the front; none while suspended."""
    pauses = [flow.Suspension(s.begins, s.ends) for s in edition.suspensions.all()]
    return flow.open_phases(phases(edition), at=at, suspensions=pauses)


def suspension(edition: Edition, at: datetime) -> Suspension | None:
    """Return the suspension that holds at ``at``, with its reason, or None.

    Costs one query, or none where ``suspensions`` was prefetched.
    """
    return next(
        (s for s in edition.suspensions.all() if flow.Suspension(s.begins, s.ends).holds(at)),
        None,
    )


def is_locked(edition: Edition, at: datetime) -> bool:
    """Return whether the rules are locked: the edition is published and its first phase has opened."""
    return edition.published_at is not None and flow.has_begun(phases(edition), at=at)


def current(at: datetime) -> list[Edition]:
    """Return the published editions with some phase open at ``at``, newest first. One suspended has none."""
    return list(Edition.objects.published().with_open_phase(at).prefetch_related("phases", "suspensions"))


def published() -> QuerySet[Edition]:
    """Return every edition that anyone may see, newest first, with their phases."""
    return Edition.objects.published().prefetch_related("phases", "suspensions")


def in_calendar(slug: str | None = None) -> QuerySet[Edition]:
    """Return the published editions, or the one with this slug, with all that their calendar feed says."""
    found = Edition.objects.published().prefetch_related("phases", "suspensions", "rulebooks")
    return found if slug is None else found.filter(slug=slug)


def by_slug(slug: str) -> Edition | None:
    """Return the published edition with this slug, with its phases, or None."""
    return published().filter(slug=slug).select_related("territory").first()


def find(slug: str) -> Edition | None:
    """Return the edition with this slug, published or not, with everything its rules are made of, or None.

    A constant number of queries, whatever the edition holds.
    """
    return (
        Edition.objects.filter(slug=slug)
        .select_related("territory", "review_office")
        .prefetch_related(
            "phases",
            "categories__offices",
            "sizes",
            "envelopes",
            "formulas",
            "access_rules",
            "criteria__offices",
            "paper_points",
            "rulebooks",
            "suspensions",
        )
        .first()
    )


def everything() -> QuerySet[Edition]:
    """Return every edition for its office, newest first, with their phases."""
    return Edition.objects.prefetch_related("phases", "suspensions")


def money(edition: Edition) -> list[MoneyRow]:
    """Return what each territory has by size, city first, and the largest amounts first. One query."""
    rows: dict[int | None, MoneyRow] = {}
    for envelope in envelopes(edition):
        row = rows.setdefault(envelope.unit_id, MoneyRow(envelope.unit))
        row.envelopes.append(envelope)
    return list(rows.values())


def envelopes(edition: Edition) -> list[Envelope]:
    """Return the money of the edition, city first, then by territory and size. One query."""
    found = edition.envelopes.select_related("unit__level", "size").defer("unit__geometry", "unit__sketch")
    return sorted(
        found,
        key=lambda e: (e.unit.name if e.unit else "", -(e.size.cap_centavos if e.size else 0)),
    )


def formulas(edition: Edition) -> list[MoneyFormula]:
    """Return the formulas behind the envelopes, with their level and size. One query."""
    return list(edition.formulas.select_related("level", "size").order_by("level__rank", "pk"))


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A formula with each unit's figure, as written, and what it got."""

    formula: MoneyFormula
    label: object
    figure_label: object
    rows: list[tuple[Unit, str, int]]


def reckoned(edition: Edition) -> list[Reckoned]:
    """Return each formula with the figures behind it and the envelopes it gave. Two queries."""
    found = envelopes(edition)
    return [
        Reckoned(
            formula,
            FORMULA_LABELS[FormulaKind(formula.kind)],
            FIGURE_LABELS[FormulaKind(formula.kind)],
            [
                (e.unit, formula.figures.get(e.unit.code, ""), e.amount_centavos)
                for e in found
                if e.unit and e.unit.level_id == formula.level_id and e.size_id == formula.size_id
            ],
        )
        for formula in formulas(edition)
    ]


def asked(edition: Edition) -> list[tuple[object, str]]:
    """Return what each action asks of a person beyond an account, in words. At most one query."""
    rules = {rule.action: rule for rule in edition.access_rules.all()}
    return [(ACTION_LABELS[a], _asked_by(rules[a.value])) for a in Action if a.value in rules]


def _asked_by(rule: AccessRule) -> str:
    means = [str(ASSURANCE_LABELS[Assurance(m)]) for m in rule.methods if m in set(Assurance)]
    parts = [gettext(" o ").join([*means[:1], *(_inside(words) for words in means[1:])])] if means else []
    age = {"least": rule.age_min, "most": rule.age_max}
    if rule.age_min and rule.age_max:
        parts.append(gettext("de %(least)s a %(most)s años") % age)
    elif rule.age_min:
        parts.append(gettext("desde los %(least)s años") % age)
    elif rule.age_max:
        parts.append(gettext("hasta los %(most)s años") % age)
    if rule.age_on and (rule.age_min or rule.age_max):
        day = date_format(rule.age_on, pgettext("date format", r"j \d\e F \d\e Y"))
        parts.append(gettext("cumplidos el %(day)s") % {"day": day.lower()})
    if rule.minors_with_guardian:
        parts.append(gettext("menores de edad con su madre, padre o tutor"))
    return "; ".join(parts)


def _inside(words: str) -> str:
    """Return words as they go inside a sentence: a small first letter, unless it begins an acronym."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def envelope_for(edition: Edition, site: Unit, size: SizeClass | None) -> Envelope | None:
    """Return the money that a project on this site and of this size would draw on, or None.

    The nearest territory wins (the colonia's, then the sector's, then the city's); within it, the envelope of
    the size before the one for any size. One query, and one per ancestor of the site that is not loaded.
    """
    rank = {pk: depth for depth, pk in enumerate(_lineage(site))}
    fitting = [
        e
        for e in edition.envelopes.all()
        if (e.unit_id is None or e.unit_id in rank) and e.size_id in {None, size.pk if size else None}
    ]
    return min(
        fitting,
        key=lambda e: (len(rank) if e.unit_id is None else rank[e.unit_id], e.size_id is None),
        default=None,
    )


def _lineage(site: Unit) -> list[int]:
    found, unit = [], cast("Unit | None", site)
    while unit is not None:
        found.append(unit.pk)
        unit = unit.parent
    return found


def last_moment(closes: datetime) -> str:
    """Return the end of a phase as people say it: the midnight after a day is that day at 11:59 p.m."""
    local = timezone.localtime(closes)
    midnight = (local.hour, local.minute) == (0, 0)
    return said(local - timedelta(minutes=1) if midnight else local)


def said(moment: datetime) -> str:
    """Return an instant as people say it, in the municipality's time zone: ``30 de abril de 2026, 8 p.m.``."""
    text = date_format(timezone.localtime(moment), pgettext("date format", r"j \d\e F \d\e Y, P"))
    return text.lower() if (get_language() or "es").startswith("es") else text


def said_day(day: date) -> str:
    """Return a day as people say it: ``30 de abril de 2026``."""
    text = date_format(day, pgettext("date format", r"j \d\e F \d\e Y"))
    return text.lower() if (get_language() or "es").startswith("es") else text


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the name and page of each of these editions that anyone may see. One query."""
    found = Edition.objects.published().filter(pk__in=ids)
    return {e.pk: Place(e.name, reverse("editions:detail", args=[e.slug])) for e in found}
