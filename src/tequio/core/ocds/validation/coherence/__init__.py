"""Whether a sound release also makes sense: amounts, dates and states that contradict each other (COHERE).

Remarks, never errors: the release says what the city recorded, and these say where the record deserves a look.
Each has the code of its rule (``validation.rules``), so that a publisher can decide what follows from it.
"""

from tequio.core.ocds.validation.coherence import amounts, dates, parties, stages
from tequio.core.ocds.validation.coherence.fields import Part
from tequio.core.ocds.validation.findings import Finding, Notes, Place

__all__ = ["coherence", "note"]

_CHECKS = (
    dates.periods,
    stages.tenderers,
    stages.awards,
    stages.contracts,
    stages.milestones,
    dates.happened,
    amounts.amounts,
    parties.references,
    parties.roles,
)


def coherence(release: Part) -> list[Finding]:
    """Return what contradicts itself in a release or compiled release that the schema accepts.

    Args:
        release: a parsed release with its dates in UTC, as ``build.release`` writes them.
    """
    notes = Notes()
    note(release, (), notes)
    return notes.findings()


def note(release: Part, at: Place, notes: Notes) -> None:
    """Note what contradicts itself in a sound release that stands at this place of a file."""
    for check in _CHECKS:
        for code, place, message in check(release):
            notes.remark(code, (*at, *place), message)
