"""Bringing in a past election: a real one, as a whole edition with its ballots, count and published results."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import counting, scores
from tequio.core.tally.counting import Declared
from tequio.core.tally.elections import Election, Project, VoteType
from tequio.core.tally.rules import UnsupportedRuleError, Utility
from tequio.core.tally.ties import TieRule as Ties
from tequio.foundation.territory.models import Level, Unit, Version
from tequio.participation.ballots.models import Count, Option
from tequio.participation.ballots.services.bulk import load_ballots
from tequio.participation.ballots.services.catalogue import record_catalogue
from tequio.participation.ballots.services.counting import count
from tequio.participation.ballots.services.publishing import publish_results
from tequio.participation.ballots.types import RULE_NAMES, Vote
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Category, Edition, Envelope
from tequio.participation.editions.types import BallotKind, PhaseKind, TieRule
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import ProposalState

_RULES = {name: declared for declared, name in RULE_NAMES.items()}
_TIES = {Ties.FILE: TieRule.FIRST_SUBMITTED, Ties.COST: TieRule.LOWER_COST, Ties.ASSEMBLY: TieRule.ASSEMBLY}
_LETTERS = str.maketrans("łŁøØđĐ", "lLoOdD")  # those that do not decompose into a plain letter and a mark
_DRAWINGS = {  # a word in the name of a category -> its calm drawing
    "green": "park", "nature": "park", "park": "park", "environment": "park", "verde": "park",
    "transit": "street", "road": "street", "walking": "street", "cycling": "street", "street": "street",
    "sport": "sport", "health": "health", "education": "school", "culture": "culture", "welfare": "health",
    "safety": "safety", "security": "safety", "light": "lights", "water": "water", "public space": "market",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in: the edition, its published count, and blank ballots, which are not kept."""

    edition: Edition
    count: Count
    blank: int


@transaction.atomic
def import_past_election(
    *, election: Election, file_name: str, at: datetime, slug: str = "", actor: int | None = None
) -> Imported:
    """Make a past edition of an election read from a file, count it by its declared rule and publish it.

    All or nothing. The winners become projects by the event that publishing leaves. Ordinal ballots are kept
    as their Borda points.

    Args:
        election: as core.tally read it.
        file_name: kept as the edition's source.
        at: now.
        slug: the edition's address; made of the place and the year if empty.
        actor: the id of who brings it in.

    Raises:
        UnsupportedRuleError: if the file's rule is not one that an edition may declare.
        SlugTaken: if another edition has this address.
        VotingOpen: if its dates are not past.
    """
    declared = _supported(election)
    edition, unit = _edition(election, declared, slug=slug, file_name=file_name, at=at, actor=actor)
    _catalogue(edition, election, unit, at=at)
    votes = [v for v in _votes(election, unit) if v.points]
    load_ballots(edition=edition, votes=votes, at=at)
    row = count(edition=edition, at=at, actor=actor)
    publish_results(count_id=row.pk, at=at, actor=actor)
    return Imported(edition, row, blank=len(election.ballots) - len(votes))


def _supported(election: Election) -> Declared:
    declared = counting.declared(election)
    if declared.rule not in _RULES or declared.parameters.utility is not Utility.COST:
        raise UnsupportedRuleError("Esta variante de partes iguales solo la cuenta «tequio count».")
    if declared.parameters.part_percent:
        raise UnsupportedRuleError(
            "La regla del 80 % (pago en parte) solo la cuenta «tequio count»: una edición no la admite."
        )
    if any(not isinstance(points, int) for ballot in election.ballots for points in ballot.points):
        raise UnsupportedRuleError("Los puntos con decimales no se pueden guardar en una edición.")
    return declared


def _edition(
    election: Election, declared: Declared, *, slug: str, file_name: str, at: datetime, actor: int | None
) -> tuple[Edition, Unit]:
    """Create and publish the edition with its map, calendar, categories and envelope."""
    meta = election.meta
    opens, closes = _dates(meta, at=at)
    name = meta.get("description") or file_name
    instance = meta.get("instance", "")
    year = int(instance) if re.fullmatch(r"(19|20)[0-9]{2}", instance) else opens.year
    place = f"{meta.get('unit', '')} {meta.get('subunit', '')}".translate(_LETTERS)
    slug = slug or slugify(f"{place} {year}")[:50]
    if Edition.objects.filter(slug=slug).exists():
        raise editions.SlugTaken(_("Ya hay una edición con esa dirección. Elija otra con --slug."))
    unit = _territory(meta, slug, valid_from=opens.date())
    edition = editions.create_edition(
        slug=slug,
        name=f"{name} {instance}".strip(),
        year=year,
        territory=unit.version,
        currency=meta.get("currency", "MXN"),
        imported_from=file_name,
        actor=actor,
        **_rules(election, declared),
    )
    editions.add_phase(edition=edition, kind=PhaseKind.VOTING, opens=opens, closes=closes)
    editions.add_phase(
        edition=edition, kind=PhaseKind.RESULTS, opens=closes, closes=closes + timedelta(days=365)
    )
    editions.add_envelope(edition=edition, unit=unit, amount_centavos=election.budget)
    for number, category in enumerate(_categories(election), start=1):
        editions.add_category(
            edition=edition,
            code=slugify(category)[:40] or f"c{number}",
            name=category,
            drawing=next((d for word, d in _DRAWINGS.items() if word in category.lower()), "park"),
        )
    return editions.publish_edition(edition=edition, at=at, actor=actor), unit


