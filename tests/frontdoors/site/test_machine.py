"""What machines ask: health, robots, the manifest, the icon."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tequio.frontdoors.site import queries

pytestmark = pytest.mark.django_db


def test_health_says_whether_a_worker_lives(client: Client) -> None:
    assert client.get("/salud/").json() == {"database": "ok", "worker": "silent"}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert client.get("/salud/").json() == {"database": "ok", "worker": "ok"}


def test_health_is_503_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(**_: object) -> bool:
        raise DatabaseError

    monkeypatch.setattr(queries, "worker_is_alive", unreachable)
    answer = client.get("/salud/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"


def test_robots_stay_out_of_the_office(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Disallow: /escritorio/" in answer.content.decode()


def test_the_manifest_and_the_icon_are_the_municipality(client: Client) -> None:
    assert client.get("/manifiesto.webmanifest").json()["short_name"] == "Valle de Tequio"
    assert client.get("/favicon.ico")["Location"].endswith("shield.svg")
