"""Every address × every role. Generated from the URLconf: a route that nobody declared fails by its name."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.routes import (
    ADMINISTRATOR,
    ANONYMOUS,
    AUDITOR,
    CITIZEN,
    COORDINATOR,
    LIAISON,
    PUBLISHER,
    Route,
    World,
    all_routes,
)
from tests.security.addresses import ELSEWHERE, HERE, RETURNING, away, links, nonsense
from tests.security.bodies import INTRUDER, PROTECTED, extras, filled, names, recorded
from tests.security.changes import Changes, made_by, rows
from tests.stage import STRANGER, Question, Stage, undone

from tequio.config.demo.factories.accounts import make_office

DECLARED = {name: route for _module, name, route in all_routes()}

# Who sends on, or says that there is nothing, whatever the method; and pages whose POST is for who signs in.
OTHERS = {
    "web:set_language": (302,),
    "mfa_download_recovery_codes": (302, 404),
    "forums:contribute": (302,),
    "forums:contribute_all": (302,),
    "proposals:start": (302,),
    "proposals:accept_coauthorship": (302,),
}
LEAST_FIRST = (ANONYMOUS, CITIZEN, LIAISON, AUDITOR, PUBLISHER, COORDINATOR, ADMINISTRATOR)


def _made_by(route: Route) -> tuple[str, str]:
    return route.kwargs.__qualname__, route.data.__qualname__


# Routes with the same objects stand side by side, so that those are made once.
BY_WORLD = sorted(DECLARED, key=lambda name: (*_made_by(DECLARED[name]), name))


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
    kwargs, data = stage.objects(route)
    url = reverse(name, kwargs=kwargs) + (f"?{route.query}" if route.query else "")
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


@pytest.mark.untraced
@pytest.mark.parametrize("name", [name for name in BY_WORLD if not DECLARED[name].csrf_exempt])
def test_route_refuses_a_post_without_token(name: str, stage: Stage) -> None:
    route = DECLARED[name]
    url = reverse(name, kwargs=stage.kwargs(route))
    assert stage.ask(insider(route), Question(url, "POST", token=False)).status_code == 403


@pytest.mark.untraced
@pytest.mark.parametrize("name", BY_WORLD)
def test_route_takes_no_method_that_it_does_not_declare(name: str, stage: Stage) -> None:
    route = DECLARED[name]
    url = reverse(name, kwargs=stage.kwargs(route))
    for method in {"GET", "POST", "PUT"} - set(route.methods):
        status = stage.ask(insider(route), Question(url, method)).status_code
        assert status in {405, route.denied if not route.allowed else 405, *OTHERS.get(name, ())}, (
            method,
            status,
        )


def insider(route: Route) -> str:
    """Return who may do least of those who may come in."""
    return next((role for role in LEAST_FIRST if role in route.allowed), ANONYMOUS)


def test_every_object_that_a_liaison_opens_in_the_office_belongs_to_an_office() -> None:
    open_to_all = [
        name
        for name, path in EXISTING
        if path.startswith("escritorio/") and "<" in path and (route := DECLARED.get(name or ""))
        if LIAISON in route.allowed and not (route.by_office or route.shared)
    ]
    assert open_to_all == []


@pytest.mark.untraced
@pytest.mark.parametrize("name", [name for name in BY_WORLD if DECLARED[name].by_office])
def test_liaison_of_another_office_stays_out(name: str, stage: Stage) -> None:
    with foreign(stage):
        for question in questions(stage, name):
            assert stage.ask(LIAISON, question).status_code in {403, 404}


def test_every_object_that_is_shown_to_citizens_who_sign_in_belongs_to_one_of_them() -> None:
    open_to_all = [
        name
        for name, path in EXISTING
        if "<" in path and (route := DECLARED.get(name or "")) and ANONYMOUS not in route.allowed
        if CITIZEN in route.allowed and not (route.by_person or route.shared)
    ]
    assert open_to_all == []


@pytest.mark.untraced
@pytest.mark.parametrize("name", [name for name in BY_WORLD if DECLARED[name].by_person])
def test_another_person_of_the_same_role_stays_out_and_changes_nothing(name: str, stage: Stage) -> None:
    asked, before = questions(stage, name), rows()
    for question in asked:
        with undone():
            response, changed = made_by(partial(stage.send, STRANGER, question), before=before)
        assert response.status_code in {403, 404}, question
        assert changed == {}, question


@pytest.mark.untraced
@pytest.mark.parametrize("name", BY_WORLD)
def test_route_leads_nowhere_but_here(name: str, stage: Stage) -> None:
    asked = questions(stage, name)
    reads_it = any(HERE in told(stage, name, question, HERE) for question in asked)
    for question in asked:
        for payload in ELSEWHERE if reads_it else ():
            for place in told(stage, name, question, payload):
                assert not away(place) or "ejemplo" not in place, (question.method, payload, place)


def told(stage: Stage, name: str, question: Question, where: str) -> list[str]:
    """Return where an answer leads, asked to lead somewhere by every name that means that."""
    asking = dict.fromkeys(RETURNING, where)
    url = f"{question.url}{'&' if '?' in question.url else '?'}{urlencode(asking)}"
    data = {**(question.data or {}), **asking} if question.method == "POST" else None
    role = insider(DECLARED[name])
    response = stage.ask(role, Question(url, question.method, data))
    headers = [response.headers[key] for key in ("Location", "HX-Redirect") if key in response.headers]
    is_page = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
    return headers + (links(response.content.decode()) if is_page else [])


@pytest.mark.untraced
@pytest.mark.parametrize("name", BY_WORLD)
def test_nonsense_in_an_address_breaks_nothing(name: str, stage: Stage) -> None:
    route = DECLARED[name]
    kwargs = stage.kwargs(route)
    method = "GET" if "GET" in route.methods else "POST"
    for url in nonsense(reverse(name, kwargs=kwargs), kwargs):
        assert stage.ask(insider(route), Question(url, method)).status_code < 500, url[:300]


@pytest.mark.untraced
@pytest.mark.parametrize("name", [name for name in BY_WORLD if "POST" in DECLARED[name].methods])
def test_a_form_takes_nothing_that_it_does_not_ask_for(name: str, stage: Stage) -> None:
    route = DECLARED[name]
    [post] = [question for question in questions(stage, name) if question.method == "POST"]
    role, app = insider(route), name.split(":", maxsplit=1)[0]
    with recorded() as made, undone():
        stage.send(
            role, Question(post.url, "POST", {"anything": "1"} | post.data)
        )  # no form reads an empty body
    body = filled(made) | post.data
    asked = names(made) | set(body)
    assert asked & PROTECTED <= {*post.data, *route.takes}, "say so in takes, or drop the field"
    more = extras(app, without=asked | set(route.takes)) | body

    before = rows()

    def changes(data: dict[str, Any]) -> Changes:
        with undone():
            return made_by(partial(stage.send, role, Question(post.url, "POST", data)), before=before)[1]

    plain, intruding = changes(body), changes(more)
    again = changes(body) if plain != intruding else plain
    noise = {column for column in plain | again if plain.get(column) != again.get(column)}
    taken = {column for column in plain | intruding if plain.get(column) != intruding.get(column)}
    assert taken - noise == set()
    assert INTRUDER not in str([intruding.get(column) for column in noise])


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
