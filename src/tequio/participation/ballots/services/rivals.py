"""Noting, before the ballot freezes, which proposals exclude each other."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.tally import rules
from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import RivalryDropped, RivalryNoted
from tequio.participation.ballots.models import Catalogue, Rivalry
from tequio.participation.ballots.services.errors import CatalogueClosed, RivalsUnknown
from tequio.participation.editions.models import Edition
from tequio.participation.proposals import queries as proposals

_FEWEST = 2


@transaction.atomic
def note_rivalry(
    *, edition: Edition, folios: Sequence[str], reason: str, at: datetime, actor: int | None = None
) -> Rivalry:
    """Note that only one of some proposals may win: the best placed of them.

    Args:
        edition: whose ballot, not frozen yet.
        folios: of two or more proposals of the edition that were found feasible.
        reason: why, as people will read it on the ballot.
        at: now.
        actor: the id of who notes it.

    Raises:
        CatalogueClosed: if the ballot is frozen.
        RivalsUnknown: if a folio is of no feasible proposal, there are fewer than two, there is no reason, or
            the rule of the edition cannot count so.
    """
    edition = _open(edition)
    if not rules.find(queries.rule_name(edition)).excludes:
        raise RivalsUnknown(_("La forma de contar de esta edición no admite proyectos que se excluyan."))
    found = {str(p.folio): p for p in proposals.feasible(edition).filter(folio__in=folios)}
    missing = [folio for folio in folios if folio not in found]
    if missing:
        words = _("No hay una propuesta factible con folio: %(folios)s.")
        raise RivalsUnknown(words % {"folios": ", ".join(missing)})
    if len(found) < _FEWEST or not reason.strip():
        raise RivalsUnknown(_("Escriba dos folios o más, y el motivo."))
    group = Rivalry.objects.create(edition=edition, reason=reason.strip())
    group.proposals.set(found.values())
    event = RivalryNoted(edition_id=edition.pk, folios=", ".join(sorted(found)), reason=group.reason)
    audit.record(event, actor=actor, at=at)
    return group


@transaction.atomic
def drop_rivalry(*, edition: Edition, rivalry_id: int, at: datetime, actor: int | None = None) -> None:
    """Take back a group that was noted. One that is not there changes nothing.

    Raises:
        CatalogueClosed: if the ballot is frozen.
    """
    edition = _open(edition)
    group = Rivalry.objects.filter(edition=edition, pk=rivalry_id).prefetch_related("proposals").first()
    if group is None:
        return
    folios = ", ".join(sorted(str(p.folio) for p in group.proposals.all()))
    group.delete()
    audit.record(RivalryDropped(edition_id=edition.pk, folios=folios), actor=actor, at=at)


def _open(edition: Edition) -> Edition:
    """Return the edition, locked as its freezing locks it, or refuse."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if Catalogue.objects.filter(edition=edition).exists():
        raise CatalogueClosed(_("La boleta ya está cerrada: lo que se excluye no cambia más."))
    return edition
