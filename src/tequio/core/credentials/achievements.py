"""What a person did, as an Open Badges 3.0 credential over the Verifiable Credentials data model 2.0."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tequio.core.credentials.status import entry
from tequio.core.credentials.times import stamp

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


@dataclass(frozen=True, slots=True)
class AchievementFacts:
    """Of what an achievement credential is made.

    Attributes:
        id: the address of the credential.
        folio: its number, as people read it; it goes to ``licenseNumber``.
        issuer_id: the address of the issuer's document of keys.
        issuer_name: the municipality.
        issuer_url: its site; empty if it has none.
        achievement_id: the address or URN of the kind of achievement.
        name: of the credential, such as "Constancia de participación".
        description: what was done, and on which topic.
        criteria: what one must do to get it.
        achievement_type: of the vocabulary of Open Badges 3.0, such as ``Certificate``.
        language: of the texts, BCP 47.
        happened_on: the day of the act, or None.
        valid_from: when it was issued.
        identity: what tells the holder for who already knows it (a name or an e-mail); only its hash is kept.
        identity_type: ``name``, ``emailAddress``… of the vocabulary of Open Badges 3.0.
        salt: of the hash; other for each credential, so that two of one person cannot be joined.
        status_list: the address of the list of revocations.
        status_index: the place in that list.
    """

    id: str
    folio: str
    issuer_id: str
    issuer_name: str
    issuer_url: str
    achievement_id: str
    name: str
    description: str
    criteria: str
    valid_from: datetime
    identity: str
    salt: str
    status_list: str
    status_index: int
    happened_on: date | None = None
    achievement_type: str = "Certificate"
    identity_type: str = "name"
    language: str = "es-MX"


def achievement_credential(facts: AchievementFacts) -> dict[str, Any]:
    """Return the credential without its proof: an ``OpenBadgeCredential``. It names nobody in clear.

    Raises:
        ValueError: if the place in the list is negative, or the instant has no time zone.
    """
    issuer = {"id": facts.issuer_id, "type": ["Profile"], "name": facts.issuer_name}
    if facts.issuer_url:
        issuer["url"] = facts.issuer_url
    return {
        "@context": list(CONTEXT),
        "id": facts.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.name,
        "issuer": issuer,
        "validFrom": stamp(facts.valid_from),
        "credentialSubject": _subject(facts),
        "credentialStatus": entry(facts.status_list, facts.status_index),
    }


def identity_hash(identity: str, salt: str) -> str:
    """Return the hash of an identity with its salt, as Open Badges 3.0 writes it: ``sha256$`` and hexadecimal.

    Who knows the identity writes it again (without spaces around, in lower case), adds the salt and compares.
    """
    return "sha256$" + hashlib.sha256((identity.strip().lower() + salt).encode()).hexdigest()


def _subject(facts: AchievementFacts) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": identity_hash(facts.identity, facts.salt),
                "identityType": facts.identity_type,
                "salt": facts.salt,
            }
        ],
        "licenseNumber": facts.folio,
        "achievement": {
            "id": facts.achievement_id,
            "type": ["Achievement"],
            "achievementType": facts.achievement_type,
            "name": facts.name,
            "description": facts.description,
            "criteria": {"narrative": facts.criteria},
            "inLanguage": facts.language,
        },
    }
    if facts.happened_on is not None:
        subject["activityEndDate"] = f"{facts.happened_on.isoformat()}T00:00:00Z"
    return subject
