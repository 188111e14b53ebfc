"""A sender that costs little beside what it measures: requests made beforehand, over connections that stay."""

import json
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from box.town import Town

_TIMEOUT = 20.0


@dataclass(frozen=True)
class Answer:
    """Status and body of one answer, and its milliseconds."""

    status: int
    body: bytes
    ms: float


class Line:
    """One connection that stays."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, request: bytes, *, since: float | None = None) -> Answer:
        """Send a request and wait for its answer.

        Raises:
            OSError: if the server is gone meanwhile.
        """
        began = time.perf_counter() if since is None else since
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=_TIMEOUT)
            self._socket.sendall(request)
            status, body = _read(self._socket)
        except OSError:
            self.drop()
            raise
        return Answer(status, body, 1000 * (time.perf_counter() - began))

    def drop(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def ballots(town: Town, count: int) -> list[bytes]:
    """Return so many ballots as requests, each with its token, marking one to five of twelve options."""
    from tequio.core.ballotbox import entries

    found = []
    for number in range(count):
        token, signature = town.token()
        marks = {str((number * 7 + step * 5) % 12 + 1): 1 for step in range(number % 5 + 1)}
        body = {
            "place": town.unit.pk,
            "marks": marks,
            "turn": 1,
            "token": entries.to_text(token),
            "signature": entries.to_text(signature),
        }
        found.append(post(f"/urna/{town.edition.slug}/", json.dumps(body).encode()))
    return found


def post(path: str, body: bytes) -> bytes:
    """Return a POST of JSON as bytes on the wire."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def drive(port: int, requests: Sequence[bytes], *, lines: int) -> tuple[float, list[Answer]]:
    """Send all requests over so many connections as fast as they are answered; return seconds and answers."""
    return together(requests, lines=lines, work=lambda: Line(port).ask)


def together(
    requests: Sequence[bytes], *, lines: int, work: Callable[[], Callable[[bytes], Answer]]
) -> tuple[float, list[Answer]]:
    """Share the requests among so many threads, each with its own worker."""
    answers: list[Answer] = []
    shares = [requests[n::lines] for n in range(lines)]
    workers = [work() for _line in range(lines)]
    gate = threading.Barrier(lines + 1)

    def run(ask: Callable[[bytes], Answer], mine: Sequence[bytes]) -> None:
        gate.wait()
        answers.extend([ask(request) for request in mine])

    threads = [threading.Thread(target=run, args=pair) for pair in zip(workers, shares, strict=True)]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, answers


def pace(port: int, requests: Sequence[bytes], *, per_second: float, lines: int) -> list[Answer]:
    """Send requests at a steady pace whatever the answers take; a late answer counts from when it was due."""
    begun = time.perf_counter() + 0.2
    answers: list[Answer] = []

    def run(number: int) -> None:
        line = Line(port)
        for turn in range(number, len(requests), lines):
            due = begun + turn / per_second
            time.sleep(max(due - time.perf_counter(), 0))
            answers.append(line.ask(requests[turn], since=due))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(lines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _read(connection: socket.socket) -> tuple[int, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, body = data.split(b"\r\n\r\n", 1)
    status = int(head.split(b" ", 2)[1])
    rows = [row.lower() for row in head.split(b"\r\n")]
    length = next((int(row.split(b":")[1]) for row in rows if row.startswith(b"content-length")), None)
    while len(body) < length if length is not None else not body.endswith(b"0\r\n\r\n"):
        body += _more(connection)
    return status, body


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65_536)
    if not data:
        raise ConnectionResetError("the server hung up")
    return data
