"""An edition with money for 181 territories: what its pages cost, and what a phone shows first."""

import re
import time

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.editions import make_edition
from tequio.foundation.territory.models import Unit
from tequio.participation.editions import exports, queries, services
from tequio.participation.editions.exports import Leaf
from tequio.participation.editions.services import schema

pytestmark = pytest.mark.django_db

MANY = 181
PUBLIC, WORKBENCH = "/ediciones/pp2026/", "/escritorio/ediciones/pp2026/"


def test_181_envelopes_cost_the_pages_no_more_and_are_folded(client, django_assert_max_num_queries):
    client.force_login(make_caro())
    edition = make_edition(phase=None, published=False)
    level = edition.territory.levels.get(code="colonia")
    client.get(PUBLIC)
    costs = {}
    for url in (PUBLIC, WORKBENCH):
        with django_assert_max_num_queries(60) as few:
            assert "Ver las bolsas de" not in client.get(url).content.decode()
        costs[url] = len(few)
    more = range(MANY - level.units.count())
    Unit.objects.bulk_create(
        Unit(version=edition.territory, level=level, code=f"N{n}", name=f"Colonia {n}") for n in more
    )
    services.set_formula(edition=edition, level=level, kind="flat", total_centavos=112_000_000_00)
    for url in (PUBLIC, WORKBENCH):
        with django_assert_max_num_queries(costs[url] + 1):  # the formula's own
            client.get(url)
    assert "Ver las bolsas de" in client.get(PUBLIC).content.decode()
    services.publish_edition(edition=edition, at=timezone.now())
    row = queries.find("pp2026").rulebooks.all()[0]
    leaf = Leaf(row, schema.read(row.document), None, "https://tequio.example/a")
    exports.pdf(leaf)
    begun = time.process_time()
    made = exports.pdf(leaf)
    assert time.process_time() - begun < 1  # seconds of CPU: docs/adr/0007
    assert len(re.findall(rb"/Type/Page[^s]", made)) < 10
