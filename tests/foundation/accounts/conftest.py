import re

import pytest
from django.core import mail

from tequio.config.demo.factories.accounts import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def as_dani(client, cast):
    """A browser where the administrator has just confirmed who he is."""
    return confirmed(client, cast.dani)


def confirmed(client, user):
    """Sign a person in with a fresh confirmation, as sensitive pages ask."""
    import time

    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True, "email": user.email}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def mailed_code():
    """Read the code of the last message."""

    def read() -> str:
        return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]

    return read
