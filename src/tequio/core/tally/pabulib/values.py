"""The single values of a Pabulib file: money, counts, points, marks."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tequio.core.tally.elections import Points
from tequio.core.tally.pabulib.findings import Findings
from tequio.core.tally.thresholds import percent

WITHDRAWN = 999_999_999_00  # the cost, in centavos, that Pabulib gives to a project that was withdrawn
_MINIMUM = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_COMMA = re.compile(r"[0-9]{1,15},[0-9]{1,2}")
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]*)?")
_POINTS = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?")


def money(text: str, column: str, line: int | None, findings: Findings) -> int:
    """Return an amount in centavos. What is finer than a centavo is rounded, and told."""
    if _COMMA.fullmatch(text.strip()):
        findings.warn(f"{column}-comma", f"«{column}» tiene coma decimal: se leyó como punto.", line)
        text = text.replace(",", ".")
    if not _AMOUNT.fullmatch(text.strip()):
        findings.error(
            f"{column}-amount",
            f"«{column}» debe ser una cantidad como 1200000 o 1200000.50, y dice «{text.strip()[:40]}».",
            line,
        )
        return 0
    centavos = Decimal(text.strip()) * 100
    if centavos != centavos.to_integral_value():
        findings.warn(f"{column}-rounded", f"«{column}» es más fino que un centavo: se redondeó.", line)
    return int(centavos.quantize(Decimal(1), ROUND_HALF_UP))


def counts_in(meta: dict[str, str], key: str, findings: Findings) -> int | None:
    """Return a whole number declared in META; None if the key is not there or is empty."""
    text = meta.get(key, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", text):
        findings.error(f"{key}-number", f"«{key}» en META debe ser un número entero, y dice «{text[:40]}».")
        return None
    return int(text)


def minimum(meta: dict[str, str], findings: Findings) -> None:
    """Check the minimum that META declares: a number, or a percentage of the valid ballots."""
    text = meta.get("min_project_score_threshold", "").strip()
    if text and not _MINIMUM.fullmatch(text) and percent(text) is None:
        findings.error(
            "min_project_score_threshold-number",
            f"El mínimo en META debe ser un número o un porcentaje como «10%», y dice «{text[:40]}».",
        )


def points(text: str, line: int, findings: Findings) -> tuple[Points, ...]:
    """Return the points of a ballot, exact."""
    found: list[Points] = []
    for part in text.split(",") if text.strip() else ():
        value = part.strip()
        if value.isascii() and value.isdigit():
            found.append(int(value))
        elif _POINTS.fullmatch(value):
            exact = Fraction(value)
            found.append(int(exact) if exact.denominator == 1 else exact)
        else:
            findings.error("points", f"Los puntos deben ser números, y dicen «{value[:40]}».", line)
    return tuple(found)


def selected(text: str, line: int, findings: Findings) -> int | None:
    """Return a project's mark: 0 lost, 1 won, 2 and 3 won with other money; None if it is empty."""
    mark = text.strip()
    if not mark:
        return None
    if mark not in ("0", "1", "2", "3"):
        findings.error("selected", f"«selected» debe ser 0, 1, 2 o 3, y dice «{mark[:40]}».", line)
        return None
    return int(mark)
