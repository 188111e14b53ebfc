"""The parts of the rules that come in lists: categories, sizes, envelopes, criteria and paper points."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import (
    Category,
    Criterion,
    Edition,
    Envelope,
    MoneyFormula,
    PaperPoint,
    Phase,
    SizeClass,
)
from tequio.participation.editions.services.errors import PartInUse
from tequio.participation.editions.services.locks import changed, unlocked

Part = Category | SizeClass | Envelope | Phase | Criterion | PaperPoint


@transaction.atomic
def add_category(
    *,
    edition: Edition,
    code: str,
    name: str,
    drawing: str = "park",
    offices: Iterable[Office] = (),
    at: datetime | None = None,
    actor: int | None = None,
) -> Category:
    """Add a category, or change the one with this code. ``offices`` judge its proposals.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    category, _created = Category.objects.update_or_create(
        edition=edition, code=code, defaults={"name": name, "drawing": drawing}
    )
    category.offices.set(offices)
    changed(edition, "categories", at=at, actor=actor)
    return category


@transaction.atomic
def add_size(
    *,
    edition: Edition,
    code: str,
    name: str,
    cap_centavos: int,
    proposals_max: int | None = None,
    choices_max: int | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> SizeClass:
    """Add a size of project with its cap in centavos, or change the one with this code.

    ``proposals_max`` is how many of it one person may propose, ``choices_max`` how many one ballot may mark;
    None: no limit of its own.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    size, _created = SizeClass.objects.update_or_create(
        edition=edition,
        code=code,
        defaults={
            "name": name,
            "cap_centavos": cap_centavos,
            "proposals_max": proposals_max,
            "choices_max": choices_max,
        },
    )
    changed(edition, "sizes", at=at, actor=actor)
    return size


@transaction.atomic
def add_envelope(
    *,
    edition: Edition,
    amount_centavos: int,
    unit: Unit | None = None,
    size: SizeClass | None = None,
    winners_max: int | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> Envelope:
    """Give money to a territory and size (None: the whole city, any size), or change what they have.

    Args:
        edition: whose money.
        amount_centavos: integer centavos of the edition's currency.
        unit: the territory; None for the whole city.
        size: the size of project; None for any.
        winners_max: how many may win at most; None for as many as the money pays.
        at: now; needed once the edition is published.
        actor: the id of the person who does it.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    envelope, _created = Envelope.objects.update_or_create(
        edition=edition,
        unit=unit,
        size=size,
        defaults={"amount_centavos": amount_centavos, "winners_max": winners_max},
    )
    _forget_formulas(edition, [unit], size)
    changed(edition, "envelopes", at=at, actor=actor)
    return envelope


@transaction.atomic
def add_envelopes(
    *,
    edition: Edition,
    units: Iterable[Unit | None],
    amount_centavos: int,
    size: SizeClass | None = None,
    winners_max: int | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> int:
    """Give the same money to each of many territories. All or none. Returns how many.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    amounts = dict.fromkeys(units, amount_centavos)
    write_envelopes(edition, amounts, size=size, winners_max=winners_max)
    _forget_formulas(edition, list(amounts), size)
    changed(edition, "envelopes", at=at, actor=actor)
    return len(amounts)


def write_envelopes(
    edition: Edition, amounts: Mapping[Unit | None, int], *, size: SizeClass | None, winners_max: int | None
) -> None:
    """Write the money of many territories at once, over what they have of this size."""
    rows = [
        Envelope(edition=edition, unit=unit, size=size, amount_centavos=amount, winners_max=winners_max)
        for unit, amount in amounts.items()
    ]
    taken = {row.unit_id: row for row in edition.envelopes.filter(size=size)}
    for row in rows:
        row.pk = taken[row.unit_id].pk if row.unit_id in taken else None
    Envelope.objects.bulk_create([row for row in rows if row.pk is None])
    Envelope.objects.bulk_update([row for row in rows if row.pk], ["amount_centavos", "winners_max"])


def _forget_formulas(edition: Edition, units: Iterable[Unit | None], size: SizeClass | None) -> None:
    """Drop the formula of envelopes that were changed by hand: it no longer tells where they come from."""
    levels = {unit.level_id for unit in units if unit}
    MoneyFormula.objects.filter(edition=edition, size=size, level_id__in=levels).delete()


@transaction.atomic
def add_criterion(
    *,
    edition: Edition,
    code: str,
    kind: str,
    question: str,
    position: int = 0,
    offices: Iterable[Office] = (),
    at: datetime | None = None,
    actor: int | None = None,
) -> Criterion:
    """Add a criterion of feasibility, or change the one with this code.

    Args:
        edition: whose rules.
        code: its short name.
        kind: a CriterionKind.
        question: what the office answers, in plain words.
        position: its place in the list, from 0.
        offices: who answer it; none: those of the category.
        at: now; needed once the edition is published.
        actor: the id of the person who does it.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    criterion, _created = Criterion.objects.update_or_create(
        edition=edition, code=code, defaults={"kind": kind, "question": question, "position": position}
    )
    criterion.offices.set(offices)
    changed(edition, "criteria", at=at, actor=actor)
    return criterion


@transaction.atomic
def add_paper_point(
    *,
    edition: Edition,
    name: str,
    address: str,
    hours: str = "",
    unit: Unit | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> PaperPoint:
    """Add a place where people take part in person, or change the one with this name.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    point, _created = PaperPoint.objects.update_or_create(
        edition=edition, name=name, defaults={"address": address, "hours": hours, "unit": unit}
    )
    changed(edition, "paper_points", at=at, actor=actor)
    return point


@transaction.atomic
def remove_part(*, part: Part, at: datetime | None = None, actor: int | None = None) -> None:
    """Take one part out of the rules while they are open.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
        PartInUse: if an envelope or a proposal stands on it.
    """
    edition = unlocked(part.edition, at=at)
    try:
        with transaction.atomic():
            part.delete()
            if isinstance(part, Envelope):
                _forget_formulas(edition, [part.unit], part.size)
    except ProtectedError as error:
        raise PartInUse(_("No se puede quitar: ya hay propuestas o bolsas que lo usan.")) from error
    changed(edition, type(part).__name__.lower(), at=at, actor=actor)
