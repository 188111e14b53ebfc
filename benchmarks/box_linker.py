"""Who voted for what? Linkers with a dump and the logs guess it: ``python benchmarks/box_linker.py``.

A voting day through the real services and the real server: some vote one after another and are logged, others
at once and within the hour. Two dumps are taken, in the middle of that hour and after the close and the draw:
every table, every column, the place of each row in its table (ctid), the transaction that wrote it (xmin); and
the logs of the server.

A linker sorts the people by some column of theirs and the ballots by some column of theirs, and pairs them; or
goes by way of the sealed slips, whose order of arrival the dump of the hour still shows; or joins equal values
and equal hashes. Each voter's choice is guessed to be that of the ballot they are paired with.

Statistic: the most right guesses of any linker. Its p-value comes from 2,000 shuffles of who chose what, over
each of which the same best-of-all is taken, so that having many linkers is paid for. At p ≥ 0.01 the best one
does no better than chance. As a control, the same linkers are given ballots in the order in which they arrived,
and must find it.
"""

import hashlib
import json
import os
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from box import servers, wire
from box.town import Town, town

VOTERS, LINES, SHUFFLES = 240, 8, 2_000
LEAST_P = 0.01
Row = dict[str, Any]
Dump = dict[str, list[Row]]
_PEOPLE = {"ballots_participation": "person_id", "accounts_user": "id"}
_SLIPS, _BALLOTS = "ballots_slip", "ballots_ballot"
_SAID = {"edition_id", "unit_id", "channel", "turn", "superseded", "level", "logged"}  # they tell nobody apart


def main() -> int:
    """Hold the day, dump, link, and say how well it went."""
    with town() as place:
        log = Path(os.environ["TEQUIO_DATA_DIR"]) / "web.log"
        os.environ["TEQUIO_LOG_LEVEL"] = "INFO"
        with servers.tequio(log) as (port, _process):
            truth, answers, hour, after = day(place, port)
        return report(truth, answers, hour, after, log.read_text())


