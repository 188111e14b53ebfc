"""Groups, mergers, labels, duties and answers: docs/rules/analysis.md."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.config.demo.factories import analysis as make
from tequio.config.demo.factories import forums
from tequio.config.demo.factories.accounts import make_ana, make_beto, make_caro, make_eva, make_office
from tequio.core import workdays
from tequio.foundation.audit import services as audit
from tequio.foundation.messaging import services as messaging
from tequio.foundation.messaging.models import Message
from tequio.foundation.taxonomies.models import Match
from tequio.foundation.taxonomies.types import MatchKind
from tequio.participation.forums.models import Answer, Assignment, Contribution, Suggestion, Theme
from tequio.participation.forums.permissions import analysis as permissions
from tequio.participation.forums.queries import analysis as queries
from tequio.participation.forums.services import analysis
from tequio.participation.forums.types import ClusterState, SuggestionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return forums.forum(answer_days=10)


@pytest.fixture
def actor():
    return make_caro().pk


def folios(cluster) -> set[str]:
    return {member.contribution.folio for member in cluster.members.select_related("contribution")}


def votes(voice: Contribution) -> int:
    return Contribution.objects.with_votes().get(pk=voice.pk).votes_count


def told(kind: str) -> list[int]:
    return list(Message.objects.filter(kind=kind).order_by("recipient").values_list("recipient", flat=True))


class TestGroups:
    def test_a_search_suggests_and_says_by_which_words(self, forum):
        """CLU-1, CLU-12: accents or not, plural or not; nothing changes in the voices."""
        alike = make.voices_alike(forum)
        other = forums.contribution(forum, title="Un parque con árboles", problem="No hay sombra.", idea="")
        found = make.suggestion(forum)
        assert folios(found) == {voice.folio for voice in alike}
        assert {"agua", "fugas"} <= set(found.explanation["words"])
        assert found.state == ClusterState.SUGGESTED
        assert other.folio not in folios(found)
        assert queries.latest_search(forum).state == SuggestionState.DONE

    def test_what_is_decided_is_left_alone_and_what_was_dismissed_does_not_come_back(self, forum, actor):
        """CLU-11."""
        make.voices_alike(forum)
        found = make.suggestion(forum)
        analysis.decide_cluster(cluster=found, confirm=False, at=timezone.now(), actor=actor)
        search = Suggestion.objects.create(forum=forum, asked_at=timezone.now())
        assert analysis.work(search_id=search.pk, at=timezone.now()).found == 0
        make.group(forum, make.voices_alike(forum))
        again = Suggestion.objects.create(forum=forum, asked_at=timezone.now())
        assert analysis.work(search_id=again.pk, at=timezone.now()).found == 0

    def test_a_person_takes_members_out_renames_and_confirms(self, forum, actor):
        """CLU-12."""
        alike = make.voices_alike(forum)
        found = make.suggestion(forum)
        analysis.change_cluster(cluster=found, name="Fugas", keep=[v.pk for v in alike[:2]], actor=actor)
        analysis.decide_cluster(cluster=found, confirm=True, at=timezone.now(), actor=actor)
        found.refresh_from_db()
        assert (found.name, found.state, folios(found)) == (
            "Fugas",
            ClusterState.CONFIRMED,
            {voice.folio for voice in alike[:2]},
        )
        with pytest.raises(analysis.ClusterRefused):
            analysis.decide_cluster(cluster=found, confirm=True, at=timezone.now(), actor=actor)
        with pytest.raises(analysis.ClusterRefused, match="ninguna"):
            analysis.change_cluster(cluster=found, name="Fugas", keep=[], actor=actor)

    def test_two_who_ask_at_once_wait_for_the_same_search(self, forum):
        caro = make_caro()
        first = analysis.ask_for_groups(forum=forum, by=caro, at=timezone.now())
        assert analysis.ask_for_groups(forum=forum, by=caro, at=timezone.now()) == first
        analysis.give_up(search_id=first.pk, at=timezone.now())
        assert analysis.ask_for_groups(forum=forum, by=caro, at=timezone.now()) != first

    def test_a_group_takes_voices_of_its_own_exercise_alone(self, forum, actor):
        other = forums.contribution(forums.forum(slug="otro", name="Otro"))
        with pytest.raises(analysis.NotOfThisForum):
            analysis.make_cluster(forum=forum, name="x", voices=[other], at=timezone.now(), actor=actor)


class TestMergers:
    def test_votes_count_once_for_each_person_and_come_back_when_it_is_undone(self, forum, actor):
        """MRG-3, MRG-4."""
        one, two = make.voices_alike(forum)[:2]
        both = forums.participant(forum)
        make.vote(one, both), make.vote(two, both), make.vote(two)
        analysis.merge(voices=[two], into=one, reason="Piden lo mismo.", at=timezone.now(), actor=actor)
        assert (votes(one), votes(two)) == (2, 2)
        analysis.unmerge(voice=two, at=timezone.now(), actor=actor)
        two.refresh_from_db()
        assert (votes(one), votes(two), two.state) == (1, 2, "submitted")

    @pytest.mark.parametrize("what", ["itself", "another exercise", "already merged", "has others"])
    def test_what_cannot_be_merged(self, forum, actor, what):
        """MRG-1."""
        one, two, three = make.voices_alike(forum)
        into, voice = one, two
        if what == "itself":
            voice = one
        elif what == "another exercise":
            voice = forums.contribution(forums.forum(slug="otro", name="Otro"))
        else:
            analysis.merge(voices=[two], into=three, reason="x", at=timezone.now(), actor=actor)
            voice = two if what == "already merged" else three
        with pytest.raises(analysis.NotMergeable):
            analysis.merge(voices=[voice], into=into, reason="x", at=timezone.now(), actor=actor)

    def test_it_needs_a_reason(self, forum, actor):
        """MRG-1."""
        one, two, _three = make.voices_alike(forum)
        with pytest.raises(analysis.SaidNothing):
            analysis.merge(voices=[two], into=one, reason=" ", at=timezone.now(), actor=actor)

    def test_both_authors_are_told(self, forum, actor):
        """MRG-5."""
        ana, eva = make_ana(), make_eva()
        one, two = forums.contribution(forum, author=ana), forums.contribution(forum, author=eva)
        analysis.merge(voices=[two], into=one, reason="Piden lo mismo.", at=timezone.now(), actor=actor)
        audit.deliver_now()
        assert told("forums.merged") == sorted([ana.pk, eva.pk])
        analysis.unmerge(voice=two, at=timezone.now(), actor=actor)
        audit.deliver_now()
        assert told("forums.unmerged") == sorted([ana.pk, eva.pk])


class TestLabels:
    def test_labels_are_suggested_by_words_and_by_the_theme_and_put_by_nobody(self, forum):
        """TAG-1."""
        water, clinic = make.goal(), make.goal("3", "Salud y bienestar")
        theme = Theme.objects.get(pillar__forum=forum, code="salud")
        theme.concept = clinic.scheme.concepts.create(code="90", label="Salud pública")
        theme.save()
        Match.objects.create(concept=theme.concept, other=clinic, kind=MatchKind.CLOSE.value)
        voice = forums.contribution(
            forum, theme=theme, title="Fugas en el drenaje", problem="Hay fuga.", idea=""
        )
        found = queries.suggested_tags(queries.by_folio(forum, voice.folio), on=timezone.localdate())
        assert {(one.concept, tuple(one.words), one.because_of) for one in found} == {
            (water, ("drenaje", "fugas"), ""),
            (clinic, (), "Salud"),
        }
        assert not voice.tags.exists()

    def test_a_label_is_put_once_and_taken(self, forum, actor):
        voices, concept = make.voices_alike(forum), make.goal()
        assert analysis.tag(voices=voices, concept=concept, at=timezone.now(), actor=actor) == 3
        assert analysis.tag(voices=voices, concept=concept, at=timezone.now(), actor=actor) == 0
        analysis.untag(voice=voices[0], concept=concept, actor=actor)
        assert not voices[0].tags.exists()

    def test_what_the_author_chose_stays_in_view(self, forum, actor, client):
        """TAG-2."""
        voice = forums.contribution(forum)
        chosen, pillar = voice.pillar, forum.pillars.get(code="servicios")
        theme = pillar.themes.get(code="agua")
        said = {"reason": "Habla del agua.", "at": timezone.now(), "actor": actor}
        assert analysis.reclassify(voice=voice, pillar=pillar, theme=theme, **said) is not None
        assert analysis.reclassify(voice=voice, pillar=pillar, theme=theme, **said) is None
        page = client.get(f"/foros/{forum.slug}/voces/{voice.folio}/").content.decode()
        assert chosen.name in page
        assert "Habla del agua." in page
        with pytest.raises(analysis.NotOfThisForum):
            analysis.reclassify(voice=voice, pillar=chosen, theme=theme, **said)
        with pytest.raises(analysis.SaidNothing):
            analysis.reclassify(voice=voice, pillar=chosen, theme=None, **(said | {"reason": ""}))


class TestDuties:
    def test_the_office_has_the_working_days_of_the_exercise(self, forum, actor):
        """DUTY-1."""
        voice, office, now = forums.contribution(forum), make_office(), timezone.now()
        one = make.duty(voice, office=office, at=now)
        assert one.due_on == workdays.add_business_days(timezone.localdate(now), 10)
        later = now + timedelta(days=3)
        assert analysis.assign(forum=forum, voices=[voice], office=office, at=later, actor=actor) == 0
        one.refresh_from_db()
        assert one.due_on == workdays.add_business_days(timezone.localdate(now), 10)

    def test_what_does_not_stand_by_itself_is_not_handed_over_and_owes_nothing(self, forum, actor):
        """DUTY-2."""
        one, two, _three = make.voices_alike(forum)
        duty = make.duty(two)
        analysis.merge(voices=[two], into=one, reason="x", at=timezone.now(), actor=actor)
        assert not Assignment.objects.waiting().filter(pk=duty.pk).exists()
        with pytest.raises(analysis.NotAssignable):
            analysis.assign(
                forum=forum, voices=[two], office=make_office("SPM"), at=timezone.now(), actor=actor
            )

    def test_a_correction_is_a_new_answer_and_moves_no_date(self, forum, actor):
        """DUTY-4."""
        now = timezone.now()
        one = make.answered(forums.contribution(forum), at=now)
        later = now + timedelta(days=40)
        analysis.answer(assignments=[one], text="Empieza en marzo.", at=later, actor=actor)
        one.refresh_from_db()
        assert one.answered_at == now
        assert [said.text for said in one.answers.all()] == ["Empieza en enero.", "Empieza en marzo."]

    def test_one_answer_serves_several_voices_or_none(self, forum, actor):
        """DUTY-5."""
        office = make_office()
        duties = [make.duty(voice, office=office) for voice in make.voices_alike(forum)]
        said = {"text": "Se reparan en mayo.", "at": timezone.now(), "actor": actor}
        analysis.take_back(assignment=duties[2], reason="Se repitió.", at=timezone.now(), actor=actor)
        with pytest.raises(analysis.DutyEnded):
            analysis.answer(assignments=duties, **said)
        assert not Answer.objects.exists()
        made = analysis.answer(assignments=duties[:2], **said)
        assert queries.answers_of([made[0].act])[made[0].act] == [one.contribution.folio for one in duties[:2]]

    def test_a_liaison_answers_for_the_own_office_alone(self, forum):
        """DUTY-5."""
        beto = make_beto(make_office())
        mine, other = make.duty(forums.contribution(forum)), make_office("SPM")
        assert permissions.can_answer(beto, mine)
        assert not permissions.can_answer(beto, make.duty(forums.contribution(forum), office=other))
        assert permissions.can_answer(make_caro(), mine)
        assert not permissions.can_answer(make_ana(), mine)

    def test_it_is_sent_on_with_a_reason_and_the_term_begins_anew(self, forum, actor):
        """DUTY-6."""
        now, other = timezone.now(), make_office("SPM")
        one = make.duty(forums.contribution(forum), at=now - timedelta(days=20))
        said = {"office": other, "at": now, "actor": actor}
        with pytest.raises(analysis.SaidNothing):
            analysis.pass_on(assignment=one, reason=" ", **said)
        new = analysis.pass_on(assignment=one, reason="Le toca a Servicios.", **said)
        one.refresh_from_db()
        assert (one.ended_at, one.end_reason) == (now, "Le toca a Servicios.")
        assert (new.office, new.due_on) == (other, workdays.add_business_days(timezone.localdate(now), 10))
        answered = make.answered(forums.contribution(forum))
        with pytest.raises(analysis.DutyEnded):
            analysis.pass_on(assignment=answered, reason="x", **said)

    def test_offices_are_reminded_once_before_and_once_after(self, forum):
        """DUTY-7."""
        beto = make_beto(make_office())
        one = make.duty(forums.contribution(forum))
        audit.deliver_now()
        due = timezone.make_aware(timezone.datetime(one.due_on.year, one.due_on.month, one.due_on.day, 12))
        assert analysis.remind(at=due - timedelta(days=4)) == 0
        assert [analysis.remind(at=due) for _twice in range(2)] == [1, 0]
        assert [analysis.remind(at=due + timedelta(days=1)) for _twice in range(2)] == [1, 0]
        audit.deliver_now()
        assert told("forums.duty_soon") == [beto.pk]
        assert told("forums.duty_overdue") == sorted([beto.pk, make_caro().pk])

    def test_who_waits_is_told_who_answers_and_what(self, forum, actor):
        """DUTY-8."""
        ana, eva, beto = make_ana(), make_eva(), make_beto(make_office())
        one, two = forums.contribution(forum, author=ana), forums.contribution(forum, author=eva)
        messaging.follow(person_id=beto.pk, subject_key=f"voice:{one.pk}", at=timezone.now())
        analysis.merge(voices=[two], into=one, reason="x", at=timezone.now(), actor=actor)
        duty = make.duty(one)
        audit.deliver_now()
        assert (told("forums.assigned"), told("forums.duty")) == ([ana.pk], [beto.pk])
        analysis.answer(assignments=[duty], text="Empieza en enero.", at=timezone.now(), actor=actor)
        audit.deliver_now()
        assert told("forums.answered") == sorted([ana.pk, eva.pk])
        assert told("forums.answer") == [beto.pk]

    def test_how_each_office_answers(self, forum, actor):
        """DUTY-9."""
        office, now = make_office(), timezone.now()
        make.answered(forums.contribution(forum), office=office, at=now)
        gone = make.duty(forums.contribution(forum), office=office, at=now)
        analysis.take_back(assignment=gone, reason="x", at=now, actor=actor)
        make.duty(forums.contribution(forum), office=office, at=now - timedelta(days=60))
        [one] = queries.scores(forum, today=timezone.localdate(now))
        assert (one.score.assigned, one.score.in_time, one.score.overdue, one.score.passed) == (2, 1, 1, 1)
        assert one.score.median_days == 0
