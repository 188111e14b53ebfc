"""The cases of docs/rules/feasibility.md."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_beto, make_eva, make_office
from tequio.config.demo.factories.editions import MILLION, make_edition
from tequio.config.demo.factories.feasibility import make_opinion, make_review
from tequio.config.demo.factories.proposals import make_draft, make_proposal
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.editions import services as editions
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility import queries, services
from tequio.participation.feasibility.handlers import ask_the_offices
from tequio.participation.feasibility.models import Review
from tequio.participation.feasibility.types import Progress, Verdict, deadline
from tequio.participation.proposals import services as proposals
from tequio.participation.proposals.events import ProposalSubmitted
from tequio.participation.proposals.models import Proposal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def begun():
    """When registration was open; the feasibility phase is open now."""
    return timezone.now() - 25 * DAY


@pytest.fixture
def edition(begun):
    return make_edition(at=begun, review_office=make_office("PAR"))


def submitted(proposal: Proposal) -> ProposalSubmitted:
    return ProposalSubmitted(
        proposal_id=proposal.pk, edition_id=proposal.edition_id, folio=proposal.folio or ""
    )


def asked(proposal: Proposal) -> list[str]:
    return sorted(proposal.reviews.values_list("office__code", flat=True))


def test_every_office_that_the_category_names_is_asked_once(begun):
    """FEAS-1, and the handler may run twice."""
    edition = make_edition(at=begun, published=False, review_office=make_office("PAR"))
    editions.add_category(
        edition=edition, code="parques", name="Parques", offices=[make_office("SPM"), make_office("JUR")]
    )
    editions.publish_edition(edition=edition, at=begun)
    edition.refresh_from_db()
    proposal = make_proposal(edition, at=begun, category=edition.categories.get(code="parques"))
    ask_the_offices(submitted(proposal))
    ask_the_offices(submitted(proposal))
    assert asked(proposal) == ["JUR", "SPM"]
    assert AuditEvent.objects.filter(kind="feasibility.ReviewAssigned").count() == 2


def test_a_category_without_office_goes_to_the_office_of_the_edition(edition, begun):
    """FEAS-2."""
    proposal = make_proposal(edition, at=begun)
    ask_the_offices(submitted(proposal))
    assert asked(proposal) == ["PAR"]
    assert proposal.reviews.get().due == queries.due_date(edition, begun)


def test_without_any_office_it_waits_for_the_coordinator(begun):
    """FEAS-2."""
    proposal = make_proposal(make_edition(at=begun), at=begun)
    ask_the_offices(submitted(proposal))
    assert asked(proposal) == []
    assert queries.figures(proposal.edition, today=timezone.localdate()).unassigned == 1


def test_only_what_has_its_supports_is_judged(begun):
    """FEAS-37: one support short of the rules and nobody is asked, nor holds the publication back."""
    edition = make_edition(at=begun, published=False, review_office=make_office("PAR"), supports_min=2)
    editions.add_phase(edition=edition, kind=PhaseKind.SUPPORT, opens=begun, closes=begun + 5 * DAY)
    editions.publish_edition(edition=edition, at=begun - 20 * DAY)
    edition.refresh_from_db()
    enough, short = make_proposal(edition, at=begun), make_proposal(edition, at=begun)
    for proposal, people in ((enough, (make_eva(), make_beto())), (short, (make_eva(),))):
        for person in people:
            proposals.support(proposal=proposal, person=person, at=begun + DAY)
    assert services.assign_required(edition=edition, at=begun + 6 * DAY) == 1
    assert (asked(enough), asked(short)) == (["PAR"], [])
    assert list(queries.to_assign(edition)) == [enough]
    found = queries.figures(edition, today=timezone.localdate())
    assert (found.in_review, found.unassigned) == (1, 0)
    make_opinion(enough, office=make_office("PAR"))
    assert services.publish_opinions(edition=edition, at=timezone.now()) == (1, 0)


def test_the_handler_leaves_alone_what_was_withdrawn(edition, begun):
    """FEAS-15."""
    proposal = make_proposal(edition, at=begun)
    proposals.withdraw(proposal=proposal, at=begun)
    ask_the_offices(submitted(proposal))
    assert asked(proposal) == []


@pytest.mark.parametrize(
    ("days_after_opening", "due_after_opening"),
    [
        pytest.param(-20, 15, id="FEAS-3-before-the-phase"),
        pytest.param(5, 20, id="FEAS-3-during-the-phase"),
        pytest.param(25, 30, id="FEAS-3-near-its-end"),
    ],
)
def test_the_days_of_an_office(edition, days_after_opening, due_after_opening):
    opens = edition.phases.get(kind="feasibility").opens
    due = queries.due_date(edition, opens + days_after_opening * DAY)
    assert due == timezone.localdate(opens) + due_after_opening * DAY


def test_asking_again_only_moves_the_date(edition, begun):
    """FEAS-4, by service and by constraint."""
    review = make_review(make_proposal(edition, at=begun))
    later = review.due + DAY
    services.assign_review(proposal=review.proposal, office=review.office, due=later)
    assert Review.objects.get().due == later
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(proposal=review.proposal, office=review.office, due=later)
    done = make_opinion(review.proposal)
    services.assign_review(proposal=review.proposal, office=review.office, due=later + DAY)
    assert Review.objects.get(pk=done.pk).due == done.due


def test_only_what_is_in_review_is_assigned(edition, begun):
    with pytest.raises(services.NotInReview):
        make_review(make_draft(edition, at=begun))


def test_many_are_assigned_at_once_or_none(edition, begun):
    good, bad = make_proposal(edition, at=begun), make_draft(edition, at=begun)
    due = timezone.localdate()
    with pytest.raises(services.NotInReview):
        services.assign_reviews(proposals=[good, bad], office=make_office(), due=due)
    assert Review.objects.count() == 0
    assert services.assign_reviews(proposals=[good], office=make_office(), due=due) == 1


def test_a_request_is_taken_back_until_it_is_answered(edition, begun):
    review = make_review(make_proposal(edition, at=begun))
    services.unassign(review=review)
    assert Review.objects.count() == 0
    with pytest.raises(services.OpinionPublished):
        services.unassign(review=make_opinion(Proposal.objects.get()))


@pytest.mark.parametrize("days", [-1, 30])
def test_an_opinion_is_given_while_the_phase_is_open(edition, begun, days):
    """FEAS-5: outside the phase it is refused and nothing is kept."""
    review = make_review(make_proposal(edition, at=begun))
    at = edition.phases.get(kind="feasibility").opens + days * DAY
    with pytest.raises(PhaseClosed):
        services.issue_opinion(review=review, verdict="infeasible", reasons="No", at=at)
    assert Review.objects.get().verdict is None


def test_an_opinion_is_corrected_until_it_is_published(edition, begun):
    """FEAS-5 and FEAS-14."""
    proposal, now = make_proposal(edition, at=begun), timezone.now()
    make_opinion(proposal)
    review = make_opinion(proposal, verdict=Verdict.INFEASIBLE, reasons="El predio es privado.")
    services.publish_opinions(edition=edition, at=now)
    with pytest.raises(services.OpinionPublished):
        services.issue_opinion(review=review, verdict="infeasible", reasons="Otra", at=now)
    assert Review.objects.get().reasons == "El predio es privado."


@pytest.mark.parametrize(
    ("verdict", "reasons", "cost"),
    [
        pytest.param("feasible", " ", 5, id="FEAS-6-no-reasons"),
        pytest.param("feasible", "Sí", None, id="FEAS-6-no-cost"),
        pytest.param("quizá", "Sí", 5, id="FEAS-6-no-verdict"),
    ],
)
def test_an_opinion_is_whole_or_refused(edition, begun, verdict, reasons, cost):
    review = make_review(make_proposal(edition, at=begun))
    with pytest.raises(services.OpinionIncomplete):
        services.issue_opinion(
            review=review, verdict=verdict, reasons=reasons, cost_centavos=cost, at=timezone.now()
        )
    assert Review.objects.get().verdict is None


def test_a_cost_over_the_cap_is_refused(edition, begun):
    """FEAS-7."""
    proposal = make_proposal(edition, at=begun)
    assert services.cap(proposal) == MILLION
    with pytest.raises(services.CostOverCap, match="tope"):
        make_opinion(proposal, cost_centavos=MILLION + 1)
    assert make_opinion(proposal, cost_centavos=MILLION).verdict == "feasible"


def test_one_no_makes_it_infeasible_and_the_highest_cost_is_approved(edition, begun):
    """FEAS-9 and FEAS-10."""
    yes, no = make_proposal(edition, at=begun), make_proposal(edition, at=begun)
    make_opinion(yes, cost_centavos=70_000_000)
    make_opinion(yes, office=make_office("JUR"), cost_centavos=90_000_000)
    make_opinion(no)
    make_opinion(no, office=make_office("JUR"), verdict=Verdict.INFEASIBLE)
    assert services.publish_opinions(edition=edition, at=timezone.now()) == (1, 1)
    rows = Proposal.objects.order_by("pk").values_list("state", "approved_cost_centavos")
    assert list(rows) == [("feasible", 90_000_000), ("infeasible", None)]


def test_while_the_phase_is_open_all_or_nothing_is_published(edition, begun):
    """FEAS-11 and FEAS-13."""
    done, waiting = make_proposal(edition, at=begun), make_proposal(edition, at=begun)
    make_opinion(done)
    make_review(waiting)
    with pytest.raises(services.NothingToPublish, match="de 1 propuesta y"):
        services.publish_opinions(edition=edition, at=timezone.now())
    assert not queries.published_opinions(done).exists()
    assert Proposal.objects.get(pk=done.pk).state == "submitted"


def test_after_the_phase_silence_is_neither_yes_nor_no(edition, begun):
    """FEAS-12."""
    done, waiting, alone = (make_proposal(edition, at=begun) for _number in range(3))
    make_opinion(done)
    make_review(waiting)
    over = edition.phases.get(kind="feasibility").closes
    assert services.publish_opinions(edition=edition, at=over) == (1, 0)
    assert {p.state for p in Proposal.objects.filter(pk__in=[waiting.pk, alone.pk])} == {"submitted"}
    assert Proposal.objects.get(pk=done.pk).state == "feasible"
    with pytest.raises(services.NothingToPublish):
        services.publish_opinions(edition=edition, at=over)


def test_hidden_and_withdrawn_proposals_hold_nothing_back(edition, begun):
    """FEAS-15."""
    done, hidden, gone = (make_proposal(edition, at=begun) for _number in range(3))
    make_opinion(done)
    reviews = [make_review(p) for p in (hidden, gone)]
    proposals.hide(proposal=hidden, reason="x", at=begun)
    proposals.withdraw(proposal=gone, at=begun)
    today = timezone.localdate()
    assert queries.desk(offices=None, today=today).count() == 0
    with pytest.raises(services.NotInReview):
        services.issue_opinion(review=reviews[1], verdict="infeasible", reasons="No", at=timezone.now())
    assert services.publish_opinions(edition=edition, at=timezone.now()) == (1, 0)


def test_figures_by_area_state_and_delay(edition, begun, django_assert_num_queries):
    today = timezone.localdate()
    late, done = make_proposal(edition, at=begun), make_proposal(edition, at=begun)
    make_proposal(edition, at=begun)
    make_review(late, due=today - DAY)
    make_opinion(done)
    with django_assert_num_queries(2):
        figures = queries.figures(edition, today=today)
    assert (figures.in_review, figures.unassigned, figures.ready, figures.overdue) == (3, 1, 1, 1)
    with django_assert_num_queries(1):
        (office,) = queries.figures_by_office(edition, today=today)
    assert (office.office, office.asked, office.issued, office.pending, office.overdue) == (
        "Infraestructura", 2, 1, 1, 1,
    )  # fmt: skip
    assert queries.figures(today=today) == figures
    assert queries.figures_by_office(today=today) == [office]
    assert queries.desk(offices=None, progress=Progress.OVERDUE, today=today).count() == 1


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-2, "venció hace 2 días", "late"),
        (-1, "venció hace 1 día", "late"),
        (0, "vence hoy", "late"),
        (1, "vence mañana", "now"),
        (3, "en 3 días", "now"),
        (9, "en 9 días", "info"),
    ],
)
def test_deadlines_are_said_as_a_colleague_would(days, words, tone):
    today = timezone.localdate()
    said = deadline(today + days * DAY, today)
    assert (said.words, said.tone) == (words, tone)
