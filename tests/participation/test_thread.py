"""The thread from a draft to the outcomes, through the services alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import make_opinion
from tequio.config.demo.factories.proposals import make_proposal
from tequio.participation.feasibility import services as feasibility
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals import queries

pytestmark = pytest.mark.django_db


def test_a_proposal_goes_from_draft_to_feasible_with_the_highest_cost():
    now = timezone.now()
    edition = make_edition(at=now)
    yes, no = make_proposal(edition), make_proposal(edition, title="Otra")
    assert (yes.folio, no.folio) == ("26-0001", "26-0002")
    later = now + timedelta(days=30)
    make_opinion(yes, at=later, cost_centavos=80_000_000)
    make_opinion(yes, at=later, cost_centavos=90_000_000, office=make_office("JUR"))
    make_opinion(no, at=later, verdict=Verdict.INFEASIBLE)
    assert feasibility.publish_opinions(edition=edition, at=later) == (1, 1)
    assert [p.approved_cost_centavos for p in queries.feasible(edition)] == [90_000_000]
