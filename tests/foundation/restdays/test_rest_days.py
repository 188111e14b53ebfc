"""The office's own days of rest, and what they do to terms."""

from datetime import UTC, date, datetime

import pytest

from tequio.config.demo.factories.accounts import make_caro
from tequio.foundation.restdays import queries, services
from tequio.foundation.restdays.models import RestDay

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 8, 3, 18, tzinfo=UTC)


def test_work_10_an_added_day_moves_what_begins_later_and_nothing_that_runs():
    before = queries.window(MONDAY, 5)
    assert services.add_rest_days(first=date(2026, 8, 6), last=date(2026, 8, 7), reason="Fiesta") == 2
    assert services.add_rest_days(first=date(2026, 8, 6), reason="Otra vez") == 0
    assert queries.window(MONDAY, 5).closes > before.closes
    assert queries.last_day(MONDAY, 5) == date(2026, 8, 12)


def test_the_coordinator_adds_and_takes_away(client):
    client.force_login(make_caro())
    url = "/escritorio/dias-inhabiles/"
    assert "Descansos de la ley" in client.get(url).content.decode()
    wrong = client.post(url, {"first": "2030-08-07", "last": "2030-08-06", "reason": "Fiesta"})
    assert wrong.status_code == 422
    assert "va después del primero" in wrong.content.decode()
    assert client.post(url, {"first": "2030-08-07", "reason": "Fiesta"})["Location"] == url
    assert "Fiesta" in client.get(url).content.decode()
    client.post(f"{url}{RestDay.objects.get().pk}/quitar/")
    assert not RestDay.objects.exists()
