"""From facts to a project of OC4IDS 0.9.5 (docs/rules/publishing.md): the same facts, the same bytes."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from tequio.core.oc4ids.facts import FundFacts, Phase, ProgressFacts, ProjectFacts
from tequio.core.oc4ids.profile.codelists import CODELISTS
from tequio.core.oc4ids.profile.money import Budget, BudgetBreakdown, BudgetBreakdowns
from tequio.core.oc4ids.profile.parts import (
    Document,
    Geometry,
    Identifier,
    Location,
    Metric,
    Milestone,
    Observation,
    Organization,
    OrganizationReference,
    Period,
    SimpleIdentifier,
    Unit,
    Value,
)
from tequio.core.oc4ids.profile.project import Completion, Project
from tequio.core.oc4ids.summary import process
from tequio.core.ocds.facts import DocumentFacts, MilestoneFacts, PeriodFacts
from tequio.core.ocds.parties import party_id, public_rfc
from tequio.core.ocds.values import amount, first_instant, last_instant

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_PERCENT = Unit(scheme="UNCEFACT", id="P1", name="%")
_WHOLE = 100  # percent
_PHASES: tuple[Phase, ...] = ("identification", "preparation", "implementation", "completion")
_ROLES = frozenset(CODELISTS["partyRole"].codes)


def project(facts: ProjectFacts) -> Project:
    """Say how a project stands, with its contracting processes and the links to their releases."""
    processes = tuple(process(one) for one in facts.processes)
    phases: dict[str, Any] = {f"{phase}_period": _phase(facts, phase) for phase in _PHASES}
    return Project(
        id=facts.id,
        language=facts.language or None,
        identifiers=(SimpleIdentifier(id=facts.id.split("-", 2)[-1]),),
        title=facts.title,
        description=facts.description or None,
        public_authority=OrganizationReference(id=party_id(facts.authority), name=facts.authority.name),
        status=status(facts),
        purpose=facts.description or None,
        period=_period(facts.period),
        locations=_locations(facts),
        budget=_budget(facts),
        parties=tuple(_parties(facts)),
        forecasts=_forecasts(facts),
        metrics=tuple(_metrics(facts)),
        milestones=tuple(_milestone(one) for one in facts.milestones),
        documents=tuple(_document(one) for one in facts.documents),
        completion=_completion(facts),
        contracting_processes=processes,
        **phases,
    )


def encode(document: Project) -> bytes:
    """Return the JSON of a project, in the order of the profile, without what is empty."""
    return _ENCODER.encode(document)


def status(facts: ProjectFacts) -> str:
    """Return the phase of a project (projectStatus) from its stages.

    Cancelled, if it was; completion, when all is done or the last phase began; else the last phase that began.
    """
    if facts.cancelled:
        return "cancelled"
    if facts.stages and all(one.done for one in facts.stages):
        return "completion"
    begun = {one.phase for one in facts.stages if one.started or one.done}
    return next((phase for phase in reversed(_PHASES) if phase in begun), "identification")


def _phase(facts: ProjectFacts, phase: Phase) -> Period | None:
    """Return when a phase is planned to run: from the first to the last day of its stages."""
    planned = [one.planned for one in facts.stages if one.phase == phase]
    starts = [one.start for one in planned if one.start]
    ends = [one.end for one in planned if one.end]
    return _period(PeriodFacts(start=min(starts, default=None), end=max(ends, default=None)))


def _period(facts: PeriodFacts | None) -> Period | None:
    if facts is None or not (facts.start or facts.end):
        return None
    return Period(start_date=first_instant(facts.start), end_date=last_instant(facts.end))


def _locations(facts: ProjectFacts) -> tuple[Location, ...]:
    if facts.location is None and not facts.place:
        return ()
    point = facts.location
    geometry = Geometry(type="Point", coordinates=(point.lon, point.lat)) if point else None
    return (Location(id="1", description=facts.place or None, geometry=geometry),)


def _budget(facts: ProjectFacts) -> Budget:
    funds = tuple(_fund(facts, one) for one in facts.funds)
    return Budget(
        amount=Value(amount=amount(facts.budget_centavos), currency=facts.currency),
        approval_date=first_instant(facts.approved),
        budget_breakdowns=(BudgetBreakdowns(id="funds", budget_breakdown=funds),) if funds else (),
    )


def _fund(facts: ProjectFacts, fund: FundFacts) -> BudgetBreakdown:
    return BudgetBreakdown(
        id=fund.id,
        description=fund.description or None,
        amount=Value(amount=amount(fund.centavos), currency=facts.currency),
    )


def _parties(facts: ProjectFacts) -> Iterator[Organization]:
    """Yield who takes part, once each: the authority, and whoever has a role in the contracting processes."""
    own = facts.authority
    rfc = public_rfc(own)
    found: dict[str, dict[str, Any]] = {
        party_id(own): {"name": own.name, "identifier": {"scheme": "MX-RFC", "id": rfc} if rfc else None}
    }
    roles: dict[str, dict[str, None]] = {party_id(own): {"publicAuthority": None}}
    for party in (one for history in facts.processes for one in history.compiled.get("parties") or ()):
        named = [role for role in party.get("roles") or () if role in _ROLES]
        if party.get("name") and (named or party["id"] in found):
            found.setdefault(party["id"], {}).update(party)
            roles.setdefault(party["id"], {}).update(dict.fromkeys(named))
    for key, party in found.items():
        yield Organization(
            id=key, name=party["name"], identifier=_identifier(party.get("identifier")), roles=tuple(roles[key])
        )


def _identifier(said: dict[str, Any] | None) -> Identifier | None:
    if not said or not (said.get("id") or said.get("legalName")):
        return None
    return Identifier(
        scheme=said.get("scheme"), id=said.get("id"), legal_name=said.get("legalName"), uri=said.get("uri")
    )


def _forecasts(facts: ProjectFacts) -> tuple[Metric, ...]:
    """Return the one planned measure that is known: the works are whole on the last day of their phase."""
    works = _phase(facts, "implementation")
    if works is None or works.end_date is None:
        return ()
    whole = Observation(id="1", measure=_WHOLE, unit=_PERCENT, period=works)
    return (Metric(id="physicalProgress", observations=(whole,)),)


def _metrics(facts: ProjectFacts) -> Iterator[Metric]:
    """Yield the physical progress as it was reported, and the financial one as it was paid."""
    if facts.progress:
        yield Metric(id="physicalProgress", observations=tuple(_reported(facts.progress)))
    paid = tuple(_spent(facts))
    if paid:
        yield Metric(id="financialProgress", observations=paid)


def _reported(progress: Iterable[ProgressFacts]) -> Iterator[Observation]:
    for number, one in enumerate(progress, 1):
        yield Observation(id=str(number), measure=one.percent, unit=_PERCENT, period=_until(one.on))


def _until(day: date) -> Period:
    return Period(end_date=last_instant(day))


def _spent(facts: ProjectFacts) -> Iterator[Observation]:
    """Yield what was paid in all at the end of each day on which something was paid."""
    total, by_day = Decimal(0), dict[str, Decimal]()
    for day, paid in sorted(_payments(facts)):
        total += paid
        by_day[day] = total
    for number, (day, paid) in enumerate(by_day.items(), 1):
        centavos = int(paid * 100)
        yield Observation(
            id=str(number),
            period=Period(end_date=f"{day[:10]}T23:59:59Z"),
            value=Value(amount=amount(centavos), currency=facts.currency),
        )


def _payments(facts: ProjectFacts) -> Iterator[tuple[str, Decimal]]:
    for history in facts.processes:
        for contract in history.compiled.get("contracts") or ():
            for one in (contract.get("implementation") or {}).get("transactions") or ():
                value = one.get("value") or {}
                if one.get("date") and value.get("amount") and value.get("currency") == facts.currency:
                    yield one["date"], Decimal(str(value["amount"]))


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


def _document(facts: DocumentFacts) -> Document:
    return Document(
        id=facts.id,
        document_type=facts.type or None,
        title=facts.title,
        description=facts.description or None,
        url=facts.url or None,
        date_published=first_instant(facts.published),
        format=facts.format or None,
        language=facts.language or None,
    )


def _completion(facts: ProjectFacts) -> Completion | None:
    """Return how it ended, once every stage is done: the last day, and all that was paid."""
    if facts.cancelled or not facts.stages or not all(one.done for one in facts.stages):
        return None
    ends = [one.ended for one in facts.stages if one.ended]
    paid = int(sum((one for _day, one in _payments(facts)), Decimal(0)) * 100)
    found = Completion(
        end_date=first_instant(max(ends, default=None)),
        final_value=Value(amount=amount(paid), currency=facts.currency) if paid else None,
    )
    return None if found == Completion() else found
