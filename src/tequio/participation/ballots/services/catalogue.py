"""Freezing the ballot when voting opens."""

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import CatalogueFrozen
from tequio.participation.ballots.models import Catalogue, Option
from tequio.participation.ballots.services.boards import raise_board
from tequio.participation.ballots.services.errors import CatalogueOpen
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals import queries as proposals


@transaction.atomic
def freeze_catalogue(*, edition: Edition, at: datetime) -> Catalogue:
    """Freeze the options of the ballot: the feasible proposals with their approved cost, numbered by folio.

    Called by a job when voting opens, and by the first who needs it. Freezing again changes nothing.

    Args:
        edition: whose ballot.
        at: now.

    Raises:
        CatalogueOpen: if voting has not opened yet.
    """
    frozen = _frozen(edition)  # without a lock first: every voter comes this way
    if frozen:
        return frozen
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    frozen = _frozen(edition)
    if frozen:
        return frozen
    phase = next((p for p in editions.phases(edition) if p.kind == PhaseKind.VOTING), None)
    if phase is None or edition.published_at is None or at < phase.opens:
        raise CatalogueOpen(_("La boleta se cierra cuando abre la votación."))
    options = Option.objects.bulk_create(_options(edition))
    return record_catalogue(edition, options, at=at)


def _frozen(edition: Edition) -> Catalogue | None:
    return Catalogue.objects.filter(edition=edition).first()


def record_catalogue(edition: Edition, options: list[Option], *, at: datetime) -> Catalogue:
    """Keep that the catalogue is frozen, with the hash of its options and of which exclude each other.

    Raises the public board too.
    """
    lines: list[list[object]] = [
        [o.number, o.proposal_id, o.envelope_id, o.title, o.cost_centavos] for o in options
    ]
    lines += [[reason, numbers] for reason, numbers in queries.rivals(edition)]
    digest = hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
    catalogue = Catalogue.objects.create(edition=edition, frozen_at=at, sha256=digest)
    raise_board(edition=edition, at=at)
    audit.record(CatalogueFrozen(edition_id=edition.pk, options=len(options), sha256=digest))
    return catalogue


def _options(edition: Edition) -> list[Option]:
    """Return the options; a proposal without approved cost, or that no envelope pays, cannot be one."""
    found: list[Option] = []
    for proposal in proposals.feasible(edition).order_by("submitted_at", "pk"):
        if proposal.site is None or proposal.approved_cost_centavos is None:
            continue
        envelope = editions.envelope_for(edition, proposal.site, proposal.size)
        if envelope is not None:
            found.append(
                Option(
                    edition=edition,
                    proposal=proposal,
                    envelope=envelope,
                    number=len(found) + 1,
                    title=proposal.title,
                    cost_centavos=proposal.approved_cost_centavos,
                )
            )
    return found
