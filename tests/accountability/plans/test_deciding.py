"""Where voices end: decided, published, told, and never rewritten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from tequio.accountability.plans import queries, services
from tequio.accountability.plans.models import Decision, Element
from tequio.accountability.plans.queries.matrix import DRAFT, WITH, WITHOUT, outcome_of
from tequio.accountability.plans.types import STATES, Filters, Verdict
from tequio.config.demo.factories import forums as forum_factory
from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_office
from tequio.config.demo.factories.plans import WRITTEN, action, decide, make_cluster, make_plan
from tequio.core import alignment
from tequio.core.alignment import Outcome
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.models import Delivery
from tequio.foundation.messaging.models import Message
from tequio.participation.forums.services import analysis as duties
from tequio.participation.forums.services import moderation
from tequio.participation.forums.types import ContributionState

pytestmark = pytest.mark.django_db
LATER = WRITTEN + timedelta(days=1)


def shown(plan, voice):
    return [(cell.state, cell.reason) for cell in queries.cells_of([voice.pk], public=True).get(voice.pk, [])]


@pytest.mark.parametrize(
    ("state", "codes", "reason"),
    [
        pytest.param(Outcome.INCORPORATED, ("1.1.1.1",), " ", id="PLA-4 without reason"),
        pytest.param(Outcome.INCORPORATED, (), "Sí.", id="PLA-4 in no action"),
        pytest.param(Outcome.NOT, ("1.1.1.1",), "No.", id="PLA-4 not, and yet in an action"),
        pytest.param(Outcome.UNDECIDED, ("1.1.1.1",), "No sé.", id="PLA-4 without a state"),
        pytest.param(Outcome.PARTLY, ("1",), "Sí.", id="PLA-4 in what is no action"),
    ],
)
def test_a_decision_says_the_state_the_action_and_why(plan, voice, state, codes, reason):
    chosen = tuple(action(plan, code).pk for code in codes)
    with pytest.raises(services.DecisionError):
        services.decide(
            plan_id=plan.pk,
            contributions=[voice.pk],
            verdict=Verdict(state=state, reason=reason, actions=chosen),
            at=WRITTEN,
        )
    assert not Decision.objects.exists()


def test_pla_4_only_the_voices_of_its_exercises_are_decided(plan, voice):
    other = forum_factory.contribution(forum_factory.forum(slug="otro", name="Otro foro"))
    with pytest.raises(services.DecisionError):
        decide(plan, voice, other)


def test_pla_5_what_is_published_stands_until_another_is_published(plan, voice):
    decide(plan, voice, published=True, reason="Sí.")
    decide(plan, voice, state=Outcome.NOT, at=LATER, reason="Ya no.")
    assert shown(plan, voice) == [("incorporated", "Sí.")]
    services.publish_decisions(plan_id=plan.pk, at=LATER)
    assert shown(plan, voice) == [("not", "Ya no.")]
    kept = list(Decision.objects.order_by("pk").values_list("reason", "superseded_at"))
    assert kept == [("Sí.", LATER), ("Ya no.", None)]


def test_pla_5_a_draft_is_replaced_and_kept(plan, voice):
    decide(plan, voice, codes=("1.1.1.1", "2.1"))
    decide(plan, voice, state=Outcome.PARTLY, at=LATER)
    assert shown(plan, voice) == []
    assert Decision.objects.count() == 3
    assert [cell.state for cell in queries.cells_of([voice.pk], public=False)[voice.pk]] == ["partly"]


def test_pla_5_the_database_lets_nobody_rewrite_or_delete_a_decision(plan, voice):
    decide(plan, voice, published=True)
    for act in (
        lambda: Decision.objects.update(reason="Otra."),
        lambda: Decision.objects.update(published_at=LATER),
        lambda: Decision.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_pla_3_the_database_holds_the_levels(plan):
    axis = plan.elements.get(code="1")
    with pytest.raises(IntegrityError, match="level above"), transaction.atomic():
        Element.objects.filter(code="1.1").update(parent=action(plan))
    with pytest.raises(IntegrityError), transaction.atomic():
        Element.objects.filter(pk=axis.pk).update(level="objective")


def test_nothing_is_published_before_its_plan(forum, voice):
    plan = make_plan(forum, published=False)
    decide(plan, voice)
    with pytest.raises(services.DecisionError):
        services.publish_decisions(plan_id=plan.pk, at=WRITTEN)
    services.publish_plan(plan_id=plan.pk, at=WRITTEN)
    assert services.publish_decisions(plan_id=plan.pk, at=WRITTEN) == 1
    with pytest.raises(services.DecisionError):
        services.publish_decisions(plan_id=plan.pk, at=WRITTEN)


def test_pla_9_each_author_is_told_once_with_the_reason(plan, forum):
    ana, eva = make_ana(), make_eva()
    voice = forum_factory.contribution(forum, author=ana)
    joined = forum_factory.contribution(
        forum, author=eva, state=ContributionState.MERGED.value, merged_into=voice
    )
    decide(plan, voice, published=True)
    audit.deliver_now()
    Delivery.objects.update(delivered_at=None)
    audit.deliver_now()
    letters = Message.objects.filter(kind="plans.decided")
    assert sorted(letters.values_list("recipient__email", flat=True)) == [ana.email, eva.email]
    assert all("Se amplía el horario" in letter.body for letter in letters)
    assert queries.ended(joined)[0][1] is Outcome.INCORPORATED


def test_the_matrix_counts_what_is_missing_and_finds_it_and_pla_12_what_is_settled(plan, forum):
    voices = [forum_factory.contribution(forum, title=f"Idea {n}") for n in range(4)]
    forum_factory.contribution(forum, state=ContributionState.WITHDRAWN.value)
    forum_factory.contribution(forum, hidden_at=WRITTEN)
    decide(plan, voices[0], codes=("1.1.1.1", "2.1"), published=True)
    decide(plan, voices[1], state=Outcome.NOT, reason="No es del municipio.")
    progress = queries.progress(plan.pk)
    assert (progress.voices, progress.decided, progress.drafts, progress.published) == (4, 2, 1, 1)
    assert progress.missing == 2

    def found(public=False, **asked):
        return [one.title for one in queries.narrow(plan.pk, Filters(**asked), public=public)]

    assert found(state="undecided") == ["Idea 2", "Idea 3"]
    assert found(state="undecided", public=True) == ["Idea 1", "Idea 2", "Idea 3"]
    assert found(state="not") == ["Idea 1"]
    assert found(state=DRAFT) == ["Idea 1"]
    assert found(state=WITH) == ["Idea 0"]
    assert found(state=WITHOUT) == ["Idea 1", "Idea 2", "Idea 3"]
    assert found(axis="2") == ["Idea 0"]
    assert found(q="idea 3") == ["Idea 3"]
    cluster = make_cluster(forum, voices[1], voices[3])
    assert found(cluster=cluster.pk) == ["Idea 1", "Idea 3"]
    assert queries.counts(plan.pk)[Outcome.UNDECIDED] == 3
    assert queries.settled([forum.pk]) == {voices[0].pk}


def test_pla_1_the_database_gives_the_same_outcome_as_the_rule(plan, voice, forum):
    voices = [forum_factory.contribution(forum) for _ in STATES]
    for state, one in zip(STATES, voices, strict=True):
        decide(plan, one, state=state, reason="Sí.")
    services.publish_decisions(plan_id=plan.pk, at=LATER)
    cells = queries.cells_of([one.pk for one in (*voices, voice)], public=True)
    for one in queries.narrow(plan.pk, Filters(), public=True):
        assert outcome_of(one) is alignment.outcome(cell.state for cell in cells.get(one.pk, []))


def test_the_coverage_tells_both_sides(plan, forum):
    voices = [forum_factory.contribution(forum) for _ in range(3)]
    make_cluster(forum, *voices)
    decide(plan, voices[0], codes=("1.1.1.1", "2.1"), published=True)
    found = queries.coverage(plan.pk)
    assert [one.code for one in found.unasked] == ["1.1.1.2"]
    assert [(row.cells, row.without, row.voices) for row in found.grid] == [((1, 1), 2, 3)]
    for kind in (found.themes, found.clusters, found.units):
        assert [(one.voices, one.heard) for one in kind] == [(3, 1)]


def test_pla_2_a_voice_counts_once_for_its_axis(plan, voice):
    decide(plan, voice, codes=("1.1.1.1", "1.1.1.2"), published=True)
    axis = queries.tree(plan.pk)[0]
    assert axis.voices == 1
    assert axis.children[0].children[0].voices == 1


def test_the_return_of_results_says_what_became_of_an_exercise(plan, forum):
    voices = [forum_factory.contribution(forum) for _ in range(3)]
    decide(plan, voices[0], published=True)
    decide(plan, voices[1], state=Outcome.NOT, published=True, at=LATER)
    (result,) = queries.results(forum.pk)
    assert result.counts == {
        Outcome.INCORPORATED: 1,
        Outcome.PARTLY: 0,
        Outcome.NOT: 1,
        Outcome.UNDECIDED: 1,
    }


def test_a_voice_that_is_hidden_is_read_nowhere_not_in_the_annex_either(plan, voice):
    decide(plan, voice, published=True)
    audit.deliver_now()
    assert services.keep_annex(plan_id=plan.pk).annex
    moderation.hide(voice=voice, reason="Nombra a una persona.", at=LATER, actor=make_caro().pk)
    audit.deliver_now()
    plan.refresh_from_db()
    assert plan.annex is None
    assert shown(plan, voice) == []


def test_pla_10_the_decision_is_the_answer_that_an_office_owed(plan, voice, forum):
    office, caro = make_office(), make_caro()
    duties.assign(forum=forum, voices=[voice], office=office, at=WRITTEN, actor=caro.pk)
    services.decide(
        plan_id=plan.pk,
        contributions=[voice.pk],
        verdict=Verdict(state=Outcome.PARTLY, reason="Por etapas.", actions=(action(plan).pk,)),
        at=LATER,
        actor=caro.pk,
    )
    services.publish_decisions(plan_id=plan.pk, at=LATER, actor=caro.pk)
    audit.deliver_now()
    Delivery.objects.update(delivered_at=None)
    audit.deliver_now()
    (duty,) = voice.assignments.all()
    assert duty.answered_at == LATER
    (answer,) = duty.answers.all()
    assert "Incorporada en parte" in answer.text
    assert "Por etapas." in answer.text
