"""One-time codes: printed by lots, drawn from an urn, and kept only as marks that nobody reads back."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.core.ballotbox import codes
from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Unit
from tequio.participation.ballots.events import CodesMade, CodeVoided
from tequio.participation.ballots.models import Code, CodeBatch, Slip
from tequio.participation.ballots.services import keys
from tequio.participation.ballots.services.bell import hold_box
from tequio.participation.ballots.services.errors import BadPass, CodeUsed
from tequio.participation.editions.models import Edition, PaperPoint
from tequio.participation.editions.services import ReasonMissing

MOST_CODES = 10_000  # in one batch


@transaction.atomic
def make_codes(
    *,
    edition: Edition,
    unit: Unit | None,
    point: PaperPoint | None,
    size: int,
    at: datetime,
    actor: int | None = None,
) -> tuple[CodeBatch, list[str]]:
    """Make one-time codes for a place. The codes are returned this once; only their marks are kept.

    Args:
        edition: whose box.
        unit: where their ballots count; None: the whole city.
        point: where they are handed out.
        size: how many, from 1 to 10,000.
        at: now.
        actor: the id of who asks for them.

    Returns:
        The batch, and the codes as they are printed.

    Raises:
        ValueError: if the size is out of range.
    """
    if not 1 <= size <= MOST_CODES:
        raise ValueError(f"a batch has 1 to {MOST_CODES} codes")
    batch = CodeBatch.objects.create(edition=edition, unit=unit, point=point, size=size, made_at=at)
    made = [codes.draw(secrets.token_bytes) for _number in range(size)]
    rows = [Code(batch=batch, edition=edition, mark=mark_of(edition, code)) for code in made]
    Code.objects.bulk_create(sorted(rows, key=lambda row: row.pk))  # not in the order in which they are printed
    audit.record(CodesMade(edition_id=edition.pk, batch_id=batch.pk, codes=size), actor=actor, at=at)
    return batch, [codes.spelled(code) for code in made]


@transaction.atomic
def void_code(*, edition: Edition, code: str, reason: str, at: datetime, actor: int | None = None) -> Code:
    """Make a code void that was lost or spoilt. One that was used stays: its ballot cannot be told from others.

    Args:
        edition: whose box.
        code: as it is printed.
        reason: why.
        at: now.
        actor: the id of who does it.

    Raises:
        ReasonMissing: without a reason.
        BadPass: if there is no such code, or it is void.
        CodeUsed: if a ballot came in with it.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba por qué se anula la clave."))
    hold_box(edition)
    row = _find(edition, code)
    if Slip.objects.filter(edition=edition, mark=row.mark).exists():
        raise CodeUsed(_("Esa clave ya se usó: su boleta está en la urna y no se puede anular."))
    row.void_reason = reason.strip()
    row.save(update_fields=["void_reason"])
    audit.record(
        CodeVoided(edition_id=edition.pk, batch_id=row.batch_id, reason=row.void_reason), actor=actor, at=at
    )
    return row


def admit(edition: Edition, text: str, *, unit_id: int | None) -> bytes:
    """Return the mark of a code that lets in a ballot of this place. The caller shares the box.

    Raises:
        BadPass: if there is no such code, it is void, or it is of another place.
    """
    row = _find(edition, text)
    if row.batch.unit_id != unit_id:
        raise BadPass(_("Esa clave es de otro lugar."))
    return bytes(row.mark)


def demand_code(*, edition: Edition, code: str) -> Code:
    """Return the code that somebody typed, with its batch; it may have been used.

    Raises:
        BadPass: if there is no such code, or it is void.
    """
    return _find(edition, code)


def mark_of(edition: Edition, code: str) -> bytes:
    """Return the mark of a code, without hyphens, in the box of an edition."""
    return keys.mark(edition.slug, "code", code.encode())


def _find(edition: Edition, text: str) -> Code:
    code = codes.read(text)
    if code is None:
        raise BadPass(_("Esa no es una clave: tiene doce letras y números. Revise que esté bien escrita."))
    row = (
        Code.objects.select_related("batch__unit").filter(edition=edition, mark=mark_of(edition, code)).first()
    )
    if row is None:
        raise BadPass(_("Esa clave no es de esta votación."))
    if row.void_reason:
        raise BadPass(_("Esa clave está anulada."))
    return row
