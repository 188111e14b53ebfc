"""The parts of an exercise that come in lists: pillars, themes, sectors, questions and rules of access."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max, Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import AccessRule, Forum, Pillar, Question, Sector, Theme
from tequio.participation.forums.services.errors import CodeTaken, ConceptElsewhere, PartInUse
from tequio.participation.forums.services.locks import changed, unlocked

Part = Pillar | Theme | Sector | Question
P = TypeVar("P", Pillar, Theme, Sector, Question)


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessDraft:
    """What one action asks of a person, as the office writes it."""

    action: str
    methods: list[str] = field(default_factory=list)
    age_min: int | None = None
    age_max: int | None = None
    age_on: date | None = None
    minors_with_guardian: bool = False


@transaction.atomic
def save_pillar(
    *,
    forum: Forum,
    code: str,
    name: str,
    description: str = "",
    drawing: str = "culture",
    concept: Concept | None = None,
    part: Pillar | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> Pillar:
    """Add a pillar at the end, or change ``part``.

    Raises:
        RulesLocked: if the first phase of the published exercise has opened.
        CodeTaken: if another pillar of the exercise has this code.
        ConceptElsewhere: if the concept is not of the exercise's taxonomy.
    """
    forum = unlocked(forum, at=at)
    _demand_concept(forum, concept)
    values = {"code": code, "name": name, "description": description, "drawing": drawing, "concept": concept}
    saved = _save(part or Pillar(forum=forum, position=_next(forum.pillars)), values)
    changed(forum, "pillars", actor=actor)
    return saved


@transaction.atomic
def save_theme(
    *,
    pillar: Pillar,
    code: str,
    name: str,
    concept: Concept | None = None,
    part: Theme | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> Theme:
    """Add a theme at the end of a pillar, or change ``part``. Raises as ``save_pillar`` does."""
    forum = unlocked(pillar.forum, at=at)
    _demand_concept(forum, concept)
    values = {"code": code, "name": name, "concept": concept}
    saved = _save(part or Theme(pillar=pillar, position=_next(pillar.themes)), values)
    changed(forum, "themes", actor=actor)
    return saved


@transaction.atomic
def save_sector(
    *,
    forum: Forum,
    code: str,
    name: str,
    part: Sector | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> Sector:
    """Add a sector of the population at the end, or change ``part``. Raises as ``save_pillar`` does."""
    forum = unlocked(forum, at=at)
    saved = _save(part or Sector(forum=forum, position=_next(forum.sectors)), {"code": code, "name": name})
    changed(forum, "sectors", actor=actor)
    return saved


@transaction.atomic
def save_question(
    *,
    forum: Forum,
    code: str,
    label: str,
    kind: str,
    help: str = "",  # noqa: A002 - the name of the field, as the standards of forms call it
    options: Sequence[tuple[str, str]] = (),
    required: bool = False,
    public: bool = True,
    part: Question | None = None,
    at: datetime | None = None,
    actor: int | None = None,
) -> Question:
    """Add a question at the end, or change ``part``. Raises as ``save_pillar`` does.

    Args:
        forum: whose question.
        code: its short name, by which answers are kept.
        label: the question.
        kind: a QuestionKind.
        help: what stands below it.
        options: code and label of each, for the kinds that choose.
        required: whether a voice is not whole without an answer.
        public: whether the answer stands on the public page.
        part: the question that changes; None adds one.
        at: now; needed once the exercise is published.
        actor: the id of the person who does it.
    """
    forum = unlocked(forum, at=at)
    values = {
        "code": code,
        "label": label,
        "kind": kind,
        "help": help,
        "options": [list(option) for option in options],
        "required": required,
        "public": public,
    }
    saved = _save(part or Question(forum=forum, position=_next(forum.questions)), values)
    changed(forum, "questions", actor=actor)
    return saved


@transaction.atomic
def remove_part(*, part: Part, at: datetime | None = None, actor: int | None = None) -> None:
    """Take a part out of an exercise while its rules are open.

    Raises:
        RulesLocked: if the first phase of the published exercise has opened.
        PartInUse: if a voice stands on it.
    """
    forum = unlocked(_forum_of(part), at=at)
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise PartInUse(_("Ya hay aportaciones que lo usan: no se puede quitar.")) from error
    changed(forum, type(part).__name__.lower(), actor=actor)


@transaction.atomic
def move_part(*, part: Part, earlier: bool, at: datetime | None = None, actor: int | None = None) -> None:
    """Move a part one place up or down its list. At the end of the list nothing moves.

    Raises:
        RulesLocked: if the first phase of the published exercise has opened.
    """
    forum = unlocked(_forum_of(part), at=at)
    rows: list[Any] = list(_siblings(part))
    place = next(n for n, row in enumerate(rows) if row.pk == part.pk)
    other = place - 1 if earlier else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows):
            row.position = position
        type(part)._default_manager.bulk_update(rows, ["position"])  # noqa: SLF001 - the documented way
    changed(forum, type(part).__name__.lower(), actor=actor)


@transaction.atomic
def set_access(
    *, forum: Forum, rules: Sequence[AccessDraft], at: datetime | None = None, actor: int | None = None
) -> None:
    """Replace who may do what.

    Raises:
        RulesLocked: if the first phase of the published exercise has opened.
    """
    forum = unlocked(forum, at=at)
    forum.access_rules.all().delete()
    AccessRule.objects.bulk_create(AccessRule(forum=forum, **asdict(rule)) for rule in rules)
    changed(forum, "access", actor=actor)


def _save(row: P, values: dict[str, Any]) -> P:
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CodeTaken(_("Ya hay otro con esa clave en la lista. Escriba otra.")) from error
    return row


def _next(rows: Any) -> int:
    highest: int | None = rows.aggregate(highest=Max("position"))["highest"]
    return 0 if highest is None else highest + 1


def _siblings(part: Part) -> Any:
    manager: Any = type(part)._default_manager  # noqa: SLF001 - the documented way
    if isinstance(part, Theme):
        return manager.filter(pillar=part.pillar_id)
    return manager.filter(forum=part.forum_id)


def _forum_of(part: Model) -> Forum:
    owner: Any = part.pillar if isinstance(part, Theme) else part
    found: Forum = owner.forum
    return found


def _demand_concept(forum: Forum, concept: Concept | None) -> None:
    if concept is not None and concept.scheme_id != forum.themes_scheme_id:
        raise ConceptElsewhere(_("Ese concepto no es de la clasificación de este foro."))
