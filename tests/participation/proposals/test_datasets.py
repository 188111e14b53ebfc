"""docs/rules/catalogue.md, TABLE-5: the open data say what the explorer shows, and nobody's name."""

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_draft, make_proposal, make_work
from tequio.participation.feasibility.exports import OPINIONS, opinion_rows
from tequio.participation.feasibility.models import Review
from tequio.participation.proposals.exports import DATASETS
from tequio.participation.proposals.exports.datasets import proposal_rows, work_rows
from tequio.participation.proposals.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition()


def named(spec, row):
    return dict(zip([field.name for field in spec.tables[0].fields], row, strict=True))


def test_proposals_are_told_as_the_explorer_shows_them(edition):
    shown = make_proposal(edition)
    make_draft(edition)
    hidden = make_proposal(edition, title="Otra cosa")
    Proposal.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())

    [row] = proposal_rows()

    told = named(DATASETS[0], row)
    assert (told["folio"], told["estado"], told["apoyos"]) == (shown.folio, "submitted", 0)
    assert str(told["costo_estimado"]) == "800000.00"
    assert shown.author_name not in map(str, row)


def test_typical_works_are_told_while_they_are_offered():
    make_work()
    make_work("Vieja", active=False)

    [row] = work_rows()
    assert (row[0], str(row[2])) == ("Banqueta nueva", "900.00")


def test_opinions_are_told_once_they_are_published(edition):
    proposal = make_proposal(edition)
    review = Review.objects.create(
        proposal=proposal,
        office=make_office("PAR"),
        due=timezone.localdate(),
        verdict="feasible",
        reasons="Cabe",
        decided_at=timezone.now(),
        cost_centavos=1_050,
    )
    assert list(opinion_rows()) == []
    Review.objects.filter(pk=review.pk).update(published_at=timezone.now())

    [row] = opinion_rows()

    told = named(OPINIONS, row)
    assert (told["folio"], told["dictamen"], str(told["costo"])) == (proposal.folio, "feasible", "10.50")
