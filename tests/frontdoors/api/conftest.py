from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from tequio.accountability.contracting import services
from tequio.config.demo.factories.contracting import make_contract, make_payment

AT = datetime(2026, 11, 20, 18, 30, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Published files go to a folder of the test's own, and nobody has asked anything yet."""
    settings.PUBLIC_URL = "http://testserver"
    settings.STORAGES = settings.STORAGES | {
        "public": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    cache.clear()
    return tmp_path


@pytest.fixture
def city(shelf):
    """Three processes, a second apart; the first got a payment in the next year."""
    del shelf
    contracts = [make_contract() for _ in range(3)]
    for number, contract in enumerate(contracts):
        services.publish(process_id=contract.process_id, at=AT + timedelta(seconds=number))
    make_payment(contracts[0])
    services.publish(process_id=contracts[0].process_id, at=datetime(2027, 1, 3, tzinfo=UTC))
    return contracts
