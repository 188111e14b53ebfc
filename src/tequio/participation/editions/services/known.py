"""Ways of counting that cities have used, as data (``presets/counting/known.json``), to begin a step with."""

from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from tequio.participation.editions.models import Edition
from tequio.participation.editions.services.presets import FOLDER, Code, Words
from tequio.participation.editions.types import Completion, CountingDetails, CountingRule, TieRule


class KnownCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of counting by fact: where it was used, what it does, and what else it needs of the rules."""

    code: Code
    name: Words
    summary: Words
    needs: Words
    rule: CountingRule
    tie_rule: TieRule
    completion: Completion = Completion.NONE
    threshold_votes: Annotated[int, Meta(ge=0)] = 0
    counting: CountingDetails = CountingDetails()


@cache
def known_counts() -> tuple[KnownCount, ...]:
    """Return the ways of counting that come with the product, in their order."""
    content = (FOLDER / "counting" / "known.json").read_bytes()
    return msgspec.json.decode(content, type=tuple[KnownCount, ...])


def take_count(edition: Edition, known: KnownCount) -> None:
    """Give an edition in memory the count of a known one. Nothing is saved."""
    edition.rule = known.rule.value
    edition.completion = known.completion.value
    edition.threshold_votes = known.threshold_votes
    edition.tie_rule = known.tie_rule.value
    edition.counting = msgspec.to_builtins(known.counting)
