"""The text of a cell without what nobody sees."""

import re
import unicodedata

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_ERRORS = frozenset({"#n/a", "#value!", "#ref!", "#div/0!", "#num!", "#name?", "#null!", "#¡valor!", "#¡ref!"})


def clean(value: object) -> str:
    """Return a cell as text: composed letters, single spaces, no hidden marks (CELL-1).

    Removed are soft hyphens, zero-width characters, marks of direction and control characters; every kind of
    space, the unbreakable one too, becomes a plain one. ``None`` gives an empty text.
    """
    if value is None:
        return ""
    text = _HIDDEN.sub("", str(value))
    text = "".join(" " if unicodedata.category(c) in {"Zs", "Zl", "Zp", "Cc"} else c for c in text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def is_error(text: str) -> bool:
    """Return whether the text is what a spreadsheet shows where a formula failed (CELL-2)."""
    return text.casefold() in _ERRORS
