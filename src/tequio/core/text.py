"""Spanish text as people type it: without accents, in any case, with stray spaces."""

import unicodedata

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(text: str) -> str:
    """Return ``text`` in lower case, without accents, with single spaces, for comparing and searching.

    The letter ñ becomes n, as people on foreign keyboards type it.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def shortened(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters: what does not fit ends in an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs: what begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
