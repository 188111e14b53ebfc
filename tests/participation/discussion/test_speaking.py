"""Speaking and reporting: MOD-1 to MOD-13 of docs/rules/moderation.md."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_user
from tequio.config.demo.factories.discussion import key, make_comment, make_report, make_rules
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.foundation.accounts.models import User
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.discussion import queries, services
from tequio.participation.discussion.models import Comment, Report
from tequio.participation.discussion.types import PAGE, CommentState
from tequio.participation.editions.models import Suspension
from tequio.participation.proposals import services as proposals

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def proposal(now):
    return make_proposal(make_edition(), at=now)


@pytest.fixture
def read_first(now):
    """Return a proposal of an edition where a moderator reads first."""
    return make_proposal(make_edition(slug="antes", comments="before"), at=now)


def texts(proposal, person, at) -> list[str]:
    subject = queries.subject(key(proposal), at)
    return [said.comment.text for said in queries.thread(subject, person, order="", page=None, at=at).said]


def test_mod_1_a_closed_a_suspended_and_a_hidden_proposal_take_no_comments(proposal, now):
    silent = make_proposal(make_edition(slug="sin", comments="closed"), author=make_eva(), at=now)
    with pytest.raises(services.CommentsClosed, match="no se comentan"):
        make_comment(silent)
    stop = Suspension.objects.create(edition=proposal.edition, begins=now, reason="Amparo")
    with pytest.raises(services.CommentsClosed, match="suspendida"):
        make_comment(proposal, at=now)
    Suspension.objects.filter(pk=stop.pk).update(ends=now + timedelta(hours=1))
    make_comment(proposal, at=now + timedelta(hours=1))
    proposals.hide(proposal=proposal, reason="x", at=now)
    with pytest.raises(services.NothingThere):
        make_comment(proposal, "Otra cosa", at=now + timedelta(hours=2))
    with pytest.raises(services.NothingThere):
        services.post(subject="proposal:987654", author=make_eva(), text="Hola", at=now)


def test_mod_2_where_a_moderator_reads_first_only_its_author_sees_it(read_first, now):
    comment = make_comment(read_first, "Hola", author=make_eva(), at=now)
    assert texts(read_first, make_eva(), now) == ["Hola"]
    assert texts(read_first, make_ana(), now) == []
    services.keep(comments=[comment.pk], at=now, actor=make_caro().pk)
    assert texts(read_first, make_ana(), now) == ["Hola"]
    services.edit(comment=comment, author=make_eva(), text="Hola de nuevo", at=now)
    assert texts(read_first, make_ana(), now) == []


def test_mod_3_the_name_is_that_of_the_day(proposal):
    comment = make_comment(proposal, author=make_eva())
    User.objects.filter(pk=make_eva().pk).update(name="Otro nombre")
    comment.refresh_from_db()
    assert comment.author_name == "Eva Lozano"


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u2063", "x" * 2001, "hola\0"])
def test_mod_4_what_is_no_text_is_refused(proposal, text):
    with pytest.raises(services.BadText):
        make_comment(proposal, text)
    assert not Comment.objects.exists()


def test_mod_4_marks_of_direction_piled_accents_and_empty_lines_are_dropped(proposal):
    text = "Ho\u202ela\u2066 a" + "\u0301" * 40 + "\r\n\r\n\r\n\r\nfin"
    assert make_comment(proposal, text).text.startswith("Hola á")
    assert len(Comment.objects.get().text) < 20
    assert Comment.objects.get().text.endswith("\n\nfin")


def test_mod_5_an_answer_to_an_answer_hangs_from_the_first(proposal, now):
    first = make_comment(proposal, "Uno", at=now)
    second = make_comment(proposal, "Dos", author=make_ana(), parent=first, at=now)
    third = make_comment(proposal, "Tres", author=make_caro(), parent=second, at=now)
    assert second.parent == third.parent == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=third.pk).update(parent=second)
    other = make_proposal(proposal.edition, author=make_eva(), at=now)
    with pytest.raises(services.NothingThere):
        make_comment(other, "Cuatro", parent=first, at=now)


def test_mod_6_the_same_words_twice_are_refused(proposal, now):
    first = make_comment(proposal, "Sí, ¡ya!", at=now)
    with pytest.raises(services.SaidAlready):
        make_comment(proposal, "  si, ¡YA! ", at=now)
    make_comment(proposal, "Sí, ¡ya!", author=make_ana(), at=now)
    make_comment(proposal, "Sí, ¡ya!", parent=first, at=now)
    services.remove(comment=first, author=make_eva(), at=now)
    make_comment(proposal, "Sí, ¡ya!", at=now)


def test_mod_7_a_flood_stops_and_a_conversation_does_not(proposal, now):
    made = [make_comment(proposal, f"Va {n}", at=now) for n in range(5)]
    services.remove(comment=made[0], author=make_eva(), at=now)
    with pytest.raises(services.TooFast) as refused:
        make_comment(proposal, "Va 6", at=now + timedelta(minutes=4))
    assert refused.value.status == 429
    make_comment(proposal, "Va 6", author=make_ana(), at=now + timedelta(minutes=4))
    make_comment(proposal, "Va 6", at=now + timedelta(minutes=6))


def test_mod_8_an_author_corrects_in_the_first_minutes(proposal, now):
    comment = make_comment(proposal, "Uan idea", at=now)
    later = now + timedelta(minutes=9, seconds=59)
    assert services.edit(comment=comment, author=make_eva(), text="Una idea", at=later).edited_at == later
    with pytest.raises(services.NotYours):
        services.edit(comment=comment, author=make_ana(), text="Mía", at=later)
    with pytest.raises(services.NotYours):
        services.edit(comment=comment, author=make_eva(), text="Tarde", at=now + timedelta(minutes=10))


def test_mod_9_an_author_takes_it_away_and_its_place_stays(proposal, now):
    comment = make_comment(proposal, "Me arrepiento", at=now)
    make_comment(proposal, "¿De qué?", author=make_ana(), parent=comment, at=now)
    make_report(comment, reporter=make_ana(), at=now)
    with pytest.raises(services.NotYours):
        services.remove(comment=comment, author=make_ana(), at=now)
    services.remove(comment=comment, author=make_eva(), at=now)
    assert texts(proposal, make_ana(), now) == [""]
    assert queries.counts()["reportados"] == 0
    hidden = make_comment(proposal, "Grosería", at=now)
    services.hide(comments=[hidden.pk], rule=make_rules()[0], reason="x", at=now)
    with pytest.raises(services.NotYours):
        services.remove(comment=hidden, author=make_eva(), at=now)


def test_mod_10_one_reports_what_others_show(proposal, now):
    comment = make_comment(proposal)
    rule = make_rules()[1]
    assert make_report(comment, reporter=make_ana(), rule=rule, text="  Da una dirección ").text
    with pytest.raises(services.NotReportable):
        make_report(comment, reporter=make_eva())
    with pytest.raises(services.NotReportable):
        services.report_subject(subject=key(proposal), reporter=proposal.author, rule=rule, at=now)
    services.report_subject(subject=key(proposal), reporter=make_eva(), rule=rule, at=now)
    assert queries.counts()["reportados"] == 2


@pytest.mark.django_db(transaction=True)
def test_mod_11_the_same_report_twice_at_once_is_one():
    proposal = make_proposal(make_edition())
    comment, reporter, rule = make_comment(proposal), make_ana(), make_rules()[0]
    gate, made = threading.Barrier(4), []

    def report() -> None:
        try:
            gate.wait()
            made.append(make_report(comment, reporter=reporter, rule=rule).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=report) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Report.objects.count() == 1
    assert made == [Report.objects.get().pk] * 4
    assert AuditEvent.objects.filter(kind="discussion.ThingReported").count() == 1


def test_mod_12_many_reports_hide_nothing(proposal, now):
    comment = make_comment(proposal, at=now)
    for n in range(12):
        make_report(comment, reporter=make_user(f"r{n}@tequio.example"), at=now)
    assert texts(proposal, make_ana(), now) == [comment.text]
    [row] = queries.desk_cards("reportados", list(queries.desk("reportados")), now)
    assert (row.reports, [n for _rule, n in row.rules]) == (12, [12])


def test_mod_13_only_who_reported_is_told_of_it(client, proposal):
    make_report(make_comment(proposal), reporter=make_ana(), text="Esto ofende")
    url = f"/propuestas/{proposal.folio}/"
    for person, told in ((make_eva(), False), (make_caro(), False), (make_ana(), True)):
        client.force_login(person)
        page = client.get(url).content.decode()
        assert ("Usted lo reportó" in page) is told
        assert "Esto ofende" not in page


def test_no_event_keeps_what_people_wrote(proposal, now):
    comment = make_comment(proposal, "Palabras mías", at=now)
    make_report(comment, reporter=make_ana(), text="Palabras de Ana")
    services.hide(comments=[comment.pk], rule=make_rules()[0], reason="Palabras de Caro", at=now)
    kept = str(list(AuditEvent.objects.filter(kind__startswith="discussion.").values_list("payload")))
    assert "Palabras" not in kept
    assert AuditEvent.objects.filter(kind="discussion.CommentHidden").count() == 1


def test_a_comment_has_a_place_that_its_link_finds(client, proposal, now):
    authors = [make_user(f"c{n}@tequio.example") for n in range(PAGE + 1)]
    made = [make_comment(proposal, author=a, at=now + timedelta(seconds=n)) for n, a in enumerate(authors)]
    answer = client.get(f"/comentarios/{made[-1].pk}/")
    assert answer.url == f"/propuestas/{proposal.folio}/?pagina=2#comentario-{made[-1].pk}"
    assert f'id="comentario-{made[-1].pk}"' in client.get(answer.url).content.decode()
    newest = client.get(f"/propuestas/{proposal.folio}/?orden=nuevos").content.decode()
    assert newest.index(f"comentario-{made[-1].pk}") < newest.index(f"comentario-{made[-2].pk}")
    assert f"comentario-{made[0].pk}" not in newest
    assert Comment.objects.filter(state=CommentState.VISIBLE).count() == PAGE + 1
