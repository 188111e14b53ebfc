"""Ten thousand who look at the live figures of a forum while 50 people a second hand in their voices.

A real server, a real worker and a PostgreSQL of their own, made and removed here: ``make bench-live``. Who
looks does as a browser's EventSource: asks with the last id, reads the answer, waits as long as it says, asks
again, each time over a new connection. Who contributes posts the last page of the form, with a session of their
own. Printed are the ratios against the limits: p99 of contributing under 400 ms, and one counting per interval.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from box import servers, wire
from box.town import own_city

VIEWERS = int(os.environ.get("VIEWERS", "10000"))
PACE, SECONDS, WARM = int(os.environ.get("PACE", "50")), int(os.environ.get("SECONDS", "60")), 20
EVERY, LIMIT_MS, LINES = 15, 400.0, 32
SLUG = "foro-medido"
STREAM = f"/foros/{SLUG}/en-vivo/flujo"
TOKEN = "k" * 32  # of the form and of its cookie


def main() -> int:
    """Make the city and its people, let both crowds in, and say whether the limits hold."""
    with own_city():
        forum, requests = people(PACE * SECONDS)
        with servers.tequio() as (port, _server), worker():
            return measure(forum, port, requests)


def measure(forum: Any, port: int, requests: list[bytes]) -> int:
    """Let them look until everybody has asked once; then let people contribute, and count what happened."""
    looking = subprocess.Popen(
        [sys.executable, __file__, "viewers", str(port), str(WARM + SECONDS)], stdout=subprocess.PIPE
    )
    time.sleep(WARM)
    before = computations(forum)
    answers = wire.pace(port, requests, per_second=PACE, lines=LINES)
    counted = computations(forum) - before
    said, _errors = looking.communicate()
    return report(answers, counted, json.loads(said))


def report(answers: list[wire.Answer], counted: int, looked: dict[str, Any]) -> int:
    """Print the figures beside their limits; return 0 where all hold."""
    taken = sorted(answer.ms for answer in answers if answer.status == 302)  # noqa: PLR2004 - to the receipt
    p50, p99 = (taken[int(len(taken) * share)] for share in (0.5, 0.99)) if taken else (0.0, 0.0)
    allowed = SECONDS // EVERY + 1  # intervals that may begin and end meanwhile
    print(f"Machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.", end=" ")
    print(f"{VIEWERS} looking, {PACE} voices a second for {SECONDS} s.")
    print(f"Voices handed in: {len(taken)} of {len(answers)}. p50 {p50:.0f} ms, p99 {p99:.0f} ms:", end=" ")
    print(f"{p99 / LIMIT_MS:.2f} of the limit of {LIMIT_MS:.0f} ms.")
    print(f"Countings: {counted} in {SECONDS} s of intervals of {EVERY} s (at most {allowed}).")
    asked = looked["answers"]
    print(f"Looks: {asked} ({asked / (WARM + SECONDS):.0f}/s), {looked['failed']} failed,", end=" ")
    print(f"p50 {looked['p50']:.0f} ms, p99 {looked['p99']:.0f} ms,", end=" ")
    print(f"{looked['bytes'] // max(asked, 1)} bytes each;", end=" ")
    print(f"{looked['events']} new figures received by {looked['told']} of {VIEWERS}.")
    holds = len(taken) == len(answers) and p99 < LIMIT_MS and counted <= allowed and not looked["failed"]
    print("The limits hold." if holds else "THE LIMITS DO NOT HOLD.")
    return 0 if holds else 1


def computations(forum: Any) -> int:
    """Return how many times the exercise was counted."""
    from tequio.participation.forums.models import LiveState

    return sum(LiveState.objects.filter(forum=forum).values_list("computations", flat=True))


@contextmanager
def worker() -> Any:
    """Run the worker as an installation does."""
    process = subprocess.Popen([sys.executable, "-m", "tequio.config.cli", "worker"], env=os.environ)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def people(number: int) -> tuple[Any, list[bytes]]:
    """Make an exercise and people who have written all but sent nothing; return their last requests."""
    import random

    from django.utils import timezone

    from tequio.config.demo.factories import forums as make
    from tequio.foundation.accounts.models import User
    from tequio.participation.forums.models import Contribution, Participant
    from tequio.participation.forums.types import ContributionState

    now, chance = timezone.now(), random.Random(7)  # noqa: S311 - the same people every time
    forum = make.forum(slug=SLUG, figures_every=EVERY, asks_photo=False)
    pillars = [(pillar, list(pillar.themes.all())) for pillar in forum.pillars.all()]
    colonias = list(forum.territory.units.filter(level__rank=2))
    users = User.objects.bulk_create(
        User(email=f"voz{n}@tequio.example", name=f"Voz {n}") for n in range(number)
    )
    Participant.objects.bulk_create(
        Participant(
            forum=forum,
            person=user,
            gender=chance.choice(["woman", "man", "non_binary", ""]),
            age_from=chance.choice([low for low, _high in forum.age_bands]),
            unit=chance.choice(colonias),
            asked_at=now,
            joined_at=now,
        )
        for user in users
    )
    drafts = []
    for user in users:
        pillar, themes = chance.choice(pillars)
        drafts.append(
            Contribution(
                forum=forum,
                author=user,
                state=ContributionState.DRAFT.value,
                pillar=pillar,
                theme=chance.choice(themes),
                title=f"Que haya médico todos los días, voz {user.pk}",
                problem="Hay médico dos días a la semana y se va a las dos de la tarde.",
                idea="Que haya médico de lunes a sábado, también por la tarde.",
                vision="Nadie tiene que ir a otra ciudad para una consulta.",
                first_step="Contratar a un médico para las tardes.",
                place="Junto a la escuela",
                site=chance.choice(colonias),
            )
        )
    Contribution.objects.bulk_create(drafts)
    Contribution.objects.filter(forum=forum).update(created_at=now - timedelta(minutes=3))
    return forum, [_last_request(user, number) for number, user in enumerate(users)]


def _last_request(user: Any, number: int) -> bytes:
    """Return the request that hands a person's voice in, from an address of their own."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    body = f"csrfmiddlewaretoken={TOKEN}".encode()
    head = (
        f"POST /foros/{SLUG}/aportar/enviar/ HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: tequio={session.session_key}; csrf={TOKEN}\r\n"
        f"X-Forwarded-For: 10.{number // 65536}.{number // 256 % 256}.{number % 256}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Crowd:
    """Everybody who looks, and what they saw."""

    def __init__(self, port: int, until: float) -> None:
        self.port, self.until = port, until
        self.took: list[float] = []
        self.bytes = self.failed = self.events = 0
        self.told: set[int] = set()

    async def viewer(self, number: int) -> None:
        """Look as a browser does, beginning at some time of the first interval."""
        await asyncio.sleep(EVERY * number / VIEWERS)
        seen, pause = "", float(EVERY)
        while time.monotonic() < self.until:
            begun = time.perf_counter()
            try:
                answer = await asyncio.wait_for(self._ask(seen), 20)
            except (OSError, TimeoutError):
                self.failed += 1
            else:
                self.took.append(1000 * (time.perf_counter() - begun))
                self.bytes += len(answer)
                if b" 200 " not in answer[:20]:
                    self.failed += 1
                if found := re.search(rb"\nretry: (\d+)", answer):
                    pause = int(found[1]) / 1000
                if found := re.search(rb"\nid: (\w+)", answer):
                    seen = found[1].decode()
                    self.events += 1
                    self.told.add(number)
            await asyncio.sleep(min(pause, max(self.until - time.monotonic(), 0)))

    async def _ask(self, seen: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            last = f"Last-Event-ID: {seen}\r\n" if seen else ""
            writer.write(
                f"GET {STREAM} HTTP/1.1\r\nHost: localhost\r\n{last}Connection: close\r\n\r\n".encode()
            )
            return await reader.read(-1)
        finally:
            writer.close()


async def look(port: int, seconds: float) -> None:
    """Let everybody look for some seconds, and print what they saw as JSON."""
    crowd = Crowd(port, time.monotonic() + seconds)
    await asyncio.gather(*(crowd.viewer(number) for number in range(VIEWERS)))
    took = sorted(crowd.took) or [0.0]
    seen = {
        "answers": len(crowd.took),
        "failed": crowd.failed,
        "bytes": crowd.bytes,
        "events": crowd.events,
        "told": len(crowd.told),
        "p50": took[len(took) // 2],
        "p99": took[int(len(took) * 0.99)],
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    if sys.argv[1:2] == ["viewers"]:
        asyncio.run(look(int(sys.argv[2]), float(sys.argv[3])))
    else:
        sys.exit(main())
