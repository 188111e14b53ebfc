"""Criteria, corrections, appeals and reminders: the later cases of docs/rules/feasibility.md."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_eva, make_office
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import (
    make_criterion,
    make_infeasible,
    make_observation,
    make_opinion,
    make_review,
)
from tequio.config.demo.factories.files import PDF
from tequio.config.demo.factories.proposals import make_proposal
from tequio.core import workdays
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.editions import services as editions
from tequio.participation.editions.types import CriterionKind
from tequio.participation.feasibility import permissions, queries, services
from tequio.participation.feasibility.models import Reminder, Review
from tequio.participation.feasibility.tasks import watch
from tequio.participation.feasibility.types import Progress, Verdict
from tequio.participation.proposals.models import Proposal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def begun():
    """When registration was open; the feasibility phase is open now."""
    return timezone.now() - 25 * DAY


@pytest.fixture
def edition(begun):
    return make_edition(at=begun, review_office=make_office("PAR"))


@pytest.fixture
def judged(begun):
    """An edition with a technical and a land criterion, the second one of Desarrollo Urbano."""
    found = make_edition(at=begun, published=False, review_office=make_office())
    make_criterion(found, CriterionKind.TECHNICAL)
    make_criterion(found, CriterionKind.LAND, offices=[make_office("DUR")])
    return editions.publish_edition(edition=found, at=begun)


def kinds(name: str) -> int:
    return AuditEvent.objects.filter(kind=f"feasibility.{name}").count()


def test_the_clock_asks_by_criterion_and_once(judged, begun):
    """FEAS-16: the periodic task, whatever it runs twice."""
    make_proposal(judged, at=begun)
    for _time in range(2):
        watch(int(timezone.now().timestamp()))
    asked = Review.objects.order_by("criterion__position").values_list("criterion__kind", "office__code")
    assert list(asked) == [("technical", "INF"), ("land", "DUR")]
    assert kinds("ReviewAssigned") == 2


def test_one_opinion_per_office_and_criterion(judged, begun):
    """FEAS-17, by constraint."""
    proposal = make_proposal(judged, at=begun)
    technical, land = judged.criteria.all()
    review = make_review(proposal, criterion=technical)
    make_review(proposal, criterion=land)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(proposal=proposal, office=review.office, criterion=technical, due=review.due)


def test_all_criteria_must_have_answered_before_anything_is_published(judged, begun):
    """FEAS-18 to FEAS-20: the land asks for no cost, and says whose it is."""
    proposal = make_proposal(judged, at=begun)
    technical, land = judged.criteria.all()
    make_opinion(proposal, criterion=technical, cost_centavos=90_000_000)
    with pytest.raises(services.NothingToPublish):
        services.publish_opinions(edition=judged, at=timezone.now())
    with pytest.raises(services.OpinionIncomplete, match="terreno"):
        make_opinion(proposal, criterion=land, cost_centavos=None)
    make_opinion(proposal, criterion=land, cost_centavos=None, land="municipal")
    assert services.publish_opinions(edition=judged, at=timezone.now()) == (1, 0)
    assert Proposal.objects.get().approved_cost_centavos == 90_000_000


def test_an_office_observes_once_and_its_clock_stands(edition, begun):
    """FEAS-21 and FEAS-22."""
    review = make_review(make_proposal(edition, at=begun), due=TODAY() + 2 * DAY)
    observation = make_observation(review)
    last = workdays.add_business_days(TODAY(), edition.correction_days)
    assert observation.last_day == last
    review.refresh_from_db()
    assert review.due == TODAY() + 2 * DAY + (last - TODAY())
    counts = queries.counts(offices=None, today=TODAY())
    assert (counts[Progress.PENDING], counts[Progress.PAUSED]) == (0, 1)
    with pytest.raises(services.AlreadyObserved):
        make_observation(review)
    with pytest.raises(services.ObservationIncomplete):
        make_observation(make_review(make_proposal(edition, at=begun)), fields=["author"])
    answered = make_opinion(make_proposal(edition, at=begun))
    with pytest.raises(services.AlreadyObserved):
        make_observation(answered)


def test_the_author_mends_what_was_observed_and_the_clock_runs_again(edition, begun):
    """FEAS-22 and FEAS-23."""
    proposal = make_proposal(edition, at=begun)
    review = make_review(proposal, due=TODAY() + 2 * DAY)
    observation = make_observation(review)
    at = timezone.now()
    with pytest.raises(services.ObservationIncomplete, match="Solo puede"):
        services.answer_observation(observation=observation, answer="Ya", changes={"title": "x"}, at=at)
    with pytest.raises(services.ObservationIncomplete):
        services.answer_observation(observation=observation, answer=" ", at=at)
    services.answer_observation(
        observation=observation, answer="Ya", changes={"solution": "Un andador de 120 metros."}, at=at
    )
    proposal.refresh_from_db()
    review.refresh_from_db()
    assert (proposal.solution, review.due) == ("Un andador de 120 metros.", TODAY() + 2 * DAY)
    assert AuditEvent.objects.filter(kind="proposals.ProposalCorrected").count() == 1
    assert queries.counts(offices=None, today=TODAY())[Progress.PENDING] == 1
    with pytest.raises(services.ObservationClosed):
        services.answer_observation(observation=observation, answer="Otra vez", at=at)


def test_without_an_answer_the_office_decides_with_what_it_has(edition, begun):
    """FEAS-24."""
    proposal = make_proposal(edition, at=begun)
    observation = make_observation(make_review(proposal, due=TODAY() + 2 * DAY))
    later = observation.last_day + DAY
    assert queries.counts(offices=None, today=observation.last_day)[Progress.PENDING] == 0
    assert queries.counts(offices=None, today=later)[Progress.PENDING] == 1
    with pytest.raises(services.ObservationClosed):
        services.answer_observation(
            observation=observation, answer="Tarde", at=timezone.now() + (later - TODAY())
        )
    review = make_opinion(proposal, at=timezone.now() + (later - TODAY()))
    assert review.verdict == "feasible"


def test_an_appeal_has_its_window_and_its_clock(edition, begun):
    """FEAS-26 to FEAS-28."""
    review = make_infeasible(make_proposal(edition, at=begun))
    window = queries.window(review)
    assert window is not None
    last = workdays.add_business_days(TODAY(), edition.appeal_days)
    assert timezone.localdate(window.closes) == last + DAY
    with pytest.raises(services.AppealRefused):
        services.file_appeal(review=review, reasons="No", at=window.closes)
    with pytest.raises(services.AppealIncomplete):
        services.file_appeal(review=review, reasons=" ", at=window.opens)
    appeal = services.file_appeal(review=review, reasons="Hay permiso.", at=timezone.now())
    assert appeal.due == workdays.add_business_days(TODAY(), edition.appeal_answer_days)
    with pytest.raises(services.AppealRefused):
        services.file_appeal(review=review, reasons="Otra", at=timezone.now())
    services.assign_appeal(appeal=appeal, office=make_office("JUR"))
    assert queries.appeals(offices={make_office("JUR").pk}).count() == 1
    assert queries.appeals(offices={make_office().pk}).count() == 0


def test_what_is_not_public_or_says_yes_is_not_appealed(edition, begun):
    """FEAS-26."""
    yes = make_opinion(make_proposal(edition, at=begun))
    for _published in range(2):
        with pytest.raises(services.AppealRefused):
            services.file_appeal(review=yes, reasons="No", at=timezone.now())
        if not yes.published_at:
            services.publish_opinions(edition=edition, at=timezone.now())
            yes.refresh_from_db()


def test_an_opinion_that_is_upheld_stands(edition, begun):
    """FEAS-29."""
    proposal = make_proposal(edition, at=begun)
    appeal = services.file_appeal(review=make_infeasible(proposal), reasons="No", at=timezone.now())
    services.answer_appeal(appeal=appeal, ruling="upheld", answer="Se revisó.", at=timezone.now())
    assert Proposal.objects.get().state == "infeasible"
    with pytest.raises(services.AppealClosed):
        services.answer_appeal(appeal=appeal, ruling="upheld", answer="Otra", at=timezone.now())


def test_a_proposal_is_feasible_once_no_opinion_says_no(edition, begun):
    """FEAS-30: the new opinions take the place of the old ones, which stay as they were."""
    proposal = make_proposal(edition, at=begun)
    make_opinion(proposal, office=make_office("SPM"), cost_centavos=70_000_000)
    make_opinion(proposal, office=make_office("JUR"), verdict=Verdict.INFEASIBLE)
    make_infeasible(proposal, reasons="Es de un particular.")
    now = timezone.now()
    against = Review.objects.filter(verdict="infeasible").order_by("pk")
    first, second = [services.file_appeal(review=r, reasons="No", at=now) for r in against]
    overturn = {"ruling": "overturned", "answer": "Hay permiso.", "at": now}
    with pytest.raises(services.AppealIncomplete):
        services.answer_appeal(appeal=first, **overturn)
    with pytest.raises(services.CostOverCap):
        services.answer_appeal(appeal=first, cost_centavos=10**12, **overturn)
    services.answer_appeal(appeal=first, cost_centavos=80_000_000, **overturn)
    assert Proposal.objects.get().state == "infeasible"
    services.answer_appeal(appeal=second, cost_centavos=75_000_000, **overturn)
    found = Proposal.objects.get()
    assert (found.state, found.approved_cost_centavos) == ("feasible", 80_000_000)
    assert set(against.values_list("reasons", flat=True)) >= {"Es de un particular."}


def test_once_the_voting_opens_nothing_changes(edition, begun):
    """FEAS-31."""
    proposal = make_proposal(edition, at=begun)
    appeal = services.file_appeal(review=make_infeasible(proposal), reasons="No", at=timezone.now())
    voting = edition.phases.get(kind="voting").opens
    with pytest.raises(services.AppealClosed, match="boleta"):
        services.answer_appeal(appeal=appeal, ruling="overturned", answer="Sí", cost_centavos=5, at=voting)
    services.answer_appeal(appeal=appeal, ruling="upheld", answer="No", at=voting)
    assert Proposal.objects.get().state == "infeasible"


def test_a_review_is_taken_by_the_people_of_its_office_alone(edition, begun):
    """FEAS-32."""
    review, beto = make_review(make_proposal(edition, at=begun)), make_beto()
    other = make_review(make_proposal(edition, at=begun), office=make_office("SPM"))
    assert services.entrust(reviews=[review], person=beto) == 1
    with pytest.raises(services.NotOfThatOffice):
        services.entrust(reviews=[review, other], person=beto)
    with pytest.raises(services.NotOfThatOffice):
        services.entrust(reviews=[review], person=make_ana())
    review.refresh_from_db()
    assert review.person == beto
    services.entrust(reviews=[review], person=None)
    assert kinds("ReviewEntrusted") == 2


def test_reminders_are_made_once_per_date(edition, begun):
    """FEAS-33."""
    soon = make_review(make_proposal(edition, at=begun), due=TODAY() + 3 * DAY)
    make_review(make_proposal(edition, at=begun), due=TODAY() - DAY)
    make_review(make_proposal(edition, at=begun), due=TODAY() - 10 * DAY)
    make_review(make_proposal(edition, at=begun), due=TODAY() + 4 * DAY)
    make_observation(make_review(make_proposal(edition, at=begun), due=TODAY()))
    assert services.remind(at=timezone.now()) == 4
    assert services.remind(at=timezone.now()) == 0
    told = sorted(Reminder.objects.values_list("kind", flat=True))
    assert told == ["escalated", "overdue", "overdue", "soon"]
    assert [kinds(f"Review{name}") for name in ("DueSoon", "Overdue", "Escalated")] == [1, 2, 1]
    services.postpone(reviews=[soon], due=TODAY() + DAY)
    assert services.remind(at=timezone.now()) == 1


def test_papers_open_with_the_publication_and_internal_ones_never(edition, begun):
    """FEAS-34."""
    review = make_opinion(make_proposal(edition, at=begun))
    papers = [
        services.attach(review=review, upload=ContentFile(PDF, name="acta.pdf"), public=public)
        for public in (True, False)
    ]
    beto = make_beto()
    for paper in papers:
        assert not paper.file.public
        assert permissions.can_read_file(beto, paper.file)
        assert not permissions.can_read_file(make_eva(), paper.file)
    services.publish_opinions(edition=edition, at=timezone.now())
    for paper in papers:
        paper.file.refresh_from_db()
        assert paper.file.public is paper.public
    with pytest.raises(services.OpinionPublished):
        services.detach(paper=papers[0])


def test_a_draft_is_no_opinion(edition, begun):
    review = make_review(make_proposal(edition, at=begun))
    beto = make_beto()
    services.save_draft(
        review=review, answers={"reasons": "Falta ver", "land": ""}, at=timezone.now(), actor=beto.pk
    )
    review.refresh_from_db()
    assert (review.verdict, review.draft, review.person) == (None, {"reasons": "Falta ver"}, beto)
    assert make_opinion(review.proposal).draft == {}
