"""The parts of the rules: categories, sizes and envelopes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition, Envelope, Phase, SizeClass
from tequio.participation.editions.services.errors import PartInUse
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
    rows = [
        Envelope(
            edition=edition, unit=unit, size=size, amount_centavos=amount_centavos, winners_max=winners_max
        )
        for unit in units
    ]
    taken = {row.unit_id: row for row in edition.envelopes.filter(size=size)}
    for row in rows:
        row.pk = taken[row.unit_id].pk if row.unit_id in taken else None
    Envelope.objects.bulk_create([row for row in rows if row.pk is None])
    Envelope.objects.bulk_update([row for row in rows if row.pk], ["amount_centavos", "winners_max"])
    changed(edition, "envelopes", at=at, actor=actor)
    return len(rows)


@transaction.atomic
def remove_part(*, part: Part, at: datetime | None = None, actor: int | None = None) -> None:
    """Take a category, size, envelope or phase out of the rules while they are open.

    Raises:
        RulesLocked: if the first phase of the published edition has opened.
        PartInUse: if an envelope or a proposal stands on it.
    """
    edition = unlocked(part.edition, at=at)
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise PartInUse(_("No se puede quitar: ya hay propuestas o bolsas que lo usan.")) from error
    changed(edition, type(part).__name__.lower(), at=at, actor=actor)
