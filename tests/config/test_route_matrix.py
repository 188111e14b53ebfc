"""Every address × every role. Generated from the URLconf: a route that nobody declared fails by its name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.routes import ANONYMOUS, LIAISON, Route, World, all_routes, make_world

from tequio.config.demo.factories.accounts import make_office

DECLARED = {name: route for _module, name, route in all_routes()}


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


@pytest.fixture
def world(db) -> World:
    return make_world()


@dataclass(frozen=True)
class Question:
    url: str
    method: str = "GET"
    data: dict | None = None
    token: bool = True


def ask(world: World, role: str, question: Question) -> HttpResponseBase:
    """Return the answer, undoing what the request changed so that each role finds the same world."""
    client = Client(enforce_csrf_checks=not question.token)
    send = getattr(client, question.method.lower())
    with transaction.atomic():
        if role != ANONYMOUS:
            client.force_login(world.people[role])
        response = send(question.url, question.data or {})
        transaction.set_rollback(True)
    return response


def questions(world: World, name: str) -> list[Question]:
    """Return each method of a route with an address and a body made for this world."""
    route = DECLARED[name]
    url = reverse(name, kwargs=route.kwargs(world)) + (f"?{route.query}" if route.query else "")
    return [Question(url, method, route.data(world) if method == "POST" else {}) for method in route.methods]


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


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_route_answers_each_role_as_declared(name: str, world: World) -> None:
    route = DECLARED[name]
    said = [
        verdict(ask(world, role, question), route, role, question.method)
        for question in questions(world, name)
        for role in [ANONYMOUS, *world.people]
    ]
    assert [line for line in said if line] == []


@pytest.mark.parametrize("name", sorted(name for name, route in DECLARED.items() if not route.csrf_exempt))
def test_route_refuses_a_post_without_token(name: str, world: World) -> None:
    route = DECLARED[name]
    url = reverse(name, kwargs=route.kwargs(world))
    role = next((role for role in world.people if role in route.allowed), ANONYMOUS)
    assert ask(world, role, Question(url, "POST", token=False)).status_code == 403


def test_every_object_that_a_liaison_opens_in_the_office_belongs_to_an_office() -> None:
    open_to_all = [
        name
        for name, path in EXISTING
        if path.startswith("escritorio/") and "<" in path and (route := DECLARED.get(name or ""))
        if LIAISON in route.allowed and not (route.by_office or route.shared)
    ]
    assert open_to_all == []


@pytest.mark.parametrize("name", sorted(name for name, route in DECLARED.items() if route.by_office))
def test_liaison_of_another_office_stays_out(name: str, world: World) -> None:
    foreign = World(world.people, make_office("SPM"))
    for question in questions(foreign, name):
        assert ask(foreign, LIAISON, question).status_code in {403, 404}
