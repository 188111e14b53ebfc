"""Who hears of a voice, and whose it is for who looks it up by its folio."""

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana, make_eva
from tequio.foundation.messaging.models import Message
from tequio.participation.forums.events import voices as events
from tequio.participation.forums.handlers import voices as handlers
from tequio.participation.forums.services import moderation, personal

pytestmark = pytest.mark.django_db


def told(person):
    return list(Message.objects.filter(recipient=person).values_list("kind", flat=True).order_by("kind"))


def named(voice):
    return {"contribution_id": voice.pk, "forum_id": voice.forum_id, "folio": voice.folio}


def test_its_author_is_told_once_that_it_came_and_when_it_is_hidden_and_shown():
    voice, now = make.contribution(make.forum()), timezone.now()
    for _ in range(2):
        handlers.send_receipt(events.ContributionSubmitted(**named(voice), channel="web"))
    moderation.hide(voice=voice, reason="Trae un teléfono", at=now)
    handlers.tell_it_was_hidden(events.ContributionHidden(**named(voice), reason="Trae un teléfono"))
    moderation.show(voice=voice, at=now)
    handlers.tell_it_is_back(events.ContributionShown(**named(voice)))
    assert told(make_ana()) == ["forums.hidden", "forums.received", "forums.shown"]
    assert told(make_eva()) == []


def test_a_folio_leads_to_its_author_or_to_the_contact_of_a_sheet_and_never_to_what_is_hidden():
    forum = make.forum()
    mine = make.contribution(forum)
    sheet = make.contribution(forum, participant=make.participant(forum), contact_email="rosa@tequio.example")
    silent = make.contribution(forum, participant=make.participant(forum))
    owner = personal.owner_of_folio(mine.folio.lower())
    assert (owner.user_id, mine.folio in owner.url) == (make_ana().pk, True)
    assert personal.owner_of_folio(sheet.folio).email == "rosa@tequio.example"
    assert personal.owner_of_folio(silent.folio) is None
    moderation.hide(voice=mine, reason="x", at=timezone.now())
    assert personal.owner_of_folio(mine.folio).url == ""


def test_an_address_on_a_sheet_is_forgotten_with_its_person():
    forum = make.forum()
    sheet = make.contribution(forum, participant=make.participant(forum), contact_email=make_ana().email)
    assert [row["folio"] for row in personal.on_paper(make_ana().pk)] == [sheet.folio]
    personal.forget_address(make_ana().email.upper())
    sheet.refresh_from_db()
    assert sheet.contact_email == ""
