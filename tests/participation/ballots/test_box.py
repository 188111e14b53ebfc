"""docs/rules/ballots.md: the roll and the sealed box, its log, its close and its partial check."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_eva
from tequio.config.demo.factories.ballots import make_browser, make_token, make_voting_edition, put_in
from tequio.core.ballotbox import entries, heads, merkle, receipts
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Ballot, Middle, Participation, Slip
from tequio.participation.ballots.types import CodeText
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def edition(now):
    return make_voting_edition(at=now)


def place(edition, code="S1"):
    return edition.territory.units.get(code=code)


def bell(edition):
    return edition.phases.get(kind=PhaseKind.VOTING).closes


def test_a_token_lets_one_ballot_in_and_its_receipt_is_signed(edition, now):
    """BOX-1."""
    unit = place(edition)
    token = make_token(edition, make_ana(), unit, at=now)
    first = services.cast(edition=edition, unit=unit, points={1: 1}, pass_=token, at=now)
    again = services.cast(edition=edition, unit=unit, points={1: 1}, pass_=token, at=now)
    assert (first.again, again.again, first.leaf) == (False, True, again.leaf)
    assert first.signature == again.signature
    with pytest.raises(services.AlreadyVoted):
        services.cast(edition=edition, unit=unit, points={2: 1}, pass_=token, at=now)
    assert Slip.objects.count() == 1
    board = queries.box_state(edition).board
    paper = receipts.Acknowledgment(receipts.tag_of(edition.slug), first.leaf, first.signature)
    assert receipts.is_acknowledged(paper, edition.slug, bytes(board.public))


def test_the_same_blinded_message_is_signed_again_and_another_is_not(edition, now):
    """BOX-2."""
    ana, unit = make_ana(), place(edition)
    browser = make_browser(edition, unit)
    asked = {"edition": edition, "person": ana, "unit": unit, "at": now}
    first = services.issue(blinded=browser.blinded.message, **asked)
    assert services.issue(blinded=browser.blinded.message, **asked) == first
    with pytest.raises(services.AlreadyVoted):
        services.issue(blinded=make_browser(edition, unit).blinded.message, **asked)
    with pytest.raises(services.BadPass):
        services.issue(blinded=b"\x00" * 256, **asked | {"person": make_eva()})
    assert Participation.objects.count() == 1


def test_a_code_votes_once_and_only_in_its_place(edition, now):
    """BOX-3."""
    unit = place(edition)
    _batch, codes = services.make_codes(edition=edition, unit=unit, point=None, size=3, at=now)
    receipt = services.cast(edition=edition, unit=unit, points={1: 1}, pass_=CodeText(codes[0].lower()), at=now)
    again = services.cast(edition=edition, unit=unit, points={1: 1}, pass_=CodeText(codes[0]), at=now)
    assert (again.leaf, again.again) == (receipt.leaf, True)
    services.void_code(edition=edition, code=codes[1], reason="Se mojó", at=now)
    with pytest.raises(services.CodeUsed):
        services.void_code(edition=edition, code=codes[0], reason="Se mojó", at=now)
    for code in (codes[1], "AAAA-AAAA-AAAA", codes[2][:-1]):
        with pytest.raises(services.BadPass):
            services.cast(edition=edition, unit=unit, points={1: 1}, pass_=CodeText(code), at=now)
    with pytest.raises(services.BadPass):
        services.cast(edition=edition, unit=None, points={1: 1}, pass_=CodeText(codes[2]), at=now)


def test_the_log_keeps_every_ballot_and_its_proof(edition, now):
    """BOX-12."""
    unit = place(edition)
    found = [put_in(edition, 1, unit=unit, at=now).leaf for _ in range(5)]
    services.publish_head(edition=edition, at=now + timedelta(hours=1))
    found += [put_in(edition, 2, unit=unit, at=now).leaf for _ in range(3)]
    services.publish_head(edition=edition, at=now + timedelta(hours=2))
    board = queries.box_state(edition).board
    assert [h.size for h in queries.heads(edition)] == [1, 6, 9]
    assert set(queries.leaves(edition)) == {*found, merkle.leaf_hash(board.definition.encode())}
    for leaf in found:
        assert receipts.holds(queries.proof(edition, leaf), edition.slug, bytes(board.public))
    assert all(
        heads.is_signed(queries.as_signed(edition, h), bytes(board.public)) for h in queries.heads(edition)
    )
    assert list(queries.leaves(edition))[1:6] == sorted(found[:5])


def test_the_close_opens_every_ballot_and_the_draw_one_side_of_each(now):
    """BOX-11."""
    edition = make_voting_edition(at=now, vote_changes=True)
    unit = place(edition)
    token = make_token(edition, make_ana(), unit, at=now)
    for turn, number in ((1, 1), (2, 2)):
        services.cast(edition=edition, unit=unit, points={number: 1}, pass_=token, turn=turn, at=now)
    for number in range(12):
        put_in(edition, number % 4 + 1, unit=unit, at=now)
    with pytest.raises(services.VotingOpen):
        services.close_box(edition=edition, at=now)
    services.close_box(edition=edition, at=bell(edition))
    services.close_box(edition=edition, at=bell(edition))
    assert Ballot.objects.count() == Middle.objects.count() == 14
    assert [b.points for b in Ballot.objects.filter(superseded=True)] == [{"1": 1}]
    with pytest.raises(services.VotingClosed):
        put_in(edition, 1, unit=unit, at=now)
    services.note_draw(edition=edition, seed="4815", at=bell(edition))
    services.open_mix(edition=edition, at=bell(edition))
    services.open_mix(edition=edition, at=bell(edition))
    assert not Slip.objects.exists()
    found = Middle.objects.exclude(leaf=None).count(), Middle.objects.exclude(ballot=None).count()
    assert sum(found) == 14


@pytest.mark.django_db(transaction=True)
def test_64_posts_at_once_leave_one_ballot_and_one_receipt():
    """CAST-10."""
    edition, now = make_voting_edition(), timezone.now()
    unit = place(edition)
    token = make_token(edition, make_ana(), unit, at=now)
    body = {
        "place": unit.pk,
        "marks": {"1": 1},
        "token": entries.to_text(token.token),
        "signature": entries.to_text(token.signature),
    }
    said = []

    def vote():
        try:
            answer = Client().post(f"/urna/{edition.slug}/", body, content_type="application/json")
            said.append((answer.status_code, answer.json()["receipt"]))
        finally:
            connection.close()

    for _ in range(4):
        threads = [threading.Thread(target=vote) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(status for status, _receipt in said) == [200] * 63 + [201]
    assert len({receipt for _status, receipt in said}) == 1
    assert (Slip.objects.count(), Participation.objects.count()) == (1, 1)
