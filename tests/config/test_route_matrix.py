"""Every address × every role. Generated from the URLconf: a route that nobody declared fails by its name."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.routes import ANONYMOUS, LIAISON, Route, World, all_routes
from tests.stage import Question, Stage, undone

from tequio.config.demo.factories.accounts import make_office

DECLARED = {name: route for _module, name, route in all_routes()}

# Routes with the same objects stand side by side, so that those are made once.
BY_WORLD = sorted(DECLARED, key=lambda name: (DECLARED[name].kwargs.__qualname__, name))


def walk(
    patterns: list[URLPattern | URLResolver], namespace: str = "", prefix: str = ""
) -> Iterator[tuple[str | None, str]]:
    """Give the full name and the path of every route under these patterns."""
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner, place)
        else:
            yield (namespace + pattern.name if pattern.name else None), place


EXISTING = list(walk(get_resolver().url_patterns))


def test_every_route_has_a_name() -> None:
    assert [path for name, path in EXISTING if name is None] == []


def test_every_route_says_who_may_open_it() -> None:
    unlisted = sorted({f"{name} ({path})" for name, path in EXISTING if name and name not in DECLARED})
    assert not unlisted, "declare these in tests/routes/<context>.py: " + ", ".join(unlisted)


def test_no_declared_route_is_gone() -> None:
    assert sorted(set(DECLARED) - {name for name, _path in EXISTING}) == []


def test_no_route_is_declared_twice() -> None:
    counts = Counter(name for _module, name, _route in all_routes())
    assert [name for name, count in counts.items() if count > 1] == []


def questions(stage: Stage, name: str) -> list[Question]:
    """Return each method of a route with an address and a body made for the standing world."""
    route = DECLARED[name]
    url = reverse(name, kwargs=stage.kwargs(route)) + (f"?{route.query}" if route.query else "")
    data = route.data(stage.world) if "POST" in route.methods else {}
    return [Question(url, method, data if method == "POST" else {}) for method in route.methods]


def sent_to_sign_in(response: HttpResponseBase) -> bool:
    sign_in = resolve_url(settings.LOGIN_URL)
    return response.status_code == 302 and response["Location"].startswith(sign_in)


def verdict(response: HttpResponseBase, route: Route, role: str, method: str) -> str:
    """Return what is wrong with the answer, or nothing."""
    status = response.status_code
    said = f"{method} as {role}: {status} {response.headers.get('Location', '')}"
    if status in route.ok:
        return ""
    if role in route.allowed:
        limit = 400 if method == "GET" else 500
        refused = response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL) + "?")
        return said if refused or status >= limit or status in {401, 403, 404, 405} else ""
    kept_out = status == route.denied or (role == ANONYMOUS and sent_to_sign_in(response))
    return "" if kept_out else said


@pytest.mark.parametrize("name", BY_WORLD)
def test_route_answers_each_role_as_declared(name: str, stage: Stage) -> None:
    route = DECLARED[name]
    said = [
        verdict(stage.ask(role, question), route, role, question.method)
        for question in questions(stage, name)
        for role in [ANONYMOUS, *stage.world.people]
    ]
    assert [line for line in said if line] == []


@pytest.mark.parametrize("name", [name for name in BY_WORLD if not DECLARED[name].csrf_exempt])
def test_route_refuses_a_post_without_token(name: str, stage: Stage) -> None:
    route = DECLARED[name]
    url = reverse(name, kwargs=stage.kwargs(route))
    role = next((role for role in stage.world.people if role in route.allowed), ANONYMOUS)
    assert stage.ask(role, Question(url, "POST", token=False)).status_code == 403


def test_every_object_that_a_liaison_opens_in_the_office_belongs_to_an_office() -> None:
    open_to_all = [
        name
        for name, path in EXISTING
        if path.startswith("escritorio/") and "<" in path and (route := DECLARED.get(name or ""))
        if LIAISON in route.allowed and not (route.by_office or route.shared)
    ]
    assert open_to_all == []


@pytest.mark.parametrize("name", [name for name in BY_WORLD if DECLARED[name].by_office])
def test_liaison_of_another_office_stays_out(name: str, stage: Stage) -> None:
    with foreign(stage):
        for question in questions(stage, name):
            assert stage.ask(LIAISON, question).status_code in {403, 404}


@contextmanager
def foreign(stage: Stage) -> Iterator[None]:
    """Let the objects of the routes belong to another office for a while."""
    stage.clear()
    ours = stage.world
    with undone():
        stage.world = World(ours.people, make_office("SPM"))
        yield
        stage.clear()
    stage.world = ours