def day(place: Town, port: int) -> tuple[dict[int, int], list[Row], Dump, Dump]:
    """Let everybody vote; return what each chose, what the server answered, and both dumps."""
    from django.utils import timezone

    from tequio.config.demo.factories.accounts import make_user
    from tequio.participation.ballots import services

    people = [make_user(f"persona{n}@tequio.example") for n in range(VOTERS)]
    random.shuffle(people)
    chance = random.Random(1810)  # noqa: S311 - a world, not a secret
    truth = {person.pk: chance.randint(1, 4) for person in people}
    answers: list[Row] = []
    early, late = people[: VOTERS // 2], people[VOTERS // 2 :]
    vote(place, port, early, truth, answers)
    services.publish_head(edition=place.edition, at=timezone.now())
    shares = [late[n::LINES] for n in range(LINES)]
    threads = [threading.Thread(target=vote, args=(place, port, share, truth, answers)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hour = dump()
    closes = place.edition.phases.get(kind="voting").closes
    services.close_box(edition=place.edition, at=closes)
    services.note_draw(edition=place.edition, seed="41 087", at=closes)
    services.open_mix(edition=place.edition, at=closes)
    return truth, answers, hour, dump()


def vote(place: Town, port: int, people: list[Any], truth: dict[int, int], answers: list[Row]) -> None:
    """Let each person get their token signed and cast at once, as a browser does."""
    from django.db import connection
    from django.utils import timezone

    from tequio.config.demo.factories.ballots import make_token
    from tequio.core.ballotbox import entries

    line = wire.Line(port)
    for person in people:
        token = make_token(place.edition, person, place.unit, at=timezone.now())
        body = {
            "place": place.unit.pk,
            "marks": {str(truth[person.pk]): 1},
            "token": entries.to_text(token.token),
            "signature": entries.to_text(token.signature),
        }
        answer = line.ask(wire.post(f"/urna/{place.edition.slug}/", json.dumps(body).encode()))
        assert answer.status == 201, answer  # noqa: PLR2004 - in the box
        answers.append(json.loads(answer.body) | body)
    connection.close()


def dump() -> Dump:
    """Return every row of every table, with its place in the table and its transaction."""
    from django.db import connection

    found: Dump = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t.ctid::text AS "ctid", t.xmin::text AS "xmin", t.* FROM "{table}" t')  # noqa: S608 - a name of the catalogue
            names = [column.name for column in cursor.description or []]
            found[table] = [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def orders(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Give the rows in the order of each column, its first bytes, and its hash."""
    for name in rows[0] if rows else []:
        yield name, sorted(rows, key=lambda row: _key(name, row[name]))
    for name in rows[0] if rows else []:
        if isinstance(rows[0][name], bytes):
            yield f"sha256({name})", sorted(rows, key=lambda row: hashlib.sha256(row[name] or b"").digest())


def _key(name: str, value: Any) -> Any:
    if name == "ctid":
        page, item = value.strip("()").split(",")
        return (int(page), int(item))
    if name == "xmin":
        return int(value)
    return str(value)


def linkers(truth: dict[int, int], hour: Dump, after: Dump) -> Iterator[tuple[str, list[int], list[int]]]:
    """Give each linker's name, the people in its order, and the choices of the ballots paired with them."""
    ballots = [(name, [_choice(row) for row in rows]) for name, rows in orders(after[_BALLOTS])]
    people = [
        (f"{when}.{table}.{name}", [row[key] for row in rows])
        for when, source in (("hour", hour), ("after", after))
        for table, key in _PEOPLE.items()
        for name, rows in orders([row for row in source[table] if row[key] in truth])
    ]
    for mine, order in people:
        for name, choices in ballots:
            yield f"{mine} ~ {name}", order, choices
            yield f"{mine} ~ {name} backwards", order, choices[::-1]
    yield from through_slips(truth, hour, ballots)


def through_slips(
    truth: dict[int, int], hour: Dump, ballots: list[tuple[str, list[int]]]
) -> Iterator[tuple[str, list[int], list[int]]]:
    """Pair people with slips by their order of arrival, and slips with ballots by any column of both."""
    roll = sorted(
        (row for row in hour["ballots_participation"] if row["person_id"] in truth),
        key=lambda row: _key("ctid", row["ctid"]),
    )
    slips = sorted(hour[_SLIPS], key=lambda row: (row["logged"] is False, _key("ctid", row["ctid"])))
    paired = {slip["id"]: row["person_id"] for slip, row in zip(slips, roll, strict=True)}
    for name, rows in orders(slips):
        for other, choices in ballots:
            yield f"arrival, slip.{name} ~ {other}", [paired[row["id"]] for row in rows], choices


def _choice(row: Row) -> int:
    points = row["points"] if isinstance(row["points"], dict) else json.loads(row["points"])
    return int(next(iter(points)))


def best(truth: dict[int, int], found: list[tuple[str, list[int], list[int]]]) -> tuple[str, int, float, float]:
    """Return the best linker, its right guesses, the best that chance does on average, and the p-value."""
    people = sorted(truth)
    place = {person: number for number, person in enumerate(people)}
    right = np.array([truth[person] for person in people], dtype=np.int8)
    guesses = np.empty((len(found), len(people)), dtype=np.int8)
    for number, (_name, order, choices) in enumerate(found):
        for person, choice in zip(order, choices, strict=True):
            guesses[number, place[person]] = choice
    guesses, kept = np.unique(guesses, axis=0, return_index=True)
    scores = (guesses == right).sum(axis=1)
    chance = np.random.default_rng(7)
    top = np.array([(guesses == chance.permutation(right)).sum(axis=1).max() for _ in range(SHUFFLES)])
    winner = int(scores.argmax())
    p = (1 + int((top >= scores[winner]).sum())) / (1 + SHUFFLES)
    return found[int(kept[winner])][0], int(scores[winner]), float(top.mean()), p


def joins(hour: Dump, after: Dump) -> Counter[str]:
    """Count the values, or hashes of values, that stand beside a person and beside a ballot or a slip."""
    mine: dict[Any, str] = {}
    for source in (hour, after):
        for row in source["ballots_participation"]:
            for name, value in row.items():
                for told in _told(name, value):
                    mine[told] = name
    found: Counter[str] = Counter()
    for source, tables in ((hour, (_SLIPS,)), (after, (_BALLOTS, "ballots_middle", "ballots_node"))):
        for table in tables:
            for row in source[table]:
                found.update(
                    f"{mine[told]} = {table}.{name}"
                    for name, value in row.items()
                    for told in _told(name, value)
                    if told in mine
                )
    return found


def _told(name: str, value: Any) -> list[Any]:
    if name in _SAID | {"ctid", "xmin"} or (not isinstance(value, bytes | str) and not hasattr(value, "hex")):
        return []
    data = value if isinstance(value, bytes) else str(value).encode()
    return [data, hashlib.sha256(data).digest()] if len(data) > 8 else []  # noqa: PLR2004 - short values tell nobody apart


def chains(after: Dump) -> int:
    """Count the middles that tie a leaf to a ballot, and the sealed slips that are left."""
    both = sum(row["leaf"] is not None and row["ballot"] is not None for row in after["ballots_middle"])
    return both + len(after[_SLIPS])


def leaks(answers: list[Row], hour: Dump, log: str) -> int:
    """Count what of the ballots stands in the logs, the events or the jobs: tokens, leaves, marks, receipts."""
    beside = [table for table in hour if table.startswith(("audit_", "procrastinate_", "django_session"))]
    text = log + "".join(str(row) for table in beside for row in hour[table])
    words = [answer[key] for answer in answers for key in ("leaf", "token", "signature", "receipt")]
    return sum(word in text for word in words)


def report(truth: dict[int, int], answers: list[Row], hour: Dump, after: Dump, log: str) -> int:
    """Print how the best linker did, and the control."""
    found = list(linkers(truth, hour, after))
    name, right, chance, p = best(truth, found)
    joined, chained, leaked = joins(hour, after), chains(after), leaks(answers, hour, log)
    arrived = sorted(
        (row for row in hour["ballots_participation"] if row["person_id"] in truth),
        key=lambda row: _key("ctid", row["ctid"]),
    )
    order = [row["person_id"] for row in arrived]
    control = [*found, ("the order of arrival", order, [truth[person] for person in order])]
    _name, seen, _chance, control_p = best(truth, control)
    print(f"{VOTERS} voters, 4 options, {len(found):,} linkers, {SHUFFLES:,} shuffles.\n")
    print(f"  best linker       {right} right ({name})")
    print(f"  chance's best     {chance:.1f} right on average; p = {p:.3f} (≥ {LEAST_P})")
    print(f"  values in common  {dict(joined)}")
    print(f"  chains from a leaf to a ballot {chained}; words of ballots in logs, events and jobs {leaked}")
    print(f"  control: ballots in the order of arrival, {seen} right, p = {control_p:.4f}")
    holds = p >= LEAST_P and control_p < LEAST_P and not joined and not chained and not leaked
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
