"""Saying that a key is one's own. A key that somebody else has opens a case, and the answer is the same."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import curp as rules
from tequio.core.curp import Claimed, Curp, Names
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.foundation.identity import queries
from tequio.foundation.identity.events import CaseClosed, CaseOpened, IdentityProved
from tequio.foundation.identity.models import Case, Key, Profile, Proof
from tequio.foundation.identity.services.errors import AlreadySet, CurpRefused
from tequio.foundation.identity.services.keys import digest, digests
from tequio.foundation.identity.types import (
    FLAW_WORDS,
    Assurance,
    CaseOutcome,
    CaseReason,
    KeyKind,
    RollKey,
    Source,
)


def checked_curp(*, text: str, names: Names | None, born: date | None) -> Curp:
    """Return the CURP if it holds together, and with the person.

    Raises:
        CurpRefused: with every problem in plain words.
    """
    found, findings = rules.read(text)
    if found is not None:
        findings = rules.mismatches(found, Claimed(names=names, born=born))
    if found is None or findings:
        raise CurpRefused(list(dict.fromkeys(FLAW_WORDS[finding.flaw] for finding in findings)))
    return found


@transaction.atomic
def claim_curp(*, person: User, curp: Curp, at: datetime) -> None:
    """Keep the HMAC of a person's checked CURP, and the birth date that it says.

    If another account has it, or the roll in use lacks it, a case is opened for the office instead. The caller
    cannot tell which, and neither can whoever reads the answer (docs/rules/identity.md, IDENT-10 to IDENT-12).

    Args:
        person: who says that it is theirs.
        curp: as ``checked_curp`` gave it.
        at: now.
    """
    kept = _keep(person, KeyKind.CURP, curp.key, at=at)
    if kept:
        learn_birth(person, curp.born, Source.CURP)
        prove(person=person, means=Assurance.CURP, at=at)
    _match_roll(person, RollKey.CURP, at=at, digest_of=digest(KeyKind.CURP, curp.key))


@transaction.atomic
def claim_roll_key(*, person: User, text: str, at: datetime) -> None:
    """Keep the HMAC of a person's key of the roll in use. What is not there, or is another's, opens a case."""
    cleaned = roll_key(text)
    _keep(person, KeyKind.ROLL, cleaned, at=at)
    _match_roll(person, RollKey.OTHER, at=at, digest_of=digest(KeyKind.ROLL, cleaned))


def roll_key(text: str) -> str:
    """Return a roll's key as it is compared: capitals, no spaces nor signs."""
    return rules.normalise(text)


def prove(*, person: User, means: Assurance, at: datetime, by: int | None = None) -> None:
    """Note that a person has shown who they are by one means. Once is enough; the event is recorded once."""
    defaults = {"proved_at": at, "by": by}
    _row, created = Proof.objects.get_or_create(user=person, means=means.value, defaults=defaults)
    if created:
        audit.record(IdentityProved(user_id=person.pk, means=means.value), actor=by or person.pk)


def learn_birth(person: User, born: date, source: Source) -> None:
    """Keep a birth date, unless a stronger source has said one."""
    found, _created = Profile.objects.get_or_create(user=person)
    if found.born_on is None or _strength(source) >= _strength(Source(found.born_source)):
        found.born_on, found.born_source = born, source.value
        found.save(update_fields=["born_on", "born_source"])


def _strength(source: Source) -> int:
    return list(Source).index(source)


def _keep(person: User, kind: KeyKind, text: str, *, at: datetime) -> bool:
    """Keep a key; if another person has it, open a case and return False. One's own key does not change."""
    mine = Key.objects.filter(user=person, kind=kind.value).first()
    if mine is not None:
        if bytes(mine.digest) not in digests(kind, text):
            raise AlreadySet(_("Ya había dado otra clave. Para cambiarla, acuda a un módulo."))
        return True
    holder = Key.objects.filter(kind=kind.value, digest__in=digests(kind, text)).first()
    if holder is None:
        try:
            with transaction.atomic():
                Key.objects.create(user=person, kind=kind.value, digest=digest(kind, text))
        except IntegrityError:  # another request was first
            holder = Key.objects.filter(kind=kind.value, digest=digest(kind, text)).first()
    if holder is not None:
        open_case(person, CaseReason.DUPLICATE, kind, digest(kind, text), at=at, holder_id=holder.user_id)
    return holder is None


def _match_roll(person: User, key: RollKey, *, at: datetime, digest_of: bytes) -> None:
    """Look for the person on the roll in use: its unit becomes their home; who is not there gets a case."""
    roll = queries.active_roll()
    if roll is None or roll.key != key:
        return
    kind = KeyKind.CURP if key is RollKey.CURP else KeyKind.ROLL
    entry = queries.roll_entry(person)
    if entry is None:
        open_case(person, CaseReason.NOT_ON_ROLL, kind, digest_of, at=at)
    elif entry.unit_id:
        Profile.objects.update_or_create(
            user=person, defaults={"unit_id": entry.unit_id, "unit_source": Source.ROLL.value}
        )


def open_case(
    person: User,
    reason: CaseReason,
    kind: KeyKind,
    digest_of: bytes,
    *,
    at: datetime,
    holder_id: int | None = None,
) -> None:
    """Open a case for the office, or leave the open one of the same kind as it is."""
    case, created = Case.objects.get_or_create(
        user=person,
        kind=kind.value,
        closed_at=None,
        defaults={"reason": reason.value, "digest": digest_of, "opened_at": at, "holder_id": holder_id},
    )
    if created:
        audit.record(CaseOpened(case_id=case.pk, reason=reason.value), actor=person.pk)


@transaction.atomic
def close_case(*, case_id: int, outcome: CaseOutcome, note: str, actor: int, at: datetime) -> None:
    """Decide a case. ``MOVED`` takes the key from who has it and gives it to who asked, with its proof."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=case_id, closed_at=None)
        .first()
    )
    if case is None:
        return
    if outcome is CaseOutcome.MOVED and case.reason == CaseReason.DUPLICATE:
        _move(case, at=at, actor=actor)
    case.outcome, case.note, case.closed_at, case.closed_by = outcome.value, note.strip(), at, actor
    case.save(update_fields=["outcome", "note", "closed_at", "closed_by"])
    audit.record(CaseClosed(case_id=case.pk, outcome=outcome.value), actor=actor)


def _move(case: Case, *, at: datetime, actor: int) -> None:
    taken = Key.objects.filter(kind=case.kind, digest=bytes(case.digest))
    holders = list(taken.values_list("user_id", flat=True))
    taken.delete()
    if case.kind == KeyKind.CURP:
        Proof.objects.filter(user_id__in=holders, means=Assurance.CURP.value).delete()
    Key.objects.filter(user=case.user, kind=case.kind).delete()
    Key.objects.create(user=case.user, kind=case.kind, digest=bytes(case.digest))
    if case.kind == KeyKind.CURP:
        prove(person=case.user, means=Assurance.CURP, at=at, by=actor)
