"""Outcomes that an authority changes, and the seed of the lot. Never silent: reason, act and log, in public."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import LotCommitted, LotNoted, OutcomeOverridden
from tequio.participation.ballots.models import Count, Override, TieLot
from tequio.participation.ballots.services.errors import LotRefused, OverrideRefused
from tequio.participation.ballots.services.takeaway import ask_files
from tequio.participation.ballots.types import Outcome
from tequio.participation.editions.models import Edition

_SHA256 = 64  # hexadecimal digits


@transaction.atomic
def override_outcome(
    *, count_id: int, number: int, reason: str, act: Upload, at: datetime, actor: int | None = None
) -> Override:
    """Turn a winner into a loser or the other way round, by an act of who may decide it.

    The count keeps what the rule gave; the change stands beside it, with its reason and its act, on the page
    and in the result document. Whoever reviewed the count must look again.

    Args:
        count_id: the count whose outcome changes; not official yet.
        number: of the option.
        reason: why, in public.
        act: the signed document, in public.
        at: now.
        actor: the id of who records it.

    Raises:
        OverrideRefused: if the results are official, a tie waits, it was changed before, or without reason.
        FileTooLargeError, UnacceptedFileError: if the act is no document.
    """
    row = Count.objects.select_for_update().get(pk=count_id)
    result = row.results.select_related("option").filter(option__number=number).first()
    if row.official_at or row.withdrawn_at:
        raise OverrideRefused(_("Los resultados ya son oficiales o se retiraron: no cambian."))
    if result is None or result.outcome == Outcome.TIED or hasattr(result, "override"):
        raise OverrideRefused(
            _("Ese resultado no se puede cambiar: no existe, espera un desempate o ya cambió.")
        )
    if not reason.strip():
        raise OverrideRefused(_("Escriba la razón: se publica junto al resultado."))
    won = result.outcome == Outcome.WINNER
    before, after = Outcome(result.outcome), Outcome.NOT_WINNER if won else Outcome.WINNER
    file = files.store(upload=act, kind=FileKind.DOCUMENT, uploaded_by=actor, public=True)
    change = Override.objects.create(
        result=result,
        before=before.value,
        after=after.value,
        reason=reason.strip(),
        act=file,
        decided_at=at,
        decided_by_id=actor,
    )
    result.outcome = after.value
    result.save(update_fields=["outcome"])
    row.result = _told(row, change, str(number), digest=bytes(file.sha256).hex())
    row.reviewed_at, row.reviewed_by, row.review_note = None, None, ""
    row.save(update_fields=["result", "reviewed_at", "reviewed_by", "review_note"])
    if row.published_at:
        ask_files(count_id=row.pk)
    event = OutcomeOverridden(
        edition_id=row.edition_id,
        count_id=row.pk,
        number=number,
        before=before.value,
        after=after.value,
        act_sha256=bytes(file.sha256).hex(),
    )
    audit.record(event, actor=actor, at=at)
    return change


def _told(row: Count, change: Override, key: str, *, digest: str) -> dict[str, object]:
    """Return the result document with the change beside what the rule gave."""
    line = {
        "project": key,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
        "act_sha256": digest,
        "decided_at": change.decided_at.isoformat(),
    }
    told: dict[str, object] = row.result
    return told | {"overrides": [*row.result.get("overrides", []), line]}


@transaction.atomic
def commit_lot(*, edition: Edition, sha256: str, at: datetime, actor: int | None = None) -> TieLot:
    """Publish the hash of the lot's seed, before anything is counted. From then on the seed cannot change.

    Args:
        edition: whose ties.
        sha256: of the seed's text in UTF-8, in hexadecimal.
        at: now.
        actor: the id of who commits it.

    Raises:
        LotRefused: if it is no SHA-256, one was committed, or something was counted.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    cleaned = sha256.strip().lower()
    if len(cleaned) != _SHA256 or not set(cleaned) <= set("0123456789abcdef"):
        raise LotRefused(_("Escriba los 64 dígitos de la huella SHA-256."))
    if TieLot.objects.filter(edition=edition).exists() or queries.latest_count(edition) is not None:
        raise LotRefused(_("La huella se publica una vez, antes de contar."))
    lot = TieLot.objects.create(edition=edition, sha256=cleaned, committed_at=at)
    audit.record(LotCommitted(edition_id=edition.pk, sha256=cleaned), actor=actor, at=at)
    return lot


@transaction.atomic
def note_lot(*, edition: Edition, seed: str, at: datetime, actor: int | None = None) -> TieLot:
    """Note the seed of the lot. It must be the one whose hash was published.

    Raises:
        LotRefused: if no hash was published, or it is of another seed.
    """
    lot = TieLot.objects.select_for_update().filter(edition=edition).first()
    if lot is None:
        raise LotRefused(_("Primero se publica la huella de la semilla, antes de contar."))
    if hashlib.sha256(seed.strip().encode()).hexdigest() != lot.sha256:
        raise LotRefused(_("La semilla no es la que se comprometió: su huella es otra."))
    if not lot.seed:
        lot.seed, lot.noted_at = seed.strip(), at
        lot.save(update_fields=["seed", "noted_at"])
        audit.record(LotNoted(edition_id=edition.pk, seed=lot.seed), actor=actor, at=at)
    return lot
