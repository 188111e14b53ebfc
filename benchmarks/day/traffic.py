"""Requests to the real server as people make them: each at its own moment, whether or not others have ended."""

import http.client
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

_SEED = 1810
_AT_ONCE = 32  # requests on their way at the most; far more than ever are


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the office, who opens it, and how often beside the others."""

    name: str
    cookies: Sequence[str]
    address: Callable[[random.Random], str]
    weight: int = 1


def drive(pages: Sequence[Page], *, port: int, seconds: float, per_second: float) -> dict[str, list[float]]:
    """Ask for pages at random moments for so long; return the milliseconds of each page's answers.

    The load is open: requests begin by the clock (a Poisson process), so that a slow answer holds nobody else
    back, and each is timed from the moment at which it was meant to begin.
    """
    chance = random.Random(_SEED)  # noqa: S311 - the same day each time
    asked, moment = [], 0.0
    while moment < seconds:
        page = chance.choices(pages, [page.weight for page in pages])[0]
        asked.append((moment, page, page.address(chance), chance.choice(page.cookies)))
        moment += chance.expovariate(per_second)
    took: dict[str, list[float]] = {page.name: [] for page in pages}
    begun = time.perf_counter()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = []
        for moment, page, address, cookie in asked:
            time.sleep(max(0.0, begun + moment - time.perf_counter()))
            waiting.append((page, pool.submit(fetch, port, address, cookie, begun + moment)))
        for page, answer in waiting:
            took[page.name].append(answer.result())
    return took


def fetch(port: int, address: str, cookie: str, since: float) -> float:
    """Ask for one page over a connection of its own and read it whole; return the milliseconds since then."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    assert answer.status == http.client.OK, (address, answer.status)
    return 1000 * (time.perf_counter() - since)
