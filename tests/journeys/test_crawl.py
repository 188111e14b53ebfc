"""Every internal link that a page shows, followed as each role and in both languages by the test client."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from tests.routes import (
    ADMINISTRATOR,
    ANONYMOUS,
    CITIZEN,
    COORDINATOR,
    LIAISON,
    SIGNED_IN,
    Route,
    all_routes,
)
from tests.stage import Stage, undone

PER_ROUTE = 2  # addresses of one route that are opened in one crawl
MOST_QUERIES = 60
UNWRITTEN = re.compile(r"\{\{|\{%|%\(\w+\)[sd]|\bmsgid\b|&lt;(?:Phase|Role|Status)\b")
NOTHING = re.compile(r">\s*None\s*<")  # in English pages it may be a word


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was opened, where its link stood, and what it answered."""

    path: str
    source: str
    status: int
    page: str
    queries: int

    def complaints(self, language: str) -> list[str]:
        """Return what is wrong with the answer."""
        wrong = [f"answers {self.status}"] if self.status >= 400 else []
        if self.queries > MOST_QUERIES:
            wrong.append(f"asks {self.queries} queries")
        marks = (UNWRITTEN, NOTHING) if language != "en" else (UNWRITTEN,)
        found = [match for mark in marks if (match := mark.search(self.page))]
        wrong += [f"shows {self.page[max(0, m.start() - 60) : m.end() + 20]!r}" for m in found]
        if self.page and f'<html lang="{language}"' not in self.page:
            wrong.append(f"is not in {language}")
        return [f"{self.path} (from {self.source or 'the start'}) {complaint}" for complaint in wrong]


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append(href)


def within(path: str, href: str) -> str:
    """Return where a link of a page leads within the site, or nothing."""
    parts = urlsplit(urldefrag(urljoin(f"http://testserver{path}", href))[0])
    if parts.scheme != "http" or parts.netloc != "testserver" or parts.path.startswith("/static/"):
        return ""  # static files are served before any view
    return parts.path + (f"?{parts.query}" if parts.query else "")


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


def visit(browser: Client, path: str, source: str) -> tuple[Visit, list[str]]:
    """Open an address; return the visit and where its links lead."""
    reset_queries()  # the log of a long walk would overflow
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(path)
        body = b"".join(response) if response.streaming else response.content
    html = response.headers.get("Content-Type", "").startswith("text/html") and body
    page = body.decode() if html else ""
    reader = Links()
    reader.feed(page)
    onward = [*reader.found, *([response["Location"]] if response.status_code in {301, 302} else [])]
    done = Visit(path, source, response.status_code, page, len(queries))
    return done, [found for href in onward if (found := within(path, href))]


class Crawl:
    """One role's walk in one language: from an address, every link, a few addresses per route."""

    def __init__(self, browser: Client, role: str, language: str) -> None:
        self.browser, self.role, self.language = browser, role, language
        self.browser.cookies["django_language"] = language
        self.opened: set[str] = set()
        self.per_route: Counter[str] = Counter()
        self.wrong: list[str] = []

    def start(self, path: str) -> None:
        """Open an address and everything that it leads to."""
        waiting = [(path, "")]
        while waiting:
            path, source = waiting.pop(0)
            name = route_of(path)
            if path in self.opened or (source and self.per_route[name] >= PER_ROUTE):
                continue
            self.opened.add(path)
            self.per_route[name] += 1
            done, onward = visit(self.browser, path, source)
            self.wrong += [f"{self.role}: {line}" for line in self.complaints(done)]
            waiting += [(found, path) for found in onward]

    def complaints(self, done: Visit) -> list[str]:
        """Return what is wrong with an answer."""
        return done.complaints(self.language)


def walks() -> list[tuple[str, str]]:
    """Return who walks in which language: everyone in Spanish; in English, who together see every page."""
    spanish = [(role, "es-mx") for role in (ANONYMOUS, *sorted(SIGNED_IN))]
    return spanish + [(role, "en") for role in (CITIZEN, LIAISON, COORDINATOR, ADMINISTRATOR)]


def by_world() -> list[tuple[str, Route]]:
    """Return the routes that show a page, those with the same objects side by side."""
    pages = [(name, route) for _m, name, route in all_routes() if "GET" in route.methods and not route.ok]
    return sorted(pages, key=lambda page: (page[1].kwargs.__qualname__, page[1].data.__qualname__, page[0]))


HALVES = (0, 1)  # of the routes: one for each process of the suite


def crawl(stage: Stage, crawls: list[Crawl], half: int, prepare: Callable[[], object] = int) -> list[str]:
    """Let everyone walk from the first page, and from half of the routes, over the objects made for each.

    Args:
        stage: where the objects stand.
        crawls: who walks.
        half: which routes.
        prepare: called when the objects of a route stand.
    """
    for walker in crawls:
        with undone():
            walker.start("/")
    for name, route in by_world()[half::2]:
        path = reverse(name, kwargs=stage.kwargs(route)) + (f"?{route.query}" if route.query else "")
        with undone():
            prepare()
            for walker in crawls:
                if walker.role in route.allowed:
                    walker.start(path)
    return [line for walker in crawls for line in walker.wrong]


@pytest.mark.untraced
@pytest.mark.parametrize("half", HALVES)
def test_no_link_is_dead_and_no_page_is_half_written(half: int, stage: Stage) -> None:
    crawls = [Crawl(stage.client(role), role, language) for role, language in walks()]
    wrong = crawl(stage, crawls, half)
    assert all(len(walker.opened) > 1 for walker in crawls)
    assert not wrong, "\n".join(wrong)
