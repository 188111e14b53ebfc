"""Signed documents as they come from outside, and the document where an issuer publishes its keys."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from tequio.core.credentials.keys import KeyUnreadable, PublicKey

MOST_BYTES = 2**20
_CONTEXT = "https://www.w3.org/ns/cid/v1"


class _Refused(ValueError):
    """The text is JSON that different readers would read differently."""


def read(data: bytes) -> dict[str, Any] | None:
    """Read a JSON object that every reader reads alike; None if it is none. It never raises.

    Refused: more than a megabyte, what is not UTF-8, a key twice in one object, fractions, NaN, and nesting
    without end.
    """
    if len(data) > MOST_BYTES:
        return None
    try:
        found = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def issuer_document(
    issuer: str, keys: Mapping[str, PublicKey], *, retired: Mapping[str, PublicKey] | None = None
) -> dict[str, Any]:
    """Return the controller document (W3C Controlled Identifiers v1.0) in which an issuer publishes its keys.

    Args:
        issuer: the address of the document itself, which identifies the issuer.
        keys: by the address of each, those whose signatures hold.
        retired: those that no longer vouch for anything; they are shown and not trusted.
    """
    shown = {**keys, **(retired or {})}
    return {
        "@context": [_CONTEXT],
        "id": issuer,
        "verificationMethod": [
            {"id": method, "type": "Multikey", "controller": issuer, "publicKeyMultibase": key.multibase}
            for method, key in shown.items()
        ],
        "assertionMethod": list(keys),
    }


def read_keys(document: object) -> dict[str, PublicKey]:
    """Return the keys that a controller document trusts for assertions, by address. It never raises.

    What is no Ed25519 Multikey, or has another controller than the document, is left out.
    """
    if not isinstance(document, dict):
        return {}
    trusted, methods = document.get("assertionMethod"), document.get("verificationMethod")
    if not isinstance(trusted, list) or not isinstance(methods, list):
        return {}
    found = (_key(method, document.get("id")) for method in methods)
    return {address: key for address, key in filter(None, found) if address in trusted}


def _key(method: object, controller: object) -> tuple[str, PublicKey] | None:
    if not isinstance(method, dict) or method.get("controller") != controller:
        return None
    address, text = method.get("id"), method.get("publicKeyMultibase")
    if method.get("type") != "Multikey" or not isinstance(address, str) or not isinstance(text, str):
        return None
    try:
        return address, PublicKey.parse(text)
    except KeyUnreadable:
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused("a key stands twice")
    return found


def _refuse(text: str) -> NoReturn:
    raise _Refused(text)
