"""Which credentials were revoked: the W3C Bitstring Status List v1.0.

One bit for each credential, the first one leftmost; the whole list compressed with GZIP and written in
base64url with its multibase letter ``u``. A list never has fewer than 131,072 places, so that asking for it
tells nobody which credential was looked at.
"""

import base64
import binascii
import gzip
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from tequio.core.credentials.keys import PublicKey
from tequio.core.credentials.proofs import verify
from tequio.core.credentials.times import stamp
from tequio.core.credentials.verdicts import Verdict

LEAST_BITS = 131_072
MOST_BITS = 2**27  # 16 MiB unpacked: what a hostile list may cost
PURPOSE = "revocation"
ENTRY = "BitstringStatusListEntry"
LIST = "BitstringStatusList"
_CONTEXT = "https://www.w3.org/ns/credentials/v2"
_GZIP_WINDOW = 31
_BYTE = 8


class Standing(StrEnum):
    """What a list says of a credential."""

    CURRENT = "current"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # it names another list, or the list is not to be believed


@dataclass(frozen=True, slots=True)
class StatusList:
    """The bits of a list, eight to a byte."""

    bits: bytes

    def __post_init__(self) -> None:
        if not LEAST_BITS <= len(self.bits) * _BYTE <= MOST_BITS:
            raise ValueError("a list has from 131,072 places to 2^27")

    @classmethod
    def of(cls, revoked: Iterable[int], *, size: int = LEAST_BITS) -> Self:
        """Make a list with these places set.

        Args:
            revoked: places, from 0; those of another list are an error.
            size: places of the list, a multiple of eight.

        Raises:
            ValueError: if a place is outside, or the size is not allowed.
        """
        bits = bytearray(size // _BYTE)
        for index in revoked:
            if not 0 <= index < size:
                raise ValueError("a place is outside the list")
            bits[index // _BYTE] |= 0x80 >> index % _BYTE
        return cls(bytes(bits))

    @classmethod
    def decode(cls, text: str) -> Self | None:
        """Read an ``encodedList``; None if it is none, too short or too long. It never raises."""
        if not text.startswith("u"):
            return None
        try:
            packed = base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
            reader = zlib.decompressobj(_GZIP_WINDOW)
            bits = reader.decompress(packed, MOST_BITS // _BYTE + 1)
        except (ValueError, binascii.Error, zlib.error):
            return None
        if not reader.eof or reader.unused_data or not LEAST_BITS <= len(bits) * _BYTE <= MOST_BITS:
            return None
        return cls(bits)

    @property
    def encoded(self) -> str:
        """The list as ``encodedList``: the same bits give the same text."""
        return "u" + base64.urlsafe_b64encode(gzip.compress(self.bits, mtime=0)).decode().rstrip("=")

    def is_set(self, index: int) -> bool | None:
        """Say whether a place is set; None if it is outside."""
        if not 0 <= index < len(self.bits) * _BYTE:
            return None
        return bool(self.bits[index // _BYTE] & 0x80 >> index % _BYTE)


def entry(address: str, index: int) -> dict[str, Any]:
    """Return the ``credentialStatus`` of a credential with a place in a list.

    Raises:
        ValueError: if the place is negative.
    """
    if index < 0:
        raise ValueError("a place counts from 0")
    return {
        "id": f"{address}#{index}",
        "type": ENTRY,
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def status_credential(address: str, *, issuer: str, revoked: StatusList, at: datetime) -> dict[str, Any]:
    """Return the credential that publishes a list, without its proof.

    Args:
        address: where it is published; credentials name it.
        issuer: the address of the issuer's document of keys.
        revoked: the list.
        at: as of when.
    """
    return {
        "@context": [_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": stamp(at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": LIST,
            "statusPurpose": PURPOSE,
            "encodedList": revoked.encoded,
        },
    }


def standing(credential: object, listed: object, *, keys: Mapping[str, PublicKey]) -> Standing:
    """Say what a signed list says of a credential. It never raises.

    Args:
        credential: with its ``credentialStatus``; its own proof is checked apart.
        listed: the credential of the list, with its proof.
        keys: the public keys that are trusted.
    """
    status, found = _member(credential, "credentialStatus"), read_list(listed, keys=keys)
    address, index = _member(status, "statusListCredential"), _member(status, "statusListIndex")
    if found is None or not isinstance(address, str) or address != _member(listed, "id"):
        return Standing.UNKNOWN
    if _member(status, "type") != ENTRY or _member(status, "statusPurpose") != PURPOSE or not _is_place(index):
        return Standing.UNKNOWN
    revoked = found.is_set(int(index))
    return Standing.UNKNOWN if revoked is None else Standing.REVOKED if revoked else Standing.CURRENT


def read_list(listed: object, *, keys: Mapping[str, PublicKey]) -> StatusList | None:
    """Return the list of revocations in a signed credential, or None if it is not to be believed."""
    if verify(listed, keys=keys) is not Verdict.VALID:
        return None
    subject = _member(listed, "credentialSubject")
    text = _member(subject, "encodedList")
    if _member(subject, "type") != LIST or _member(subject, "statusPurpose") != PURPOSE:
        return None
    return StatusList.decode(text) if isinstance(text, str) else None


def _member(of: object, name: str) -> Any:
    return of.get(name) if isinstance(of, dict) else None


def _is_place(index: object) -> bool:
    return (
        isinstance(index, str) and index.isascii() and index.isdecimal() and len(index) <= len(str(MOST_BITS))
    )
