"""The parts of the rules: categories, sizes and envelopes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition, Envelope, Phase, SizeClass
from tequio.participation.editions.services.locks import changed, unlocked

Part = Category | SizeClass | Envelope | Phase


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
    at: datetime | None = None,
    actor: int | None = None,
) -> SizeClass:
    """Add a size of project with its cap in centavos, or change the one with this code.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(edition, at=at)
    size, _created = SizeClass.objects.update_or_create(
        edition=edition,
        code=code,
        defaults={"name": name, "cap_centavos": cap_centavos, "proposals_max": proposals_max},
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
    changed(edition, "envelopes", at=at, actor=actor)
    return envelope


@transaction.atomic
def remove_part(*, part: Part, at: datetime | None = None, actor: int | None = None) -> None:
    """Take a category, size, envelope or phase out of the rules while they are open.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
    """
    edition = unlocked(part.edition, at=at)
    part.delete()
    changed(edition, type(part).__name__.lower(), at=at, actor=actor)
