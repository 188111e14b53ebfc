"""Subjects, asked of the contexts that own them."""

from collections.abc import Iterable
from datetime import datetime

from tequio.participation.discussion.types import Subject, kinds, parts


def subject(key: str, at: datetime) -> Subject | None:
    """Return the subject with this key as it is at ``at``, public or not, or None."""
    return subjects([key], at).get(key)


def subjects(keys: Iterable[str], at: datetime) -> dict[str, Subject]:
    """Return the subjects with these keys; as many queries as there are kinds among them, times a constant."""
    wanted: dict[str, set[int]] = {}
    for key in keys:
        kind, pk = parts(key)
        wanted.setdefault(kind, set()).add(pk)
    known = kinds()
    return {
        found.key: found
        for kind, pks in wanted.items()
        if kind in known
        for found in known[kind].look(pks, at).values()
    }
