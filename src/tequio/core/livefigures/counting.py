"""Counting people once in each cell, and how many of them moved since the figures were last shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from zlib import crc32

from tequio.core.livefigures.types import AMOUNTS, CROSSINGS, PEOPLE, UNSAID, Count, Counts, Frame, Person

_Cells = Mapping[str, Count]


def count(people: Iterable[Person], frame: Frame) -> Counts:
    """Count who took part.

    Args:
        people: each person once. Who has neither voices nor votes is not counted.
        frame: the codes of each table, so that an empty cell stands as zero. Other codes are not shown, except
            the empty one (not said), which every table of people has.
    """
    took_part = [person for person in people if person.voices or person.votes]
    return Counts(
        totals=_totals(took_part), tables=_tables(took_part, frame), crossings=_crossed(took_part, frame)
    )


def mark(person: Person) -> int:
    """Return a number that changes when anything that is counted of a person changes. Below 2 ** 32."""
    return crc32(repr((person[1:5], sorted(person.voices), sorted(person.votes))).encode())


def moved(before: Mapping[int, int], after: Mapping[int, int]) -> int:
    """Return how many people came, left or changed between two readings of marks by person."""
    return len({person for person, _ in before.items() ^ after.items()})


def _totals(people: list[Person]) -> dict[str, Count]:
    return {
        "people": Count(len(people), len(people)),
        "voices": Count(sum(len(p.voices) for p in people), sum(bool(p.voices) for p in people)),
        "votes": Count(sum(len(p.votes) for p in people), sum(bool(p.votes) for p in people)),
    }


def _tables(people: list[Person], frame: Frame) -> dict[str, _Cells]:
    tables: dict[str, _Cells] = {}
    for name in PEOPLE:
        found = Counter(getattr(person, name) for person in people)
        tables[name] = _alike(found, (*frame.get(name, ()), UNSAID))
    pillars = Counter(code for person in people for code in _spoke_of(person))
    tables["pillar"] = _alike(pillars, _pillars(people, frame))
    themes = Counter(code for p in people for code in {voice.theme for voice in p.voices})
    tables["theme"] = _alike(themes, frame.get("theme", ()))
    for name in AMOUNTS:
        tables[name] = _amounts(people, name, frame.get(name, ()))
    return tables


def _alike(found: Counter[str], codes: Iterable[str]) -> dict[str, Count]:
    return {code: Count(found[code], found[code]) for code in codes}


def _amounts(people: list[Person], name: str, codes: Iterable[str]) -> dict[str, Count]:
    amounts: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for person in people:
        acts = person.votes if name == "votes_day" else [getattr(voice, name) for voice in person.voices]
        amounts.update(acts)
        behind.update(set(acts))
    return {code: Count(amounts[code], behind[code]) for code in codes}


def _crossed(people: list[Person], frame: Frame) -> dict[str, dict[str, dict[str, Count]]]:
    crossings = {}
    for name, trait in CROSSINGS.items():
        found = Counter((code, getattr(person, trait)) for person in people for code in _spoke_of(person))
        crossings[name] = {
            pillar: {
                code: Count(found[pillar, code], found[pillar, code])
                for code in (*frame.get(trait, ()), UNSAID)
            }
            for pillar in _pillars(people, frame)
        }
    return crossings


def _spoke_of(person: Person) -> set[str]:
    return {voice.pillar for voice in person.voices} or {UNSAID}


def _pillars(people: list[Person], frame: Frame) -> tuple[str, ...]:
    """Return the pillars and, once anybody votes, a cell for who only voted: so all stand in some cell."""
    voted = (UNSAID,) if any(person.votes for person in people) else ()
    return (*frame.get("pillar", ()), *voted)
