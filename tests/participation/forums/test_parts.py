"""The lists of an exercise, its copies and what a form of it says."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tequio.config.demo.factories import forums as make
from tequio.config.demo.factories.editions import make_small_city
from tequio.foundation.taxonomies.models import Concept, Scheme
from tequio.participation.forums.forms.settings import read_bands, written_bands
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services import copying, errors, parts, presets
from tequio.participation.forums.services import exercise as services
from tequio.participation.forums.services.readiness import problems
from tequio.participation.forums.types import PhaseKind, QuestionKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make.forum(published=False, phase=None)


def test_pillars_are_added_ordered_renamed_and_removed(draft):
    third = parts.save_pillar(forum=draft, code="paz", name="Paz")
    parts.move_part(part=third, earlier=True)
    assert [p.code for p in draft.pillars.all()] == ["bienestar", "paz", "servicios"]
    parts.save_pillar(forum=draft, part=third, code="paz", name="Paz y justicia")
    with pytest.raises(errors.CodeTaken):
        parts.save_pillar(forum=draft, code="paz", name="Otra")
    parts.remove_part(part=third)
    assert draft.pillars.count() == 2


def test_a_pillar_on_which_a_voice_stands_is_not_removed(draft):
    voice = make.contribution(draft)
    with pytest.raises(errors.PartInUse):
        parts.remove_part(part=voice.pillar)
    with pytest.raises(errors.PartInUse):
        parts.remove_part(part=voice.theme)


def test_a_concept_of_another_taxonomy_is_refused(draft):
    ours, other = (Scheme.objects.create(slug=slug, title=slug) for slug in ("estatal", "otra"))
    services.edit_forum(forum=draft, at=timezone.now(), themes_scheme=ours)
    mine = Concept.objects.create(scheme=ours, code="1", label="Bienestar")
    parts.save_pillar(forum=draft, code="paz", name="Paz", concept=mine)
    strange = Concept.objects.create(scheme=other, code="1", label="Otro")
    with pytest.raises(errors.ConceptElsewhere):
        parts.save_pillar(forum=draft, code="mas", name="Más", concept=strange)
    with pytest.raises(errors.PartInUse):
        services.edit_forum(forum=draft, at=timezone.now(), themes_scheme=other)


def test_a_copy_has_the_rules_and_its_dates_in_the_new_year_and_no_voices(draft):
    parts.save_question(
        forum=draft, code="quien", label="¿A quién?", kind=QuestionKind.CHOICE, options=[("a", "A"), ("b", "B")]
    )
    parts.set_access(forum=draft, rules=[parts.AccessDraft(action="vote", methods=["contact"], age_min=12)])
    make.contribution(draft)
    copy = copying.copy_forum(source=draft, slug="copia", name="Copia", year=draft.year + 1)
    assert [(p.code, p.themes.count()) for p in copy.pillars.all()] == [("bienestar", 2), ("servicios", 2)]
    assert copy.questions.get().options == [["a", "A"], ["b", "B"]]
    assert copy.access_rules.get().age_min == 12
    old, new = (queries.phase(f, PhaseKind.VOTING).opens for f in (draft, copy))
    assert timezone.localtime(new).year == timezone.localtime(old).year + 1
    assert not copy.contributions.exists()
    assert copy.published_at is None
    assert copy.copied_from == draft


def test_the_model_of_the_municipal_plan_is_whole_and_ready():
    forum = presets.start_from_preset(
        preset=presets.find_preset("plan-municipal"),
        slug="plan",
        name="Plan",
        year=2031,
        territory=make_small_city(),
        starts_on=timezone.localdate(),
    )
    assert not [p for p in problems(queries.find("plan")) if p.blocks]
    assert forum.pillars.count() == 5
    assert forum.horizon == 2046


@pytest.mark.parametrize("text", ["0-17, 18+", "0-11, 12 a 17, 18–29, 30 y más"])
def test_bands_of_age_are_read_as_they_are_written(text):
    bands = read_bands(text)
    assert read_bands(written_bands(bands)) == bands


@pytest.mark.parametrize(
    "text", ["", "0+", "0-17, 19+", "1-17, 18+", "0-17, 18-29", "17-0, 1+", "jóvenes, 30+", "0+, 1-5"]
)
def test_bands_with_gaps_or_without_end_are_refused(text):
    with pytest.raises(ValidationError):
        read_bands(text)
