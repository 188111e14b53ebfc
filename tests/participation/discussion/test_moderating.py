"""Deciding, disagreeing and telling: MOD-14 to MOD-25 of docs/rules/moderation.md."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_staff
from tequio.config.demo.factories.discussion import key, make_comment, make_hidden, make_report, make_rules
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.accounts.types import Role
from tequio.foundation.audit import queries as audit
from tequio.foundation.audit.services import deliver_now
from tequio.foundation.messaging.models import Message
from tequio.participation.discussion import handlers, queries, services
from tequio.participation.discussion.events import AppealDecided
from tequio.participation.discussion.models import Appeal, Comment, Decision, HouseRule, Report
from tequio.participation.discussion.types import ANSWER_DAYS, APPEAL_DAYS, CommentState
from tequio.participation.proposals import services as proposals

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def proposal(now):
    return make_proposal(make_edition(), at=now)


@pytest.fixture
def simon():
    """Return the other moderator."""
    return make_staff("simon@tequio.example", Role.COORDINATOR, name="Simón Arteaga")


def state(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_mod_14_hiding_needs_a_rule_and_a_reason(proposal, now):
    comment = make_comment(proposal)
    for rule, reason in ((None, "Porque sí"), (make_rules()[0], "  ")):
        with pytest.raises(services.ReasonMissing):
            services.hide(comments=[comment.pk], rule=rule, reason=reason, at=now)
    assert state(comment) == CommentState.VISIBLE
    services.retire_rule(number=1, at=now + DAY)
    assert queries.rules()[0].number == 2


def test_mod_15_what_is_hidden_leaves_its_place_and_not_its_words(client, proposal, now):
    shown, waiting = make_comment(proposal, "Insulto a la vista"), make_comment(proposal, "Insulto en espera")
    Comment.objects.filter(pk=waiting.pk).update(state="waiting", published_at=None)
    both = [shown.pk, waiting.pk]
    assert services.hide(comments=both, rule=make_rules()[0], reason="Insulta", at=now) == 2
    page = client.get(f"/propuestas/{proposal.folio}/").content.decode()
    assert "Insulto" not in page
    assert f"comentario-{shown.pk}" in page
    assert "Moderación lo ocultó por la regla 1." in page
    assert f"comentario-{waiting.pk}" not in page
    assert client.get(f"/comentarios/{waiting.pk}/").status_code == 404


def test_mod_16_a_decision_points_to_the_rule_as_it_read(client, proposal, now):
    rule = make_rules()[0]
    decision = make_hidden(make_comment(proposal), by=make_caro())
    services.write_rule(number=rule.number, title="Otra redacción", text="Más clara", at=now + DAY)
    decision.refresh_from_db()
    assert str(decision.rule) == str(rule)
    assert str(queries.rules()[0]) == f"{rule.number}. Otra redacción"
    page = client.get("/reglas-de-la-casa/").content.decode()
    assert page.index("Otra redacción") < page.index(rule.title)
    for act in (lambda: HouseRule.objects.update(text="x"), lambda: HouseRule.objects.get(pk=rule.pk).delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_mod_17_who_wrote_it_reads_why_and_until_when(client, proposal):
    decision = make_hidden(make_comment(proposal), by=make_caro(), reason="Se burla")
    client.force_login(make_eva())
    for url in ("/comentarios/", f"/moderacion/decisiones/{decision.pk}/"):
        page = client.get(url).content.decode()
        assert "Se burla" in page
        assert make_rules()[0].title in page
        assert "puede inconformarse hasta el" in page.lower()
    client.force_login(make_ana())
    assert client.get(f"/moderacion/decisiones/{decision.pk}/").status_code == 404


def test_mod_18_a_decision_ends_the_reports(proposal, now):
    good, bad = make_comment(proposal, "Bien"), make_comment(proposal, "Mal")
    for comment in (good, bad):
        make_report(comment, reporter=make_ana())
    services.keep(comments=[good.pk], at=now, actor=make_caro().pk)
    make_hidden(bad, by=make_caro())
    assert list(Report.objects.order_by("pk").values_list("state", flat=True)) == ["dismissed", "upheld"]
    assert state(good) == CommentState.VISIBLE


def test_mod_18_a_reported_proposal_is_left_or_hidden_from_the_desk(proposal, now):
    rule = make_rules()[0]
    services.report_subject(subject=key(proposal), reporter=make_eva(), rule=rule, at=now)
    services.keep(comments=[], subjects=[key(proposal)], at=now)
    assert Report.objects.get().state == "dismissed"
    services.hide(comments=[], subjects=[key(proposal)], rule=rule, reason="Propaganda", at=now)
    proposal.refresh_from_db()
    assert proposal.hidden_reason == "Propaganda"
    assert queries.standing(key(proposal)).rule == rule


def test_mod_19_an_old_page_does_not_undo_what_a_colleague_did(proposal, now):
    comment = make_comment(proposal)
    make_hidden(comment, by=make_caro())
    services.keep(comments=[comment.pk], at=now)
    assert state(comment) == CommentState.HIDDEN
    services.keep(comments=[comment.pk], at=now, hidden=True)
    assert state(comment) == CommentState.VISIBLE


def test_mod_20_who_wrote_it_disagrees_once_and_in_time(proposal, now):
    decision = make_hidden(make_comment(proposal, at=now), by=make_caro(), at=now)
    with pytest.raises(services.NotYours):
        services.appeal(decision=decision, author=make_ana(), text="No", at=now)
    with pytest.raises(services.TooLate):
        services.appeal(decision=decision, author=make_eva(), text="No", at=now + APPEAL_DAYS * DAY)
    last = now + APPEAL_DAYS * DAY - timedelta(seconds=1)
    appeal = services.appeal(decision=decision, author=make_eva(), text="No", at=last)
    assert appeal.due_at == last + ANSWER_DAYS * DAY
    with pytest.raises(services.TooLate):
        services.appeal(decision=decision, author=make_eva(), text="Otra vez", at=now)


def test_mod_21_another_hand_answers(proposal, now, simon):
    decision = make_hidden(make_comment(proposal, author=make_eva()), by=make_caro())
    appeal = services.appeal(decision=decision, author=make_eva(), text="No", at=now)
    for hand in (make_caro(), make_eva()):
        with pytest.raises(services.NotTheSameHand):
            services.answer(appeal=appeal, upheld=False, text="No", at=now, actor=hand)
    for hand in (make_caro(), make_eva()):
        with pytest.raises(IntegrityError, match="appeal"), transaction.atomic():
            Appeal.objects.filter(pk=appeal.pk).update(decided_by=hand)
    services.answer(appeal=appeal, upheld=False, text="Sí se burla", at=now, actor=simon)
    with pytest.raises(services.TooLate):
        services.answer(appeal=appeal, upheld=True, text="Cambié", at=now, actor=simon)


def test_mod_22_an_upheld_appeal_shows_it_again(client, proposal, now, simon):
    comment = make_comment(proposal)
    decision = make_hidden(comment, by=make_caro())
    appeal = services.appeal(decision=decision, author=make_eva(), text="No", at=now)
    services.answer(appeal=appeal, upheld=True, text="Tiene razón", at=now, actor=simon)
    assert state(comment) == CommentState.VISIBLE
    proposals.hide(proposal=proposal, reason="x", at=now, actor=make_caro().pk)
    decision = queries.standing(key(proposal))
    client.force_login(proposal.author)
    assert (
        f"/moderacion/decisiones/{decision.pk}/"
        in client.get(f"/propuestas/{proposal.folio}/").content.decode()
    )
    appeal = services.appeal(decision=decision, author=proposal.author, text="No", at=now)
    services.answer(appeal=appeal, upheld=True, text="Tiene razón", at=now, actor=simon)
    appeal.refresh_from_db()
    proposal.refresh_from_db()
    assert (proposal.hidden_at, appeal.answer, appeal.decided_by) == (None, "Tiene razón", simon)
    assert audit.verify().whole


def test_mod_23_showing_it_again_gives_them_reason(proposal, now):
    proposals.hide(proposal=proposal, reason="x", at=now, actor=make_caro().pk)
    decision = queries.standing(key(proposal))
    appeal = services.appeal(decision=decision, author=proposal.author, text="No", at=now)
    proposals.show(proposal=proposal, at=now, actor=make_caro().pk)
    appeal.refresh_from_db()
    assert appeal.state == "upheld"
    assert queries.standing(key(proposal)) is None


def test_mod_24_figures_are_public_by_rule_and_name_nobody(client, proposal, now):
    comment = make_comment(proposal)
    make_report(comment, reporter=make_ana())
    decision = make_hidden(comment, by=make_caro())
    services.appeal(decision=decision, author=make_eva(), text="No", at=now)
    proposals.hide(proposal=proposal, reason="x", at=now, actor=make_caro().pk)
    found = queries.figures()
    by_number = {row.number: row for row in found.rules}
    assert (by_number[1].reports, by_number[1].hidden, by_number[1].appeals) == (1, 1, 1)
    assert (by_number[0].hidden, by_number[2].hidden, found.written) == (1, 0, 1)
    page = client.get("/moderacion/").content.decode()
    lines = b"".join(client.get("/moderacion.csv").streaming_content).decode().splitlines()
    assert "Sin regla señalada" in page
    assert lines[1].endswith(",1,0,1,0,1,0")
    for name in ("Eva Lozano", "Caro Medina", "Ana Robledo"):
        assert name not in page


def test_mod_25_an_erased_person_loses_the_name_and_nothing_that_was_counted(proposal, now):
    comment = make_comment(proposal, "Digo esto")
    other = make_comment(proposal, "Y esto otro", author=make_ana())
    make_report(other, reporter=make_eva(), text="Mi teléfono es este")
    make_hidden(comment, by=make_caro())
    before = queries.figures()
    assert services.forget_author(user_id=make_eva().pk) == 1
    assert services.forget_author(user_id=make_eva().pk) == 0
    comment.refresh_from_db()
    assert (comment.author, comment.author_name, comment.text) == (None, "", "Digo esto")
    assert Report.objects.get().text == ""
    assert queries.figures() == before
    make_eva().delete()
    assert Comment.objects.count() == 2


def test_a_decision_stands_once_for_each_thing(proposal, now):
    comment = make_comment(proposal)
    make_hidden(comment, by=make_caro())
    assert services.hide(comments=[comment.pk], rule=make_rules()[0], reason="Otra vez", at=now) == 0
    services.note_hidden(subject=key(proposal), rule=None, reason="x", at=now)
    services.note_hidden(subject=key(proposal), rule=None, reason="y", at=now)
    assert Decision.objects.count() == 2


def test_people_are_told_once_of_what_is_said_to_them_and_decided_about_them(proposal, now, simon):
    first = make_comment(proposal, "Uno", author=make_eva())
    make_comment(proposal, "Dos", author=make_caro(), parent=first)
    decision = make_hidden(first, by=make_caro(), reason="Se burla")
    appeal = services.appeal(decision=decision, author=make_eva(), text="No", at=now)
    services.answer(appeal=appeal, upheld=True, text="Es cierto", at=now, actor=simon)
    deliver_now()
    handlers.tell_the_answer(
        AppealDecided(appeal_id=appeal.pk, decision_id=decision.pk, subject=key(proposal), upheld=True)
    )
    kinds = Message.objects.filter(kind__startswith="discussion.").order_by("pk")
    told = [(m.kind.partition(".")[2], m.recipient_id) for m in kinds]
    eva, ana = make_eva().pk, proposal.author_id
    to_ana = [("commented", ana)] * 2  # of the comment and of its answer
    assert sorted(told) == sorted([("replied", eva), *to_ana, ("hidden", eva), ("answered", eva)])
    assert "Es cierto" in kinds.get(kind="discussion.answered").body
