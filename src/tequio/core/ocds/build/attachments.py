"""What several stages of a release hold: milestones, documents, and to which award or contract they belong."""

from tequio.core.ocds.facts import (
    DocumentFacts,
    MilestoneFacts,
    ProcessFacts,
    Section,
)
from tequio.core.ocds.profile.parts import Document, Milestone
from tequio.core.ocds.values import first_instant, last_instant


def milestones(facts: ProcessFacts, section: Section, of: str = "") -> tuple[Milestone, ...]:
    """Return the milestones of a section, or of one contract in it."""
    return tuple(
        _milestone(one) for one in facts.milestones if one.section == section and _of(one, facts) == of
    )


def documents(facts: ProcessFacts, section: Section, of: str = "") -> tuple[Document, ...]:
    """Return the documents of a section, or of one award or contract in it."""
    return tuple(
        _document(one, facts) for one in facts.documents if one.section == section and _of(one, facts) == of
    )


def _of(one: MilestoneFacts | DocumentFacts, facts: ProcessFacts) -> str:
    """Return the award or contract that it belongs to: the named one, else the first."""
    if one.section in {"planning", "tender"}:
        return ""
    awards, contracts = (tuple(found.id for found in among) for among in (facts.awards, facts.contracts))
    ids = awards if one.section == "award" else contracts
    return one.of if one.of in ids else (ids[0] if ids else "")


def _milestone(facts: MilestoneFacts) -> Milestone:
    return Milestone(
        id=facts.id,
        title=facts.title,
        type=facts.type or None,
        description=facts.description or None,
        due_date=last_instant(facts.due),
        date_met=first_instant(facts.met),
        status=facts.status,
    )


def _document(facts: DocumentFacts, process: ProcessFacts) -> Document:
    return Document(
        id=facts.id,
        document_type=facts.type or None,
        title=facts.title,
        description=facts.description or None,
        url=facts.url or None,
        date_published=first_instant(facts.published),
        format=facts.format or None,
        language=facts.language or process.language or None,
    )
