import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_cast, make_user
from tequio.config.demo.factories.ballots import make_feasible
from tequio.config.demo.factories.editions import make_edition, make_small_city
from tequio.participation.ballots import services as ballots
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import AccessRule
from tequio.participation.editions.types import PhaseKind


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ana(client, cast):
    """Ana, whose account has no identification, signed in."""
    client.force_login(cast.ana)
    return cast.ana


@pytest.fixture
def caro(client, cast):
    client.force_login(cast.caro)
    return cast.caro


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def nobody(db):
    """A user who has shown nothing, not even an address."""
    user = make_user("nadie@tequio.example", name="Nadie")
    user.emailaddress_set.all().delete()
    return user


@pytest.fixture
def voting(db):
    """An edition where people vote, with the rule of who may; rules lock once its first phase opens."""

    def make(**rule):
        territory = make_small_city()
        territory.published_at = timezone.now() - timedelta(days=300)
        territory.save()
        draft = make_edition(phase=PhaseKind.VOTING, published=False, territory=territory)
        AccessRule.objects.create(edition=draft, action="vote", **rule)
        edition = editions.publish_edition(edition=draft, at=timezone.now())
        colonia = territory.units.get(code="C1")
        size = edition.sizes.order_by("cap_centavos")[0]
        make_feasible(edition, 0, site=colonia, size=size, at=timezone.now() - timedelta(days=60))
        ballots.freeze_catalogue(edition=edition, at=timezone.now())
        return edition

    return make


@pytest.fixture
def code():
    """Read the code of the last message."""

    def read() -> str:
        return re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]

    return read
