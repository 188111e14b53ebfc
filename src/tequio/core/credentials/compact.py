"""A certificate in a few signed characters, for a QR that is checked without network.

The text stands after ``#`` in the address of the QR: no browser sends that part to a server. It reads::

    1.<key>.<payload>.<signature>

``payload`` is base64url of six fields joined by ``|``: kind, folio, day (YYYYMMDD), topic, initials and place
in the list of revocations. The signature is Ed25519 over ``tequio/credential/1``, the key's name and the
fields, each on its line: a text signed for anything else never passes for one of these. With an address of up
to 90 characters it fits a QR of version 12 at level M.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tequio.core.credentials.keys import PublicKey, SigningKey
from tequio.core.credentials.verdicts import Verdict

DOMAIN = "tequio/credential/1"
VERSION = "1"
MOST_CHARS = 400
MOST_TOPIC = 24  # bytes
MOST_INITIALS = 8
_PARTS = 4
_FIELDS = 6
_KEY = re.compile(r"[A-Za-z0-9_-]{1,12}")
_SLUG = re.compile(r"[a-z0-9_-]{1,12}")
_FOLIO = re.compile(r"[A-Za-z0-9-]{1,16}")
_FREE = re.compile(r"[^|\x00-\x1f\x7f\ud800-\udfff]*")
_DAY = re.compile(r"[0-9]{8}")
_PLACE = re.compile(r"0|[1-9][0-9]{0,8}")


class CompactError(ValueError):
    """A field that would not fit, or could be read as two."""


@dataclass(frozen=True, slots=True)
class CompactFacts:
    """What the QR of a certificate says by itself.

    Attributes:
        kind: the slug of its kind: 1 to 12 small letters, digits, ``-`` and ``_``.
        folio: 1 to 16 letters, digits and hyphens.
        happened_on: the day of the act.
        topic: of what it was, at most 24 bytes (``cut_topic``); may be empty.
        initials: of the holder, at most eight characters; may be empty.
        status_index: the place in the list of revocations.
    """

    kind: str
    folio: str
    happened_on: date
    topic: str
    initials: str
    status_index: int

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.kind) or not _FOLIO.fullmatch(self.folio):
            raise CompactError("the kind or the folio does not fit")
        if not _is_free(self.topic, MOST_TOPIC) or len(self.initials) > MOST_INITIALS:
            raise CompactError("the topic or the initials do not fit")
        if not _FREE.fullmatch(self.initials) or not _PLACE.fullmatch(str(self.status_index)):
            raise CompactError("the initials or the place do not fit")

    @property
    def payload(self) -> str:
        """The fields as they are signed."""
        day = self.happened_on.isoformat().replace("-", "")
        return "|".join([self.kind, self.folio, day, self.topic, self.initials, str(self.status_index)])


def seal(facts: CompactFacts, *, key: SigningKey, key_id: str) -> str:
    """Return the signed text of a certificate.

    Args:
        facts: what it says.
        key: the issuer's.
        key_id: its short name, 1 to 12 letters, digits, ``-`` and ``_``.

    Raises:
        CompactError: if the name of the key does not fit.
    """
    if not _KEY.fullmatch(key_id):
        raise CompactError("the name of the key does not fit")
    signature = key.signature(_message(key_id, facts.payload))
    return ".".join([VERSION, key_id, _written(facts.payload.encode()), _written(signature)])


def unseal(text: object, *, keys: Mapping[str, PublicKey]) -> tuple[Verdict, CompactFacts | None]:
    """Say whether a text is what a trusted key signed, and what it says; only of a valid one. It never raises.

    Args:
        text: anything; the whole address of the QR will do.
        keys: the public keys that are trusted, by their short names.
    """
    parts = _parts(text)
    payload = _read_text(parts[2]) if parts else None
    signature = _read(parts[3]) if parts else None
    facts = _facts(payload) if payload is not None else None
    if parts is None or payload is None or signature is None or facts is None:
        return Verdict.MALFORMED, None
    key = keys.get(parts[1])
    if key is None:
        return Verdict.UNKNOWN_KEY, None
    if not key.has_signed(_message(parts[1], payload), signature):
        return Verdict.FORGED, None
    return Verdict.VALID, facts


def cut_topic(text: str) -> str:
    """Return a topic cut to what fits, at a whole character, with an ellipsis where something was left out."""
    clean = "".join(char for char in text if _FREE.fullmatch(char)).strip()
    if len(clean.encode()) <= MOST_TOPIC:
        return clean
    ellipsis = "…"
    room = MOST_TOPIC - len(ellipsis.encode())
    return clean.encode()[:room].decode(errors="ignore").rstrip() + ellipsis


def _message(key_id: str, payload: str) -> bytes:
    return f"{DOMAIN}\n{key_id}\n{payload}".encode()


def _parts(text: object) -> list[str] | None:
    if not isinstance(text, str) or len(text) > MOST_CHARS:
        return None
    parts = text.rpartition("#")[2].split(".")
    return parts if len(parts) == _PARTS and parts[0] == VERSION and _KEY.fullmatch(parts[1]) else None


def _facts(payload: str) -> CompactFacts | None:
    fields = payload.split("|")
    if len(fields) != _FIELDS or not _DAY.fullmatch(fields[2]) or not _PLACE.fullmatch(fields[5]):
        return None
    kind, folio, day, topic, initials, place = fields
    try:
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        return CompactFacts(kind, folio, on, topic, initials, int(place))
    except ValueError:
        return None


def _is_free(text: str, most: int) -> bool:
    return bool(_FREE.fullmatch(text)) and len(text.encode()) <= most


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _read(text: str) -> bytes | None:
    """Read base64url without padding; a text that would be written otherwise is refused."""
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    return found if _written(found) == text else None


def _read_text(text: str) -> str | None:
    found = _read(text)
    try:
        return None if found is None else found.decode()
    except UnicodeDecodeError:
        return None