def _rules(election: Election, declared: Declared) -> dict[str, object]:
    """Return the edition's fields that say how it was voted and counted."""
    points = [value for vote in _votes(election, None) for value in vote.points.values()]
    marks = election.vote_type in (VoteType.APPROVAL, VoteType.CHOOSE_ONE)
    rule, completion = _RULES[declared.rule]
    return {
        "rule": rule.value,
        "completion": completion.value,
        "threshold_votes": declared.parameters.threshold,
        "tie_rule": _TIES[declared.parameters.ties].value,
        "ballot_kind": (BallotKind.APPROVAL if marks else BallotKind.POINTS).value,
        "max_choices": max((len(set(b.choices)) for b in election.ballots), default=1) or 1,
        "max_points": max(points, default=1),
    }


def _dates(meta: dict[str, str], *, at: datetime) -> tuple[datetime, datetime]:
    """Return when voting opened and closed; the year alone, or the day before now, where the file says less."""
    yesterday = timezone.localdate(at) - timedelta(days=1)
    first = _day(meta.get("date_begin", ""), last=False) or yesterday
    last = _day(meta.get("date_end", ""), last=True) or first
    zone = timezone.get_current_timezone()
    opens = datetime.combine(first, time.min, zone)
    return opens, datetime.combine(max(first, last) + timedelta(days=1), time.min, zone)


def _day(text: str, *, last: bool) -> date | None:
    if re.fullmatch(r"(19|20)[0-9]{2}", text):
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    found = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:19|20)[0-9]{2})", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _territory(meta: dict[str, str], slug: str, *, valid_from: date) -> Unit:
    """Make a map of one unit, or of the city and the district that voted, and return who voted."""
    version = Version.objects.create(
        name=f"{meta.get('unit', '') or slug} ({slug})", valid_from=valid_from, published_at=timezone.now()
    )
    level = Level.objects.create(
        version=version, code="municipio", name="Municipio", name_plural="Municipios", rank=0
    )
    city = Unit.objects.create(version=version, level=level, code="M", name=meta.get("unit") or slug)
    district = meta.get("subunit") or meta.get("district")
    if not district:
        return city
    level = Level.objects.create(version=version, code="sector", name="Sector", name_plural="Sectores", rank=1)
    return Unit.objects.create(version=version, level=level, parent=city, code="S", name=district)


def _category(project: Project) -> str:
    return project.attributes.get("category", "").split(",")[0].strip() or str(_("Sin categoría"))


def _categories(election: Election) -> list[str]:
    return sorted({_category(project) for project in election.projects})


def _catalogue(edition: Edition, election: Election, unit: Unit, *, at: datetime) -> None:
    """Create the proposals, feasible at their cost, and freeze them as options in the order of the file."""
    categories = {category.name: category for category in edition.categories.all()}
    submitted = edition.phases.get(kind=PhaseKind.VOTING).opens
    proposals = Proposal.objects.bulk_create(
        _proposal(project, number, edition=edition, site=unit, categories=categories, submitted_at=submitted)
        for number, project in enumerate(election.projects, start=1)
    )
    envelope = Envelope.objects.get(edition=edition)
    options = Option.objects.bulk_create(
        Option(
            edition=edition,
            proposal=proposal,
            envelope=envelope,
            number=number,
            title=proposal.title,
            cost_centavos=project.cost,
        )
        for number, (proposal, project) in enumerate(zip(proposals, election.projects, strict=True), start=1)
    )
    record_catalogue(edition, options, at=at)


def _proposal(
    project: Project,
    number: int,
    *,
    edition: Edition,
    site: Unit,
    categories: dict[str, Category],
    submitted_at: datetime,
) -> Proposal:
    return Proposal(
        edition=edition,
        folio=f"{edition.slug}-{number:03d}",
        state=ProposalState.FEASIBLE.value,
        title=project.name or project.id,
        place=project.attributes.get("district", ""),
        category=categories[_category(project)],
        lon=_degrees(project.attributes.get("longitude")),
        lat=_degrees(project.attributes.get("latitude")),
        site=site,
        estimated_cost_centavos=project.cost,
        approved_cost_centavos=project.cost,
        submitted_at=submitted_at,
    )


def _degrees(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _votes(election: Election, unit: Unit | None) -> Iterator[Vote]:
    """Give each ballot as the points of its options, numbered in the order of the file."""
    numbers = {project.id: number for number, project in enumerate(election.projects, start=1)}
    top = scores.borda_top(election)
    unit_id = unit.pk if unit else None
    for ballot in election.ballots:
        choices = list(dict.fromkeys(ballot.choices))
        if election.vote_type.has_points:
            points = {numbers[c]: int(p) for c, p in zip(ballot.choices, ballot.points, strict=True)}
        elif election.vote_type is VoteType.ORDINAL:
            points = {numbers[c]: max(top - place, 0) for place, c in enumerate(choices)}
        else:
            points = {numbers[c]: 1 for c in choices}
        yield Vote(unit_id, points)
