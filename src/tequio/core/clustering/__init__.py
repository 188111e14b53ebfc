"""Texts that ask for something alike: which words are the same, how alike texts are, what groups they make."""

from tequio.core.clustering.groups import Group, Member, Text, cluster
from tequio.core.clustering.likeness import Likeness, Weights, likeness, weigh
from tequio.core.clustering.words import Vocabulary, vocabulary, words_of

__all__ = [
    "Group",
    "Likeness",
    "Member",
    "Text",
    "Vocabulary",
    "Weights",
    "cluster",
    "likeness",
    "vocabulary",
    "weigh",
    "words_of",
]
