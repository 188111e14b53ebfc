"""Two hundred texts that try to become code, in every free text, on every page, in a real browser."""

import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection, models, transaction
from django.urls import reverse
from playwright.sync_api import BrowserContext, Route, sync_playwright
from tests.journeys.people import ARGUMENTS, chromium
from tests.journeys.test_crawl import by_world
from tests.routes import LIAISON
from tests.routes import Route as Declared
from tests.security.addresses import parameters
from tests.security.payloads import PAYLOADS
from tests.stage import Question, Stage, undone

pytestmark = pytest.mark.browser

SITE = "http://tequio.test"
ATTEMPT = re.compile(r"xss\((\d+)\)")
# Columns that machines write and read: a person cannot put a text there, and pages look things up by them.
MACHINE = frozenset(
    {
        "password",
        "email",
        "contact_email",
        "code",
        "nonce",
        "mailed_nonce",
        "colour",
        "kind",
        "handler",
        "key",
        "slug",
        "content_type",
        "path",
        "plain_name",
        "dataset",
        "subject",
        "media_type",
        "currency",
        "imported_from",
        "document",
        "drawing",
        "search",
        "stage",
        "state",
        "status",
        "method",
        "folio",
        "rfc",
        "ocid",
        "release_id",
        "month",
        "rule",
    }
)
# What a payload would leave on a page that took it for code, and what our pages never have themselves.
TAKEN = """() => [...document.querySelectorAll('*')].filter(element =>
    element.hasAttribute('xss7') ||
    (element.tagName === 'SCRIPT' && !element.src && element.type !== 'application/json') ||
    [...element.attributes].some(({name, value}) => /^on|^(data-)?hx-on/.test(name) || (
        ['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name)
        && /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data:text)/i.test(value)))
).map(element => element.outerHTML.slice(0, 200))"""
WATCH = """window.refused = []; document.addEventListener('securitypolicyviolation',
    event => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass
class Answers:
    """What the site answered while every free text was poisoned."""

    pages: dict[str, tuple[dict[str, str], bytes]] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)

    def take(self, url: str, response: Any) -> None:
        """Keep a page; a file must say that it is no page."""
        body = b"".join(response) if response.streaming else response.content
        tried = {int(number) for number in ATTEMPT.findall(body.decode(errors="replace"))}
        if not tried or response.status_code >= 400:
            return
        self.shown |= tried
        kind = response.headers["Content-Type"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        if kind.startswith("text/html"):
            self.pages[f"/{len(self.pages)}{url.split('?', maxsplit=1)[0]}"] = dict(response.headers), body
        else:
            assert re.match(
                r"(application|text)/[a-z.+-]*(json|csv|sheet|calendar|xml|octet-stream|pdf)|text/csv", kind
            ), (url, kind)


@cache
def written() -> dict[str, list[str]]:
    """Return the columns where people write, by table, each as the text that it will be given."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        for column in model._meta.concrete_fields if model.__module__.startswith("tequio.") else ():
            is_text = isinstance(column, models.CharField | models.TextField) and not column.choices
            if is_text and column.name not in MACHINE and "sha256" not in column.name:
                more = " || ' ' || ctid" if column.unique else ""
                columns = found.setdefault(model._meta.db_table, [])
                text = "(%(texts)s::text[])[((hashtext(ctid::text) & 65535) + {turn}) %% {of} + 1]"
                columns.append(f"{column.column} = {text}{more}")
    return found


def poison(payloads: Sequence[str], turn: int) -> None:
    """Put another payload in each row of every column where people write, from this turn of the list on."""
    for number, (table, columns) in enumerate(written().items()):
        first = turn + number * 7
        # A column that is locked by a trigger, or bound by a constraint, must not keep the others clean.
        if not _fill(table, columns, payloads, first) and len(columns) > 1:
            for column in columns:
                _fill(table, [column], payloads, first)


def _fill(table: str, columns: Sequence[str], payloads: Sequence[str], turn: int) -> bool:
    texts = ", ".join(text.format(turn=turn + n, of=len(payloads)) for n, text in enumerate(columns))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {texts}", {"texts": list(payloads)})  # noqa: S608 - our own names
    except DatabaseError:
        return False
    return True


def everything(stage: Stage) -> Answers:
    """Open every page, its objects poisoned or the page asked for payloads; then show those not shown yet."""
    answers, routes = Answers(), by_world()
    for turn, (_world, group) in enumerate(groupby(routes, key=lambda page: (page[1].kwargs, page[1].data))):
        look(stage, answers, list(group), payloads=PAYLOADS, turn=turn * 13)
    for turn, (name, route) in enumerate(routes):
        asked = urlencode({q: PAYLOADS[(turn * 7 + n) % 200] for n, q in enumerate(parameters())})
        url = reverse(name, kwargs=stage.kwargs(route))
        answers.take(url, stage.ask(_reader(route), Question(f"{url}?{asked}")))
    proposal = [page for page in routes if page[0] == "proposals:detail"]
    for turn in range(len(PAYLOADS)):
        if missing := [text for number, text in enumerate(PAYLOADS) if number not in answers.shown]:
            look(stage, answers, proposal, payloads=missing[:8], turn=turn)
    return answers


def look(
    stage: Stage, answers: Answers, pages: list[tuple[str, Declared]], *, payloads: Sequence[str], turn: int
) -> None:
    """Open these pages of the same objects as somebody who may, with the payloads in all that they show."""
    urls = [(reverse(name, kwargs=stage.kwargs(route)), _reader(route)) for name, route in pages]
    with undone():
        poison(payloads, turn)
        for url, role in urls:
            answers.take(url, stage.ask(role, Question(url)))


def _reader(route: Declared) -> str:
    return LIAISON if LIAISON in route.allowed else min(route.allowed, default=LIAISON)


def serve(context: BrowserContext, answers: Answers) -> None:
    """Let the browser receive the kept pages, with their headers, and our static files; nothing else."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        static = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if path in answers.pages:
            headers, body = answers.pages[path]
            route.fulfill(status=200, headers=headers, body=body)
        elif static:
            route.fulfill(path=static, content_type=mimetypes.guess_type(path)[0] or "text/plain")
        else:
            route.fulfill(status=204)

    context.route("**/*", answer)


def test_two_hundred_payloads_stay_text_on_every_page(stage: Stage) -> None:
    if chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    assert len(set(PAYLOADS)) == 200
    answers = everything(stage)
    assert answers.shown == set(range(200)), "each payload is on some page"
    ran: list[str] = []
    wrong: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        context = browser.new_context(reduced_motion="reduce")
        context.expose_function("xss", lambda number: ran.append(f"payload {number}"))
        context.add_init_script(WATCH)
        serve(context, answers)
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        for path in answers.pages:
            page.goto(SITE + path, wait_until="load")
            wrong += [f"{path}: {what}" for what in page.evaluate(TAKEN) + page.evaluate("window.refused")]
        browser.close()
    assert (ran, wrong) == ([], [])
