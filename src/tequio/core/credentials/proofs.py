"""Data Integrity proofs of the suite ``eddsa-jcs-2022``: made and checked.

W3C Data Integrity EdDSA Cryptosuites v1.0, 3.3. What is signed is the SHA-256 of the canonical proof
configuration, then the SHA-256 of the canonical document. Stricter than the suite where it leaves a choice:
one proof, for ``assertionMethod``, with no member that is not understood here, over exactly the ``@context``
that was signed.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tequio.core.credentials.canonical import CanonicalError, canonical
from tequio.core.credentials.keys import SIGNATURE_BYTES, PublicKey, SigningKey, from_multibase, to_multibase
from tequio.core.credentials.times import is_stamp, stamp
from tequio.core.credentials.verdicts import Verdict

TYPE = "DataIntegrityProof"
SUITE = "eddsa-jcs-2022"
PURPOSE = "assertionMethod"
_FIXED = {"type": TYPE, "cryptosuite": SUITE, "proofPurpose": PURPOSE}
_MEMBERS = {*_FIXED, "created", "verificationMethod", "@context", "proofValue"}


def sign(document: Mapping[str, Any], *, key: SigningKey, method: str, created: datetime) -> dict[str, Any]:
    """Return a copy of a document with its proof.

    Args:
        document: what is asserted, without ``proof``.
        key: the issuer's.
        method: the address of its public half, where the issuer publishes it.
        created: when it is signed.

    Raises:
        CanonicalError: if the document has no canonical form, or has a proof already.
    """
    if "proof" in document:
        raise CanonicalError("the document has a proof already")
    config: dict[str, Any] = {
        "type": TYPE,
        "cryptosuite": SUITE,
        "created": stamp(created),
        "verificationMethod": method,
        "proofPurpose": PURPOSE,
    }
    if "@context" in document:
        config["@context"] = document["@context"]
    signature = key.signature(hash_data(dict(document), config))
    return {**document, "proof": {**config, "proofValue": to_multibase(signature)}}


def hash_data(document: Mapping[str, Any], config: Mapping[str, Any]) -> bytes:
    """Return the 64 bytes that are signed: the hash of the configuration, then that of the document.

    Raises:
        CanonicalError: if one of them has no canonical form.
    """
    return _sha256(canonical(config)) + _sha256(canonical(document))


def verify(document: object, *, keys: Mapping[str, PublicKey]) -> Verdict:
    """Say whether a document is exactly what the owner of a trusted key signed. It never raises.

    Args:
        document: anything; a signed document is a mapping with a ``proof``.
        keys: the public keys that are trusted, by the address of each.
    """
    proof = document.get("proof") if isinstance(document, dict) else None
    signature = _signature(proof)
    if not isinstance(document, dict) or not isinstance(proof, dict) or signature is None:
        return Verdict.MALFORMED
    try:
        message = hash_data(_without(document, "proof"), _without(proof, "proofValue"))
        same_context = _context(document) == _context(proof)
    except CanonicalError:
        return Verdict.MALFORMED
    key = keys.get(proof["verificationMethod"])
    if not same_context or key is None:
        return Verdict.UNKNOWN_KEY if same_context else Verdict.MALFORMED
    return Verdict.VALID if key.has_signed(message, signature) else Verdict.FORGED


def _signature(proof: object) -> bytes | None:
    """Return the signature of a proof that is of this kind; else None."""
    if not isinstance(proof, dict) or not all(member in _MEMBERS for member in proof):
        return None
    if any(proof.get(member) != value for member, value in _FIXED.items()):
        return None
    text = proof.get("proofValue")
    if not is_stamp(proof.get("created")) or not isinstance(proof.get("verificationMethod"), str):
        return None
    found = from_multibase(text) if isinstance(text, str) else None
    return found if found is not None and len(found) == SIGNATURE_BYTES else None


def _context(members: dict[Any, Any]) -> bytes | None:
    return canonical(members["@context"]) if "@context" in members else None


def _without(members: dict[Any, Any], name: str) -> dict[Any, Any]:
    return {key: value for key, value in members.items() if key != name}


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
