"""A whole release of a process, and its bytes."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tequio.core.ocds.build.contracts import award, contract
from tequio.core.ocds.build.planning import planning
from tequio.core.ocds.build.tender import bids, tender
from tequio.core.ocds.facts import ProcessFacts, RelatedFacts
from tequio.core.ocds.parties import parties, reference
from tequio.core.ocds.profile.parts import RelatedProcess
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.values import stamp

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def release(facts: ProcessFacts, *, number: int, tags: Sequence[str], date: datetime) -> Release:
    """Say how a process stands, as an OCDS 1.1 release of the Mexican profile.

    Args:
        facts: the process as the city knows it.
        number: the release's place in the process, from 1; with the date it makes the release's id.
        tags: OCDS release tags, such as ``contract``; at least one.
        date: when the release is made. Aware; it is written in UTC, to the second.

    Raises:
        ValueError: if there is no tag, the number is not positive, or the date is naive.
    """
    if not tags or number < 1 or date.tzinfo is None:
        raise ValueError("a release needs a tag, a number from 1 and an aware date")
    moment = stamp(date)
    return Release(
        ocid=facts.ocid,
        id=f"{facts.ocid}-{moment}-{number}",
        date=moment,
        tag=tuple(tags),
        initiation_type="tender",
        language=facts.language or None,
        parties=parties(facts),
        buyer=reference(facts.buyer),
        planning=planning(facts),
        tender=tender(facts),
        bids=bids(facts),
        awards=tuple(award(facts, one) for one in facts.awards),
        contracts=tuple(contract(facts, one) for one in facts.contracts),
        related_processes=tuple(_related(one) for one in facts.related),
    )


def encode(document: msgspec.Struct) -> bytes:
    """Return the JSON of a release, in the order of the profile, without what is empty."""
    return _ENCODER.encode(document)


def _related(facts: RelatedFacts) -> RelatedProcess:
    return RelatedProcess(
        id=facts.ocid,
        relationship=(facts.relationship,),
        title=facts.title or None,
        scheme="ocid",
        identifier=facts.ocid,
        uri=facts.url or None,
    )
