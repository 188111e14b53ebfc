"""Votes for what others said: one each, within the limit, never one's own, and told to nobody."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana, make_eva, make_user
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.forums.events.voices import ContributionVoted
from tequio.participation.forums.models import Vote
from tequio.participation.forums.queries import votes as queries
from tequio.participation.forums.services import contributing, moderation, personal, refusals, voting
from tequio.participation.forums.services.errors import PhaseClosed


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def forum(db):
    return make.forum(votes_max=2)


def test_voi_11_one_vote_per_person_and_voice(forum, now):
    voice, eva = make.contribution(forum), make_eva()
    first = voting.vote(voice=voice, person=eva, at=now)
    assert voting.vote(voice=voice, person=eva, at=now) == first
    assert voice.votes.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(contribution=voice, participant=first.participant, given_at=now)


def test_voi_12_nobody_votes_for_their_own_nor_for_what_is_gone(forum, now):
    own, other = make.contribution(forum), make.contribution(forum)
    with pytest.raises(refusals.NotVotable, match="es suya"):
        voting.vote(voice=own, person=make_ana(), at=now)
    moderation.hide(voice=own, reason="Trae un teléfono", at=now)
    contributing.withdraw(voice=other, at=now, actor=make_ana().pk)
    for voice in (own, other):
        with pytest.raises(refusals.NotVotable, match="ya no recibe"):
            voting.vote(voice=voice, person=make_eva(), at=now)


def test_voi_13_no_more_than_the_exercise_allows_and_one_taken_back_can_be_given_again(forum, now):
    eva, three = make_eva(), [make.contribution(forum) for _ in range(3)]
    for voice in three[:2]:
        voting.vote(voice=voice, person=eva, at=now)
    with pytest.raises(refusals.VoiceLimitReached, match="los 2 votos"):
        voting.vote(voice=three[2], person=eva, at=now)
    voting.take_back_vote(voice=three[0], person=eva, at=now)
    voting.vote(voice=three[2], person=eva, at=now)
    contributing.withdraw(voice=three[1], at=now, actor=make_ana().pk)
    assert queries.allowance(forum, eva).left == 1
    assert queries.voted(eva, three) == {three[1].pk, three[2].pk}


@pytest.mark.parametrize("days", [-15, 25])
def test_voi_14_only_while_votes_are_open(forum, now, days):
    voice, at = make.contribution(forum), now + timedelta(days=days)
    with pytest.raises(PhaseClosed):
        voting.vote(voice=voice, person=make_eva(), at=at)
    with pytest.raises(PhaseClosed):
        voting.take_back_vote(voice=voice, person=make_eva(), at=at)


def test_voi_15_no_line_of_the_log_says_who_voted_and_an_erased_person_stays_counted(forum, now):
    voice, eva = make.contribution(forum), make_eva()
    voting.vote(voice=voice, person=eva, at=now)
    event = AuditEvent.objects.get(kind=ContributionVoted.kind())
    assert event.actor is None
    assert set(event.payload) == {"contribution_id", "forum_id", "folio"}
    personal.forget_person(user_id=eva.pk)
    assert voice.votes.count() == 1
    assert queries.voted(eva, [voice]) == set()


@pytest.mark.django_db(transaction=True)
def test_voi_11_sixty_four_at_once_leave_one():
    forum, now = make.forum(votes_max=1), timezone.now()
    found, eva = [make.contribution(forum), make.contribution(forum)], make_user("eva2@tequio.example")
    outcomes = []

    def give(number):
        try:
            voting.vote(voice=found[number % 2], person=eva, at=now)
            outcomes.append("given")
        except refusals.VoiceLimitReached:
            outcomes.append("refused")
        finally:
            connection.close()

    for batch in range(4):
        threads = [threading.Thread(target=give, args=(batch * 16 + n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(outcomes) == 64
    assert Vote.objects.count() == 1
