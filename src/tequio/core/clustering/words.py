"""From the words that people wrote to stems, whether they wrote their accents or not (docs/rules/analysis.md).

The stems themselves come from outside: the Spanish dictionary of PostgreSQL gives them for each word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tequio.core.text import plain

_WORD = re.compile(r"[^\W_]{3,}")  # two letters say nothing


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each word counts as, and how people write what a stem stands for.

    Attributes:
        stems: the stem of each word, by the word in plain letters; words that say nothing are not in it.
        written: for each stem, the word that people write most.
    """

    stems: Mapping[str, str]
    written: Mapping[str, str]

    def of(self, text: str) -> frozenset[str]:
        """Return the stems of a text."""
        return frozenset(self.stems[word] for word in map(plain, words_of(text)) if word in self.stems)

    def say(self, stems: Iterable[str]) -> list[str]:
        """Return stems as the words that people write, in alphabetical order."""
        return sorted(self.written.get(stem, stem) for stem in stems)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order; those of one or two letters are left out."""
    return _WORD.findall(text.casefold())


def vocabulary(counts: Mapping[str, int], stems: Mapping[str, str]) -> Vocabulary:
    """Return what every word counts as.

    The same word with and without its accents counts as one: whoever writes on a telephone leaves them out, and
    the rules of Spanish endings need them (*educación*, *educaciones*). The spelling with accents decides, the
    most written one of them; a word is left out if the dictionary holds that any of its spellings says nothing.

    Args:
        counts: how often each word was written, in lower case.
        stems: the stem of each of them by the dictionary; empty for what says nothing (*para*, *más*).
    """
    spellings: dict[str, list[str]] = {}
    for word in counts:
        spellings.setdefault(plain(word), []).append(word)
    found: dict[str, str] = {}
    written: dict[str, Counter[str]] = {}
    for bare, words in spellings.items():
        if any(not stems.get(word) for word in words):
            continue
        best = min(words, key=lambda word: (word == bare, -counts[word], word))
        stem = plain(stems[best])
        found[bare] = stem
        written.setdefault(stem, Counter())[best] += sum(counts[word] for word in words)
    said = {stem: min(each, key=lambda word: (-each[word], word)) for stem, each in written.items()}
    return Vocabulary(found, said)
