"""The lists of states: places for new certificates, and the signed document of each list."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import orjson

from tequio.core import credentials
from tequio.core.credentials.status import LEAST_BITS
from tequio.foundation.certificates import queries
from tequio.foundation.certificates.models import Certificate, StatusList
from tequio.foundation.certificates.services.keys import Signer, signer

FULL = 100_000  # places taken from which another list begins; the rest stay empty, so chance finds one soon
_chance = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Place:
    """A bit of a list: the list's row, and which."""

    row: StatusList
    index: int

    @property
    def overall(self) -> int:
        """Return the place counted through all the lists, as the QR says it."""
        return (self.row.number - 1) * LEAST_BITS + self.index


def open_list(*, by: Signer, at: datetime) -> StatusList:
    """Return the list where new certificates take places, locked: issuers go one after the other."""
    last = StatusList.objects.order_by("-number").first()
    if last is None or last.taken >= FULL:
        number = 1 if last is None else last.number + 1
        last, made = StatusList.objects.get_or_create(number=number)
        if made:
            _write(last, by=by, at=at)
    return StatusList.objects.select_for_update().get(pk=last.pk)


def take(row: StatusList, count: int) -> list[Place]:
    """Take places at random in a locked list: their order says nothing about who came when."""
    found: set[int] = set()
    while len(found) < count:
        tried = set(_chance.sample(range(LEAST_BITS), count)) - found
        used = Certificate.objects.filter(status_list=row, status_index__in=tried)
        found |= tried - set(used.values_list("status_index", flat=True))
    row.taken += count
    row.save(update_fields=["taken"])
    return [Place(row, index) for index in _chance.sample(sorted(found), count)]


def lock(pks: Iterable[int]) -> list[StatusList]:
    """Lock the rows of some lists, in one order for everybody."""
    return list(StatusList.objects.select_for_update().filter(pk__in=set(pks)).order_by("pk"))


def rewrite(rows: Iterable[StatusList], *, at: datetime) -> None:
    """Sign anew the documents of locked lists, after something in them was revoked (CER-8)."""
    by = signer(at=at)
    for row in rows:
        _write(row, by=by, at=at)


def document(number: int) -> bytes | None:
    """Return the signed document of a list as it is served, or None if there is no such list."""
    row = StatusList.objects.filter(number=number).first()
    return None if row is None else row.document.encode()


def documents() -> list[bytes]:
    """Return the signed documents of all the lists, the first one first."""
    rows = StatusList.objects.order_by("number").values_list("document", flat=True)
    return [document.encode() for document in rows]


def _write(row: StatusList, *, by: Signer, at: datetime) -> None:
    bits = credentials.StatusList.of(queries.revoked_places(row.pk))
    said = credentials.status_credential(
        queries.list_address(row.number), issuer=queries.issuer(), revoked=bits, at=at
    )
    signed = credentials.sign(said, key=by.key, method=by.method, created=at)
    row.document, row.signed_at = orjson.dumps(signed).decode(), at
    row.save(update_fields=["document", "signed_at"])
