"""Saying something in a forum: whole, once, at the pace of a person, and changed in view of everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana, make_eva
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.forums.events.voices import ContributionEdited, ContributionSubmitted
from tequio.participation.forums.models import Contribution, Participant
from tequio.participation.forums.queries import voices as queries
from tequio.participation.forums.services import contributing, personal, refusals
from tequio.participation.forums.services.errors import PhaseClosed
from tequio.participation.forums.services.pace import LEAST_SECONDS, PACE
from tequio.participation.forums.types import About, ContributionState, Gender


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def forum(db):
    return make.forum(contributions_max=3)


def said(forum, **more):
    pillar = forum.pillars.order_by("position").first()
    words = {"title": "Médico por las tardes", "problem": "El médico se va a las dos.", "pillar": pillar}
    return words | more


def contribute(forum, person=None, at=None, about=None, **more):
    values = said(forum, **more)
    at = at or timezone.now()
    return contributing.contribute(forum=forum, person=person or make_ana(), said=values, about=about, at=at)


def test_voi_1_a_voice_needs_its_pillar_its_problem_and_its_idea(forum, now):
    with pytest.raises(refusals.VoiceIncomplete) as refused:
        contribute(forum, title=" ", problem="", pillar=None)
    assert set(refused.value.missing) == {"pillar", "problem", "title"}
    other = make.pillar(forum, code="otro", name="Otro")
    theme = forum.pillars.get(code="servicios").themes.first()
    with pytest.raises(refusals.VoiceIncomplete, match="otro pilar"):
        contribute(forum, pillar=other, theme=theme)
    assert not Contribution.objects.exclude(folio=None).exists()


def test_voi_2_a_draft_waits_and_becomes_the_voice_with_a_folio_without_gaps(forum, now):
    draft = contributing.start_draft(forum=forum, person=make_ana(), at=now)
    assert contributing.start_draft(forum=forum, person=make_ana(), at=now) == draft
    contributing.save_draft(draft=draft, said=said(forum), at=now)
    later = draft.created_at + timedelta(seconds=LEAST_SECONDS)
    done = contributing.contribute(forum=forum, person=make_ana(), said={}, draft=draft, at=later)
    again = contributing.contribute(forum=forum, person=make_ana(), said={}, draft=draft, at=later)
    assert (done.pk, done.folio, again.folio) == (draft.pk, "V26-0001", "V26-0001")
    with pytest.raises(refusals.SaidAlready):
        contribute(forum)
    assert contribute(forum, title="Otra cosa").folio == "V26-0002"


def test_voi_2_one_event_tells_of_it_and_names_nobody(forum):
    done = contribute(forum)
    events = AuditEvent.objects.filter(kind=ContributionSubmitted.kind())
    assert [event.payload["folio"] for event in events] == [done.folio]
    assert make_ana().name not in str(events[0].payload)


@pytest.mark.parametrize("days", [-25, 15])
def test_voi_3_nothing_is_taken_outside_the_phase(forum, now, days):
    with pytest.raises(PhaseClosed):
        contribute(forum, at=now + timedelta(days=days))


def test_voi_4_the_limit_counts_what_stands(forum, now):
    first = contribute(forum, title="Uno")
    contribute(forum, title="Dos")
    contribute(forum, title="Tres")
    with pytest.raises(refusals.VoiceLimitReached, match="hasta 3"):
        contribute(forum, title="Cuatro")
    contributing.withdraw(voice=first, at=now, actor=make_ana().pk)
    assert contribute(forum, title="Cuatro").folio == "V26-0004"


def test_voi_5_a_person_has_a_pace(db, now):
    forum = make.forum()
    most, span = PACE[0]
    for number in range(most):
        contribute(forum, title=f"Idea {number}", at=now)
    with pytest.raises(refusals.TooFast, match="unos minutos"):
        contribute(forum, title="Una más", at=now)
    contribute(forum, title="Una más", at=now + span)


def test_voi_5_nobody_answers_faster_than_they_read(forum):
    draft = contributing.start_draft(forum=forum, person=make_ana(), at=timezone.now())
    soon = draft.created_at + timedelta(seconds=LEAST_SECONDS - 1)
    with pytest.raises(refusals.TooFast, match="muy rápido"):
        contributing.contribute(forum=forum, person=make_ana(), said=said(forum), draft=draft, at=soon)
    draft.refresh_from_db()
    assert draft.state == ContributionState.DRAFT


def test_voi_6_the_same_is_not_said_twice_by_one_person(forum):
    contribute(forum)
    with pytest.raises(refusals.SaidAlready):
        contribute(forum, title="MEDICO por las  tardes")
    assert contribute(forum, person=make_eva()).folio


def test_voi_7_what_somebody_says_of_themselves_is_frozen_the_first_time(forum):
    woman = About(gender=Gender.WOMAN, age_from=30, sector=forum.sectors.first().pk)
    contribute(forum, about=woman)
    contribute(forum, title="Otra", about=About(gender=Gender.MAN))
    row = Participant.objects.get()
    assert (row.gender, row.age_from, row.sector_id) == ("woman", 30, woman.sector)
    assert queries.was_asked(make_ana(), forum)


def test_voi_7_saying_nothing_of_oneself_is_an_answer(forum):
    contribute(forum, about=About())
    assert queries.was_asked(make_ana(), forum)
    assert Participant.objects.get().gender == Gender.UNSAID


@pytest.mark.parametrize("about", [About(age_from=31), About(gender="x"), About(sector=0), About(unit=0)])
def test_voi_7_only_what_the_exercise_offers(forum, about):
    with pytest.raises(refusals.VoiceIncomplete, match="sobre usted"):
        contribute(forum, about=about)


def test_voi_8_a_change_is_public_and_keeps_what_it_said(forum, now):
    done = contribute(forum)
    contributing.edit(voice=done, said={"problem": "Se va a la una."}, at=now, actor=make_ana().pk)
    contributing.edit(voice=done, said={"problem": "Se va a la una."}, at=now, actor=make_ana().pk)
    new, old = queries.history(done)
    assert [(c.field, c.before, c.after) for c in new.changes] == [
        ("problem", "El médico se va a las dos.", "Se va a la una.")
    ]
    assert (old.number, old.changes) == (1, ())
    assert AuditEvent.objects.filter(kind=ContributionEdited.kind()).count() == 1


def test_voi_8_what_was_withdrawn_or_closed_no_longer_changes(forum, now):
    done = contribute(forum)
    with pytest.raises(PhaseClosed):
        contributing.edit(voice=done, said={"title": "x"}, at=now + timedelta(days=11), actor=1)
    contributing.withdraw(voice=done, at=now + timedelta(days=11), actor=make_ana().pk)  # votes are still open
    with pytest.raises(refusals.NotChangeable):
        contributing.edit(voice=done, said={"title": "x"}, at=now, actor=1)


def test_voi_9_the_pin_decides_the_colonia(forum):
    site = forum.territory.units.filter(level__rank=2, centre_lon__isnull=False).first()
    other = forum.territory.units.filter(level__rank=2).exclude(pk=site.pk).first()
    done = contribute(forum, lon=site.centre_lon, lat=site.centre_lat, site=other)
    assert done.site == site
    with pytest.raises(refusals.OutsideTheMap):
        contribute(forum, title="Lejos", lon=0.0, lat=0.0)


def test_voi_10_an_erased_person_leaves_what_was_counted_and_no_name(forum, now):
    done = contribute(forum, about=About(gender=Gender.WOMAN))
    ana = make_ana()
    contributing.start_draft(forum=forum, person=ana, at=now)
    assert [row["folio"] for row in personal.voices(ana.pk)] == [done.folio]
    personal.forget_person(user_id=ana.pk)
    personal.forget_person(user_id=ana.pk)
    done.refresh_from_db()
    row = Participant.objects.get()
    assert (row.person, row.gender, done.participant) == (None, "woman", row)
    assert ana.name not in done.author_name
    assert not Contribution.objects.filter(state=ContributionState.DRAFT.value).exists()


def test_a_voice_costs_few_queries(forum, django_assert_max_num_queries):
    ready = queries.taking_part(forum.slug)
    ana = make_ana()
    with django_assert_max_num_queries(22):
        contribute(ready, person=ana, about=About(gender=Gender.WOMAN))


def test_a_required_question_of_the_exercise_is_asked(forum):
    forum.questions.create(
        code="transporte", label="¿Cómo se mueve?", kind="choice", options=[["pie", "A pie"]], required=True
    )
    with pytest.raises(refusals.VoiceIncomplete, match="Cómo se mueve"):
        contribute(forum)
    with pytest.raises(refusals.VoiceIncomplete, match="de la lista"):
        contribute(forum, answers={"transporte": "avión"})
    done = contribute(forum, answers={"transporte": "pie"})
    assert queries.answered(done) == [("¿Cómo se mueve?", "A pie")]
