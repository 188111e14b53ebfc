"""The certificates of a forum: who said something, and who voted."""

import pytest
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.accounts import make_ana, make_eva, make_user
from tequio.foundation.certificates import queries, services, types
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.identity.services import erasure
from tequio.participation.forums.models import Vote
from tequio.participation.forums.services import certificates

pytestmark = pytest.mark.django_db
AT = timezone.now()


def test_cer_12_who_said_something_anyone_may_see_gets_one_for_each_voice():
    forum, ana = make.forum(), make_ana()
    said = make.contribution(forum, author=ana, title="x" * 200)
    make.contribution(forum, author=ana, hidden_at=AT)
    make.contribution(forum, author=ana, state="draft")
    make.contribution(forum, participant=make.participant(forum), author_name="Persona en la mesa")
    gone = make_user("se.va@tequio.example", name="Persona Que Se Va")
    make.contribution(forum, author=gone)
    erasure.erase(person=gone, actor=gone.pk, at=AT)
    scope = certificates.scopes(ana)[0]
    assert (scope.key, scope.label) == (f"forum:{forum.pk}", forum.name)
    claims = list(certificates.proposals(scope.key))
    assert certificates.count_proposals(scope.key) == len(claims) == 1
    assert claims == certificates.own_proposals(ana.pk)
    (claim,) = claims
    assert (claim.subject, claim.occasion) == (f"contribution:{said.pk}", forum.name)
    assert claim.topic == f"{said.pillar.name} · {said.theme.name}"
    assert claim.did.startswith("presentado la propuesta «xxx")
    assert claim.did.endswith("…»")
    assert len(claim.did) < 140


def test_cer_12_who_voted_gets_one_however_many_votes_they_gave():
    forum, ana, eva = make.forum(), make_ana(), make_eva()
    voices = [make.contribution(forum, author=ana) for _n in range(2)]
    for voter in (make.participant(forum, person=eva), make.participant(forum)):
        Vote.objects.bulk_create(Vote(contribution=one, participant=voter, given_at=AT) for one in voices)
    key = f"forum:{forum.pk}"
    claims = list(certificates.voters(key))
    assert certificates.count_voters(key) == len(claims) == 1
    assert (claims[0].holder_id, claims[0].happened_on) == (eva.pk, timezone.localdate(AT))
    assert claims == certificates.own_votes(eva.pk)
    services.issue(claims=claims, by=None, at=AT)
    offered = {(offer.source, offer.claim.subject) for offer in queries.claimable(ana.pk)}
    assert offered == {("forum-proposed", f"contribution:{one.pk}") for one in voices}
    assert not queries.claimable(eva.pk)


def test_a_batch_reaches_everyone_of_a_forum_in_portions(monkeypatch):
    monkeypatch.setattr(certificates, "_PORTION", 2)
    forum, ana = make.forum(), make_ana()
    for _n in range(5):
        make.contribution(forum, author=ana)
    source = types.source("forum-proposed")
    batch = services.start_batch(source=source, scope=f"forum:{forum.pk}", title="x", by=ana.pk, at=AT)
    services.work(batch_id=batch.pk, at=AT)
    assert Certificate.objects.filter(batch=batch, holder=ana).count() == 5


def test_no_forum_that_is_not_published_is_offered():
    make.forum(published=False)
    assert certificates.scopes(make_ana()) == []
