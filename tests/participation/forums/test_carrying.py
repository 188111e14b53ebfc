"""Passing on what nobody answered: docs/rules/forums.md, FOR-9 to FOR-12."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana, make_office
from tequio.foundation.audit import services as audit
from tequio.foundation.messaging.models import Message
from tequio.participation.forums.models import Answer, Assignment, Vote
from tequio.participation.forums.queries import front
from tequio.participation.forums.services import carry as services
from tequio.participation.forums.services import errors
from tequio.participation.forums.types import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def source(now):
    return make.forum(slug="antes", year=2024, at=now - timedelta(days=700))


@pytest.fixture
def target(now):
    return make.forum(slug="ahora", at=now)


def answered(voice, now):
    duty = Assignment.objects.create(
        contribution=voice, office=make_office(), assigned_at=now, due_on=timezone.localdate(now)
    )
    Answer.objects.create(assignment=duty, text="Se hará en marzo.", at=now)


def pass_on(source, target, now, voices, **pillars):
    mapped = pillars or {pk: pillar for pk, pillar in services.matching(source, target).items() if pillar}
    return services.carry(source=source, target=target, chosen=[v.pk for v in voices], pillars=mapped, at=now)


def test_for_9_only_what_nobody_answered_or_decided_passes_and_once(source, target, now):
    said, told, hidden, decided = (make.contribution(source) for _ in range(4))
    answered(told, now)
    type(hidden).objects.filter(pk=hidden.pk).update(hidden_at=now)
    services.register_settled(lambda forums: [decided.pk] if source.pk in forums else [])
    assert list(services.unanswered(source)) == [said]
    assert services.unanswered_by_forum([source, target]) == {source.pk: 1}
    new = pass_on(source, target, now, [said, told, hidden, decided])
    assert [voice.carried_from for voice in new] == [said]
    assert pass_on(source, target, now, [said]) == []


def test_for_10_it_gets_a_new_folio_and_the_votes_stay(source, target, now):
    voice = make.contribution(source)
    Vote.objects.create(contribution=voice, participant=make.participant(source), given_at=now)
    (new,) = pass_on(source, target, now, [voice])
    assert new.folio.startswith("V26-")
    assert new.folio != voice.folio
    assert new.channel == Channel.CARRIED
    assert (new.title, new.author, new.author_name) == (voice.title, voice.author, voice.author_name)
    assert (new.pillar.forum, new.pillar.code) == (target, voice.pillar.code)
    assert (new.theme.pillar, new.theme.code) == (new.pillar, voice.theme.code)
    assert not new.votes.exists()
    assert voice.votes.count() == 1


def test_for_11_who_said_it_then_is_not_counted_as_taking_part_now(source, target, now):
    voices = [make.contribution(source, participant=make.participant(source), author=None) for _ in range(12)]
    pass_on(source, target, now, voices)
    assert front.voices(target).total == 12
    assert not target.participants.exists()
    assert source.participants.count() == 12


def test_for_12_it_passes_from_one_that_ended_to_one_that_still_takes_voices(source, target, now):
    voice = make.contribution(source)
    with pytest.raises(errors.CannotCarry, match="todavía no termina"):
        pass_on(target, source, now, [])
    with pytest.raises(errors.CannotCarry, match="ya están en este"):
        pass_on(source, source, now, [voice])
    with pytest.raises(errors.CannotCarry, match="ya cerró"):
        pass_on(source, target, now + timedelta(days=30), [voice])
    with pytest.raises(errors.CannotCarry, match="a qué pilar"):
        services.carry(source=source, target=target, chosen=[voice.pk], pillars={}, at=now)


def test_the_author_is_told_where_the_voice_stands_now(source, target, now):
    (new,) = pass_on(source, target, now, [make.contribution(source, author=make_ana())])
    audit.deliver_now()
    notice = Message.objects.get(kind="forums.carried")
    assert notice.recipient == make_ana()
    assert new.folio in notice.body
