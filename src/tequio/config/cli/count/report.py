"""A result as a person reads it: a summary, a line per project, the ties, the money that went around."""

from tequio.core.tally import rules
from tequio.core.tally.counting import Result
from tequio.core.tally.elections import Election
from tequio.core.tally.pots import Cause, Transfer
from tequio.core.tally.reasons import Outcome, Reason, amount, amount_of_money, sentence
from tequio.core.tally.ties import Tie

_COLUMNS = ("lugar", "proyecto", "votos", "costo", "resultado")
_OUTCOMES = {Outcome.WINNER: "ganó", Outcome.NOT_WINNER: "no ganó", Outcome.TIED: "empate"}
_HOW = {
    "cost": "gana el de menor costo",
    "votes": "gana el que más personas votaron",
    "id": "va primero el de menor número",
    "text": "va primero el que va antes como texto",
    "file": "en el orden del archivo",
    "given": "en el orden que se dio",
    "lot": "en el orden del sorteo",
    "assembly": "lo resuelve la asamblea",
}


def report(result: Result, *, explain: bool = False) -> str:
    """Return the result: a table with a reason per project, or a paragraph per project if ``explain``."""
    election = result.election
    title = election.meta.get("description") or "Elección"
    spent, budget = money(result.spent, election), money(election.budget, election)
    lines = [
        title,
        f"{election.cast:,} boletas, {len(election.projects):,} proyectos.",
        f"Regla: {result.rule}. {rules.find(result.rule).summary}",
        f"Ganan {len(result.winners)}; se usan {spent} de {budget}.",
        "",
        *_envelopes(result, explain=explain),
    ]
    if result.ties:
        lines += ["", "Empates:", *(_tie_line(tie) for tie in result.ties)]
    if result.order.drawn:
        lines += ["", f"Orden del sorteo: {', '.join(result.order.drawn)}."]
    if result.transfers:
        lines += ["", "Dinero entre bolsas:", *(_transfer_line(t, election) for t in result.transfers)]
    return "\n".join(lines)


def money(centavos: int, election: Election) -> str:
    """Return an amount in the election's currency: ``$1,200`` or ``1,200 PLN``."""
    unit = "" if election.symbol else f" {election.meta['currency']}"
    return amount_of_money(centavos, election.symbol) + unit


def table(rows: list[tuple[str, ...]], last: list[str]) -> list[str]:
    """Return rows in columns of even width, with one more column that runs free."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=True)), text]).rstrip()
        for row, text in zip(rows, last, strict=True)
    ]


def _envelopes(result: Result, *, explain: bool) -> list[str]:
    """Return the projects of each envelope, under its name where there are several."""
    lines: list[str] = []
    for envelope, selection in zip(result.election.envelopes, result.selections, strict=True):
        if len(result.selections) > 1:
            spent, amount_of = money(selection.spent, result.election), money(envelope.amount, result.election)
            lines += ["", f"{envelope.name or envelope.id}: {spent} de {amount_of}"]
        reasons = selection.reasons
        lines += _explained(result, reasons) if explain else _table(result, reasons)
    return lines


def _table(result: Result, reasons: dict[str, Reason]) -> list[str]:
    symbol = result.election.symbol
    rows = [_COLUMNS, *(_row(key, reason, result.election) for key, reason in reasons.items())]
    return table(rows, ["razón", *(sentence(reason, symbol=symbol) for reason in reasons.values())])


def _row(key: str, reason: Reason, election: Election) -> tuple[str, ...]:
    votes = amount(reason.score, by_points=reason.by_points)
    return (str(reason.rank), key, votes, money(reason.cost, election), _OUTCOMES[reason.outcome])


def _explained(result: Result, reasons: dict[str, Reason]) -> list[str]:
    """Return a paragraph per project: its name, why, and who took the money before its turn."""
    names = {project.id: project.name for project in result.election.projects}
    lines: list[str] = []
    for key, reason in reasons.items():
        rank, _, votes, cost, outcome = _row(key, reason, result.election)
        title = f"{key} · {names[key]}" if names[key] else key
        lines += [f"{rank}. {title} ({votes}, {cost}): {outcome}."]
        lines += [f"   {sentence(reason, symbol=result.election.symbol)}"]
        if reason.taken_by and reason.remaining is not None:
            lines += [f"   Antes se pagó: {_listed(reason.taken_by)}."]
    return lines


_LISTED = 8


def _listed(ids: tuple[str, ...]) -> str:
    more = f" y {len(ids) - _LISTED} más" if len(ids) > _LISTED else ""
    return ", ".join(ids[:_LISTED]) + more


def _tie_line(tie: Tie) -> str:
    matter = "decide quién gana" if tie.decisive else "no cambia el resultado"
    return f"  {', '.join(tie.projects)}: {_HOW[tie.resolved_by]}; {matter}."


def _transfer_line(transfer: Transfer, election: Election) -> str:
    name = next((e.name or e.id for e in election.envelopes if e.id == transfer.envelope), transfer.envelope)
    what = "deja" if transfer.cause is Cause.LEFT else "recibe"
    return f"  {name}: {what} {money(abs(transfer.amount), election)}."
