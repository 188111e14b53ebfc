"""``tequio count --integrity`` and ``--compare``: who votes unlike the rest, other rules."""

from collections.abc import Mapping, Sequence

from tequio.config.cli.count.report import money, table
from tequio.core.tally import counting, integrity, outlying, simulation
from tequio.core.tally.counting import Result
from tequio.core.tally.integrity import Flag, Report, Without
from tequio.core.tally.simulation import Scenario

_SHOWN = 20


def examined(result: Result, columns: Mapping[str, Sequence[str]]) -> str:
    """Return what a person reads about groups that vote unlike the rest."""
    report = integrity.examine(result, columns)
    lines = ["", "Integridad: grupos que apoyan un proyecto mucho más que los demás."]
    lines += [f"({outlying.DEVIATIONS} desviaciones o más; grupos de {outlying.FEWEST} boletas o más.)"]
    if not report.flags:
        return "\n".join([*lines, "Ninguno."])
    lines += _flag_lines(report)
    lines += ["", "Sin las boletas de cada grupo señalado:"]
    for other in report.without:
        change = _change(other)
        lines.append(f"  {other.attribute} {other.group} ({other.ballots:,} boletas): {change}.")
    lines += ["", "Un grupo señalado es una pregunta, no una prueba: un barrio apoya lo suyo."]
    return "\n".join(lines)


def _flag_lines(report: Report) -> list[str]:
    rows: list[tuple[str, ...]] = [("grupo", "proyecto", "lo apoyan", "los demás", "desviaciones")]
    rows += [_flag_row(flag) for flag in report.flags[:_SHOWN]]
    lines = table(rows, ["margen", *(_margin(flag) for flag in report.flags[:_SHOWN])])
    more = len(report.flags) - _SHOWN
    return [*lines, *([f"Y {more} más."] if more > 0 else [])]


def _flag_row(flag: Flag) -> tuple[str, ...]:
    return (
        f"{flag.attribute} {flag.group}",
        flag.project,
        f"{flag.backing:,} de {flag.ballots:,}",
        f"{float(flag.elsewhere):.1%}",
        f"{flag.tenths / 10:.1f}",
    )


def _margin(flag: Flag) -> str:
    if flag.margin is None:
        return "ganó" if flag.won else "no ganó"
    words = f"ganó; le sobraron {flag.margin}" if flag.won else f"no ganó; le faltaron {flag.margin}"
    return f"{words}: EL GRUPO DECIDE" if flag.decides else words


def _ids(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) or "ninguno"


def compared(result: Result, rules: Sequence[str]) -> str:
    """Return what other rules would give with the same ballots, beside the result."""
    ways = [(result.rule, result.parameters)]
    ways += [(told.rule, told.parameters) for told in (counting.named(result.election, rule) for rule in rules)]
    scenarios = simulation.simulate(result.election, ways)
    head = ("regla", "ganan", "se usan", "con algún ganador", "ganadores por persona")
    rows: list[tuple[str, ...]] = [head, *(_scenario_row(s, result) for s in scenarios)]
    changes = ["frente a la primera", *(_change(scenario) for scenario in scenarios)]
    return "\n".join(["", "Con otras reglas:", *table(rows, changes)])


def _scenario_row(scenario: Scenario, result: Result) -> tuple[str, ...]:
    whole = scenario.whole
    return (
        scenario.rule,
        str(len(whole.winners)),
        money(whole.spent, result.election),
        f"{float(whole.served_share):.1%}",
        f"{float(whole.mean_winners):.2f}",
    )


def _change(other: Scenario | Without) -> str:
    if not other.gained and not other.lost:
        return "nada cambia"
    return f"entra {_ids(other.gained)}; sale {_ids(other.lost)}"
