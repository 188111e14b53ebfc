"""What is signed about a person's act: credentials that anyone can check without asking us.

Canonical JSON (RFC 8785), Ed25519 keys as multikeys, ``eddsa-jcs-2022`` proofs (W3C Data Integrity EdDSA
Cryptosuites v1.0), Open Badges 3.0 over Verifiable Credentials 2.0, the W3C Bitstring Status List v1.0, and a
short signed text for a QR. Cases: docs/rules/credentials.md. Nothing here has a clock or draws chance.
"""

from tequio.core.credentials.achievements import AchievementFacts, achievement_credential, identity_hash
from tequio.core.credentials.canonical import CanonicalError, canonical
from tequio.core.credentials.compact import CompactError, CompactFacts, cut_topic, seal, unseal
from tequio.core.credentials.documents import issuer_document, read, read_keys
from tequio.core.credentials.keys import KeyUnreadable, PublicKey, SigningKey
from tequio.core.credentials.proofs import sign, verify
from tequio.core.credentials.status import Standing, StatusList, standing, status_credential
from tequio.core.credentials.verdicts import Verdict

__all__ = [
    "AchievementFacts",
    "CanonicalError",
    "CompactError",
    "CompactFacts",
    "KeyUnreadable",
    "PublicKey",
    "SigningKey",
    "Standing",
    "StatusList",
    "Verdict",
    "achievement_credential",
    "canonical",
    "cut_topic",
    "identity_hash",
    "issuer_document",
    "read",
    "read_keys",
    "seal",
    "sign",
    "standing",
    "status_credential",
    "unseal",
    "verify",
]
