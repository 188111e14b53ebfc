"""The planning stage: the project, its budget and budget keys, the market study, who asks and who answers."""

from tequio.core.ocds.build.attachments import documents, milestones
from tequio.core.ocds.facts import BudgetLineFacts, ProcessFacts, QuoteFacts, QuoteRequestFacts
from tequio.core.ocds.parties import reference, references
from tequio.core.ocds.profile.stages import (
    Budget,
    BudgetBreakdown,
    BudgetLine,
    Component,
    Measure,
    Planning,
    Quote,
    RequestForQuotes,
)
from tequio.core.ocds.values import first_instant, period, value


def planning(facts: ProcessFacts) -> Planning:
    """Return the planning stage of a process."""
    project = facts.project
    return Planning(
        rationale=project.rationale or None,
        budget=Budget(
            id=project.folio,
            amount=value(facts.currency, project.budget_centavos),
            project=project.title,
            project_id=project.folio,
            uri=project.url or None,
            budget_breakdown=_funds(facts),
        ),
        documents=documents(facts, "planning"),
        milestones=milestones(facts, "planning"),
        requesting_units=references([facts.requesting_office]),
        responsible_units=references([facts.responsible_office]),
        contracting_units=references([facts.contracting_office]),
        has_quotes=True if any(one.quotes for one in facts.quote_requests) else None,
        requests_for_quotes=tuple(_request(facts, one) for one in facts.quote_requests),
        budget_breakdown=_keys(facts),
    )


def _by_fund(facts: ProcessFacts) -> dict[str, list[BudgetLineFacts]]:
    found: dict[str, list[BudgetLineFacts]] = {}
    for line in facts.budget_lines:
        found.setdefault(line.source, []).append(line)
    return found


def _funds(facts: ProcessFacts) -> tuple[BudgetBreakdown, ...]:
    """Return what each fund gives: the sum of what its budget keys have now, modified or else approved."""
    return tuple(
        BudgetBreakdown(
            id=_fund_id(source, lines),
            description=source or None,
            amount=value(facts.currency, sum(_assigned(line) for line in lines)),
        )
        for source, lines in _by_fund(facts).items()
    )


def _keys(facts: ProcessFacts) -> tuple[BudgetBreakdown, ...]:
    """Return the budget keys of each fund, with their amount in each accounting moment."""
    return tuple(
        BudgetBreakdown(
            id=_fund_id(source, lines),
            description=source or None,
            budget_lines=tuple(_line(facts, line) for line in lines),
        )
        for source, lines in _by_fund(facts).items()
    )


def _fund_id(source: str, lines: list[BudgetLineFacts]) -> str:
    return source or lines[0].id


def _assigned(line: BudgetLineFacts) -> int:
    moments = dict(line.moments)
    return moments.get("modified", moments.get("approved", 0))


def _line(facts: ProcessFacts, line: BudgetLineFacts) -> BudgetLine:
    return BudgetLine(
        id=line.id,
        components=tuple(
            Component(
                name=one.name,
                level=one.level or None,
                code=one.code,
                description=one.description or None,
            )
            for one in line.components
        ),
        measures=tuple(
            Measure(id=moment, value=value(facts.currency, centavos), update=first_instant(line.updated))
            for moment, centavos in line.moments
        ),
    )


def _request(facts: ProcessFacts, request: QuoteRequestFacts) -> RequestForQuotes:
    return RequestForQuotes(
        id=request.id,
        title=request.title or None,
        description=request.description or None,
        period=period(request.period),
        invited_suppliers=references(request.invited),
        quotes=tuple(_quote(facts, quote) for quote in request.quotes),
    )


def _quote(facts: ProcessFacts, quote: QuoteFacts) -> Quote:
    return Quote(
        id=quote.id,
        description=quote.description or None,
        date=first_instant(quote.date),
        value=value(facts.currency, quote.amount_centavos, quote.net_centavos),
        issuing_supplier=reference(quote.supplier),
    )
