"""How the readings of paper ballots lie in the database until the count: sealed, each bound to its place."""

import json

from tequio.participation.ballots.models import Capture, Package, Resolution, Sheet
from tequio.participation.ballots.services import keys
from tequio.participation.ballots.types import Reading, SheetKind

_PURPOSE = "paper"


def seal(package: Package, position: int, reading: Reading | None) -> bytes:
    """Return the sealed bytes of a reading; None says that there is no such sheet."""
    said = (
        None
        if reading is None
        else [reading.kind.value, [list(mark) for mark in reading.marks], reading.reason]
    )
    plain = json.dumps(said, ensure_ascii=False).encode()
    return keys.seal(package.edition.slug, _PURPOSE, plain, bound=_bound(package, position))


def readings(capture: Capture) -> list[Reading]:
    """Return what a capture read, sheet by sheet."""
    sheets = Sheet.objects.filter(capture=capture).order_by("position")
    found = [_open(capture.package, sheet) for sheet in sheets]
    return [reading for reading in found if reading is not None]


def resolved(package: Package) -> dict[int, Reading | None]:
    """Return what the third look saw, by place."""
    return {row.position: _open(package, row) for row in package.resolutions.all()}


def _open(package: Package, row: Sheet | Resolution) -> Reading | None:
    said = json.loads(
        keys.unseal(package.edition.slug, _PURPOSE, bytes(row.sealed), bound=_bound(package, row.position))
    )
    if said is None:
        return None
    kind, marks, reason = said
    return Reading(SheetKind(kind), tuple((number, points) for number, points in marks), reason)


def _bound(package: Package, position: int) -> bytes:
    return f"{package.pk}|{position}".encode()
