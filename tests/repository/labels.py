"""Finds in code what belongs to data: years, territories and amounts of a real city (DESIGN §5.1)."""

import ast
import re
from collections.abc import Iterator

# Multiples of a hundred bound what a year may be; 2,048 is a size.
YEARS = frozenset(range(1950, 2100)) - {2000, 2048}
YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")
WHOLE_DATE = re.compile(r"\d{4}-\d\d(-\d\d\S*)?|\d\d?/\d\d?/\d{4}")
# Sectors and colonias of the predecessor's city, and the cities whose elections tests count.
PLACES = re.compile(
    r"(?<![A-Za-z])(?:K[1-6]|San Pedro|Garza Garc[ií]a|Tampiquito|Valle Oriente|Bosques[- ]Lomas|Casco Urbano"
    r"|Fuentes del Valle|Lomas del Valle|Monta[ñn]a Poniente|Warszaw[ay]|Warsaw|Wroc[lł]aw|Katowice|Krak[oó]w"
    r"|[LŁ][oó]d[zź]|Wieliczka|Gda[nń]sk|Gdynia|Cz[eę]stochowa|Toulouse|Budapest|Amsterdam|Aarau|Dieppe|Zabrze"
    r"|Iztapalapa|Coyoac[aá]n|Monterrey|Decide San Pedro)(?![A-Za-z])"
)
PLACE_NAMES = re.compile(
    r"san_?pedro|garza_?garcia|tampiquito|warszawa|wroclaw|katowice|wieliczka", re.IGNORECASE
)
AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:MDP|mdp)\b|\b12[.,]5\b|\$\s?\d[\d,.]{3,}")
# A limit of the machine says so in its name. Addresses and escaped characters hold figures that are no years.
LIMITS = re.compile(r"memory|bytes|file|pixels|rows|size|largest", re.IGNORECASE)
NO_YEARS = re.compile(r"https?://\S+|\\u[0-9a-fA-F]{4}")
LARGEST_PLAIN = 1_000_000  # above it, a round number that is no power of ten is money
WRITTEN = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
EXAMPLES = {"example", "help_text", "placeholder", "help"}


def found(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the line and the text of every literal or name that belongs to data, not to code.

    Texts for people (in gettext, or an example beside a field) may show a date or an amount as it is written; a
    place, never. Docstrings may explain with anything.
    """
    skipped = {id(node) for node in _docstrings(tree)}
    shown = {id(node) for node in _examples(tree)}
    skipped |= {id(node) for node in _limits(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in skipped:
            wrong = _constant(node.value, shown=id(node) in shown)
        else:
            wrong = _named(node)
        if wrong:
            yield getattr(node, "lineno", 0), wrong


def _constant(value: object, *, shown: bool) -> str:
    if isinstance(value, str):
        return _text(value, shown=shown)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if value in YEARS and isinstance(value, int):
        return f"the year {value}"
    digits = str(value).rstrip("0")
    is_money = isinstance(value, int) and value > LARGEST_PLAIN and value % 100_000 == 0 and digits != "1"
    return f"the amount {value}" if is_money or value == 12.5 else ""


def _text(text: str, *, shown: bool) -> str:
    if place := PLACES.search(text):
        return f"the place «{place[0]}»"
    if shown:
        return ""
    if amount := AMOUNT.search(text):
        return f"the amount «{amount[0]}»"
    text = NO_YEARS.sub("", text)
    # A date within a sentence shows how dates are written.
    sample = WHOLE_DATE.sub("", text) if " " in text else text
    year = YEAR.search(sample)
    return f"the year «{year[0]}»" if year else ""


def _named(node: ast.AST) -> str:
    name = getattr(node, "id", None) or getattr(node, "name", None) or getattr(node, "arg", None) or ""
    if isinstance(name, str) and PLACE_NAMES.search(name):
        return f"the place «{name}»"
    target, value = _assigned(node)
    fixed = isinstance(value, ast.Constant) and isinstance(value.value, int) and value.value > 100
    return f"the amount of {target}" if target.endswith("_centavos") and fixed else ""


def _assigned(node: ast.AST) -> tuple[str, ast.AST | None]:
    if isinstance(node, ast.keyword):
        return node.arg or "", node.value
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id.lower(), node.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id.lower(), node.value
    return "", None


def _limits(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        target, value = _assigned(node)
        if value is not None and LIMITS.search(target) and not target.endswith("_centavos"):
            yield value


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    """Give every string that stands alone as a statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _examples(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if called in WRITTEN or (isinstance(node, ast.keyword) and node.arg in EXAMPLES):
            yield from ast.walk(node)
