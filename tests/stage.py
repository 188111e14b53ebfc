"""One cast for a whole module of tests: made once, signed in once, and every request undone.

Most of what a test of every route costs is making its world. Here the people stand for all the tests of a
module, the objects of a route for all that is asked of it, and what a request changes is rolled back before the
next one.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from tests.routes import ANONYMOUS, CITIZEN, Route, World, make_world

from tequio.config.demo.factories.accounts import make_eva
from tequio.foundation.accounts.models import User

STRANGER = "stranger"  # another citizen, who has nothing to do with the objects of the route


@dataclass(frozen=True)
class Question:
    """One request."""

    url: str
    method: str = "GET"
    data: Any = None
    token: bool = True
    headers: dict[str, str] = field(default_factory=dict)


class Stage:
    """The people, their sessions, and the objects of the route that is being asked."""

    def __init__(self) -> None:
        self.world: World = make_world()
        self.people: dict[str, User] = self.world.people | {STRANGER: make_eva()}
        self._cookies = {role: _signed_in(person) for role, person in self.people.items()}
        self._standing: tuple[Callable[..., Any], Callable[..., Any]] | None = None
        self._made: tuple[dict[str, Any], dict[str, Any]] = {}, {}
        self._before = ""

    def client(self, role: str, *, token: bool = True) -> Client:
        """Return a browser of its own, where the role is signed in."""
        browser = Client(enforce_csrf_checks=not token)
        if role != ANONYMOUS:
            browser.cookies = SimpleCookie(self._cookies[role])
        return browser

    def objects(self, route: Route) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the route's arguments and the body of its POST.

        Their objects stand until a route with others is asked for.
        """
        if self._standing != (route.kwargs, route.data):
            self.clear()
            self._before = transaction.savepoint()
            self._standing = route.kwargs, route.data
            self._made = route.kwargs(self.world), route.data(self.world) if "POST" in route.methods else {}
        return self._made

    def kwargs(self, route: Route) -> dict[str, Any]:
        """Return the route's arguments."""
        return self.objects(route)[0]

    def clear(self) -> None:
        """Undo the objects that stand."""
        if self._standing is not None:
            self._standing = None
            transaction.savepoint_rollback(self._before)

    def ask(self, role: str, question: Question) -> HttpResponseBase:
        """Return the answer, undoing what the request changed so that each role finds the same world."""
        with undone():
            return self.send(role, question)

    def send(self, role: str, question: Question) -> HttpResponseBase:
        """Return the answer, leaving what it changed."""
        browser = self.client(role, token=question.token)
        send = getattr(browser, question.method.lower())
        response: HttpResponseBase = send(question.url, question.data or {}, headers=question.headers)
        return response


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end what is changed inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _signed_in(person: User) -> SimpleCookie:
    """Return the cookies of somebody who has just confirmed who they are, as sensitive pages ask."""
    browser = Client()
    browser.force_login(person)
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True, "email": person.email}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return browser.cookies


__all__ = ["ANONYMOUS", "CITIZEN", "STRANGER", "Question", "Stage", "undone"]
