"""Who hears of what, along the whole thread: authors, followers, liaisons, each once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from tequio.config.demo.factories.accounts import (
    make_ana,
    make_beto,
    make_caro,
    make_eva,
    make_office,
    make_pia,
)
from tequio.config.demo.factories.contracting import make_award, make_contract, make_process
from tequio.config.demo.factories.discussion import make_comment, make_hidden
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.feasibility import make_opinion, make_review
from tequio.config.demo.factories.projects import make_activity, make_project, make_stage_done
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import Delivery
from tequio.foundation.messaging import services as messaging
from tequio.foundation.messaging.models import Follow, Message, Preference
from tequio.foundation.messaging.types import State, kinds
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Suspension
from tequio.participation.editions.services import reminders
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility import services as feasibility
from tequio.participation.feasibility.events import (
    CorrectionAsked,
    ReviewDueSoon,
    ReviewEscalated,
    ReviewOverdue,
)
from tequio.participation.feasibility.models import Observation
from tequio.participation.feasibility.types import Verdict
from tequio.participation.proposals import services as proposals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


def told(person) -> list[str]:
    """Deliver what waits, each twice as after a crash, and return the kinds that the person was told."""
    audit.deliver_now()
    Delivery.objects.update(delivered_at=None)
    audit.deliver_now()
    return list(Message.objects.filter(recipient=person).order_by("id").values_list("kind", flat=True))


def follows(person, subject_key):
    messaging.follow(person_id=person.pk, subject_key=subject_key, at=timezone.now())


def test_msg_50_an_author_gets_the_receipt_and_follows_what_they_proposed(now):
    proposal = make_proposal(make_edition(), at=now)
    ana = make_ana()
    assert told(ana) == ["proposals.submitted"]
    receipt = Message.objects.get(recipient=ana)
    assert receipt.state == State.QUEUED
    assert proposal.folio in receipt.subject
    assert receipt.url == f"/propuestas/{proposal.folio}/"
    assert list(Follow.objects.values_list("subject_key", flat=True)) == [f"proposal:{proposal.pk}"]


def test_msg_51_an_author_learns_why_moderation_hid_the_proposal_and_that_it_is_back(now):
    proposal = make_proposal(make_edition(), at=now)
    proposals.hide(proposal=proposal, reason="Trae un teléfono.", at=now)
    assert told(make_ana()) == ["proposals.submitted", "proposals.hidden"]
    assert "Trae un teléfono." in Message.objects.get(kind="proposals.hidden").body
    proposals.show(proposal=proposal)
    proposals.hide(proposal=proposal, reason="Otra vez.", at=now + DAY)
    proposals.show(proposal=proposal)
    assert told(make_ana()).count("proposals.shown") == 1


def test_a_follower_hears_that_a_proposal_was_withdrawn_and_its_author_does_not(now):
    proposal = make_proposal(make_edition(), at=now)
    follows(make_eva(), f"proposal:{proposal.pk}")
    told(make_ana())
    proposals.withdraw(proposal=proposal, at=now)
    assert told(make_eva()) == ["proposals.withdrawn"]
    assert told(make_ana()) == ["proposals.submitted"]


def test_msg_52_the_liaisons_of_an_office_hear_of_their_work_in_a_digest(now):
    office = make_office()
    beto = make_beto(office)
    make_proposal(make_edition(review_office=office), at=now)
    assert told(beto) == ["feasibility.assigned"]
    assert Message.objects.get(recipient=beto).state == State.HELD


def test_msg_53_each_author_hears_the_outcome_with_its_reasons_in_its_own_words(now):
    edition = make_edition(phase=PhaseKind.FEASIBILITY, at=now)
    before = now - timedelta(days=30)
    good, bad = make_proposal(edition, at=before), make_proposal(edition, at=before, author=make_eva())
    make_opinion(good, at=now)
    make_opinion(bad, at=now, verdict=Verdict.INFEASIBLE, reasons="El terreno es privado.")
    follows(make_eva(), f"proposal:{good.pk}")
    feasibility.publish_opinions(edition=edition, at=now)
    assert told(make_ana()) == ["proposals.submitted", "feasibility.feasible"]
    assert set(told(make_eva())) == {"proposals.submitted", "feasibility.infeasible", "feasibility.outcome"}
    refusal = Message.objects.get(kind="feasibility.infeasible")
    assert "Infraestructura: El terreno es privado." in refusal.body


def test_msg_54_followers_hear_once_that_a_phase_opens_tomorrow_and_closes_in_two_days(now):
    edition = make_edition(phase=PhaseKind.REGISTRATION, at=now)
    eva = make_eva()
    follows(eva, f"edition:{edition.pk}")
    closes = edition.phases.get(kind=PhaseKind.REGISTRATION).closes
    voting = edition.phases.get(kind=PhaseKind.VOTING).opens
    assert [reminders.remind(at=closes - 3 * DAY), reminders.remind(at=closes - DAY)] == [0, 1]
    assert [reminders.remind(at=closes - DAY), reminders.remind(at=voting - DAY / 2)] == [0, 1]
    assert list(Message.objects.order_by("id").values_list("kind", flat=True)) == [
        "editions.closes_soon",
        "editions.opens_soon",
    ]
    Suspension.objects.create(edition=edition, begins=voting, reason="Huracán")
    assert reminders.remind(at=edition.phases.get(kind=PhaseKind.VOTING).closes - DAY) == 0


def test_followers_hear_of_moved_dates_and_of_the_next_edition(now):
    edition = make_edition(phase=PhaseKind.REGISTRATION, at=now)
    eva = make_eva()
    follows(eva, f"edition:{edition.pk}")
    told(eva)
    phase = edition.phases.get(kind=PhaseKind.VOTING)
    editions.reschedule_phase(
        edition=edition, kind=phase.kind, opens=phase.opens + DAY, closes=phase.closes, reason="Lluvias", at=now
    )
    make_edition(slug="otra", name="Otra edición", phase=None, at=now)
    assert told(eva) == ["editions.published", "editions.rescheduled", "editions.published"]
    assert "Lluvias" in Message.objects.get(kind="editions.rescheduled").body


def test_msg_55_who_follows_a_project_hears_of_stages_progress_and_contracts(now):
    project = make_project()
    eva = make_eva()
    follows(eva, f"project:{project.pk}")
    make_stage_done(project, "annex", on=date(2026, 8, 1))
    make_activity(project)
    make_contract(make_award(make_process(project)))
    heard = told(eva)
    assert sorted(heard) == ["contracting.signed", "projects.progress", "projects.stage_done"]


def test_msg_56_due_process_is_told_with_its_dates_to_who_must_act(now):
    office = make_office()
    edition = make_edition(phase=PhaseKind.FEASIBILITY, at=now, review_office=office)
    ana, beto, caro = make_ana(), make_beto(office), make_caro()
    review = make_review(make_proposal(edition, at=now - timedelta(days=30)), office=office)
    facts = {"proposal_id": review.proposal_id, "office_id": office.pk}
    for event in (ReviewDueSoon, ReviewOverdue, ReviewEscalated):
        audit.record(event(review_id=review.pk, due=review.due.isoformat(), **facts))
    moved = (review.due + DAY).isoformat()
    audit.record(ReviewOverdue(review_id=review.pk, due=moved, **facts))  # of a date that is no longer so
    asked = Observation.objects.create(
        review=review, text="¿Entre qué calles?", asked_at=now, last_day=now.date(), due_before=review.due
    )
    ask = CorrectionAsked(observation_id=asked.pk, last_day=asked.last_day.isoformat(), **facts)
    audit.record(ask)
    assert set(told(beto)) == {"feasibility.assigned", "feasibility.due_soon", "feasibility.overdue"}
    assert told(caro) == ["feasibility.escalated"]
    assert told(ana) == ["proposals.submitted", "feasibility.correction_asked"]
    assert "¿Entre qué calles?" in Message.objects.get(kind="feasibility.correction_asked").body


def test_whoever_wrote_a_comment_learns_why_moderation_hid_it(now):
    proposal = make_proposal(make_edition(), at=now)
    make_hidden(make_comment(proposal, "Qué ocurrencia", author=make_eva()), by=make_pia())
    assert told(make_eva()) == ["discussion.hidden"]


def test_every_kind_is_said_whole_in_both_languages():
    for language in ("es-mx", "en"):
        for kind in kinds():
            with translation.override(language):
                messaging.check_wording(kind, str(kind.subject), str(kind.body))
    assert Preference.objects.count() == 0
