"""What changed between two texts, word by word, so that a person can read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return the later text with what was taken out and what was put in marked. Whole words; blanks are kept.

    Without the marks of what is gone, the pieces are the later text; without those of what is new, the earlier.
    """
    return [piece for piece in _found(before, after) if piece.text]


def _found(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(new[k:m]))
            continue
        yield Piece("gone", "".join(old[i:j]))
        yield Piece("new", "".join(new[k:m]))
