"""What an exercise lacks or contradicts, step by step, in plain words."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tequio.core import flow
from tequio.foundation.identity.types import Assurance
from tequio.participation.forums.models import AccessRule, Forum
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.types import (
    ACTION_LABELS,
    MAY_OVERLAP,
    Action,
    PhaseKind,
    Problem,
    QuestionKind,
    Step,
)

Found = Iterator[Problem]


def problems(forum: Forum, *, at: datetime | None = None) -> list[Problem]:
    """Return what each step lacks or contradicts: what stops publication first, then what is worth a look.

    Args:
        forum: as ``find`` gives it; anything else costs more queries, and still a constant number.
        at: now; without it, nothing is said of dates that have passed.
    """
    found = [problem for check in _CHECKS for problem in check(forum)]
    found += _late(forum, at) if at else []
    return sorted(found, key=lambda problem: not problem.blocks)


def lacking(forum: Forum) -> list[Any]:
    """Return what the exercise lacks to be published, each as a sentence."""
    found = queries.find(forum.slug)
    return [problem.message for problem in problems(found) if problem.blocks] if found else []


def _identity(forum: Forum) -> Found:
    if forum.territory.published_at is None:
        message = _("El mapa «%(map)s» es un borrador. Publíquelo en «Territorio», o elija uno publicado.")
        yield Problem(Step.IDENTITY, message % {"map": forum.territory})


def _texts(forum: Forum) -> Found:
    if not forum.summary:
        yield Problem(Step.TEXTS, _("Falta el resumen: es lo primero que lee la gente."))
    if not forum.text:
        message = _("Diga para qué es el foro y qué se hará con lo que la gente diga.")
        yield Problem(Step.TEXTS, message, blocks=False)
    if not forum.privacy:
        message = _("Falta el aviso de privacidad: se muestra junto a las preguntas sobre la persona.")
        yield Problem(Step.TEXTS, message)


def _pillars(forum: Forum) -> Found:
    pillars = list(forum.pillars.all())
    if not pillars:
        yield Problem(Step.PILLARS, _("Faltan los pilares: agregue al menos uno."))
    loose = [p.name for p in pillars if p.concept_id is None]
    if forum.themes_scheme_id and loose:
        message = _("Sin alinear con «%(scheme)s»: %(pillars)s.")
        values = {"scheme": forum.themes_scheme, "pillars": ", ".join(loose)}
        yield Problem(Step.PILLARS, message % values, blocks=False)
    empty = [p.name for p in pillars if not p.themes.all()]
    if empty:
        message = _("Sin temas, no se podrá contar por tipo de problema: %(pillars)s.")
        yield Problem(Step.PILLARS, message % {"pillars": ", ".join(empty)}, blocks=False)


def _sectors(forum: Forum) -> Found:
    if not forum.sectors.all():
        message = _("Sin sectores, las cifras no dirán qué grupos de la población participaron.")
        yield Problem(Step.SECTORS, message, blocks=False)


def _questions(forum: Forum) -> Found:
    if forum.horizon and not forum.vision_question:
        message = _("Hay un año de la visión, pero falta la pregunta que se hace sobre él.")
        yield Problem(Step.ASKING, message)
    for question in forum.questions.all():
        chooses = question.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}
        if chooses and len(question.options) < 2:  # noqa: PLR2004 - one option is no choice
            message = _("«%(question)s» necesita al menos dos opciones.") % {"question": question.label}
            yield Problem(Step.QUESTIONS, message)


def _calendar(forum: Forum) -> Found:
    phases = queries.phases(forum)
    kinds = {phase.kind for phase in phases}
    if PhaseKind.CONTRIBUTING not in kinds:
        yield Problem(Step.CALENDAR, _("Falta la etapa en que se recibe lo que la gente aporta."))
    if flow.overlaps(phases, together=MAY_OVERLAP):
        yield Problem(Step.CALENDAR, _("Las etapas se enciman. Corrija sus fechas."))
    if kinds and PhaseKind.RETURN not in kinds:
        message = _("No hay devolución: la gente no sabrá cuándo se le dice qué pasó con su voz.")
        yield Problem(Step.CALENDAR, message, blocks=False)


def _late(forum: Forum, at: datetime) -> Found:
    if forum.published_at is None and flow.has_begun(queries.phases(forum), at=at):
        message = _(
            "La fecha de la primera etapa ya pasó: en cuanto publique, las reglas quedan fijas. Revise el año."
        )
        yield Problem(Step.CALENDAR, message, blocks=False)


def _access(forum: Forum) -> Found:
    kinds = {phase.kind for phase in forum.phases.all()}
    for rule in forum.access_rules.all():
        yield from _ages(rule)
        if Assurance.NONE in rule.methods and rule.action == Action.VOTE and PhaseKind.VOTING in kinds:
            message = _("Si se vota sin identificarse, nada impide que alguien vote dos veces.")
            yield Problem(Step.ACCESS, message)


def _ages(rule: AccessRule) -> Found:
    action = ACTION_LABELS[Action(rule.action)]
    if rule.age_min is not None and rule.age_max is not None and rule.age_min > rule.age_max:
        message = _("«%(action)s»: la edad mínima es mayor que la máxima.") % {"action": action}
        yield Problem(Step.ACCESS, message)


def _limits(forum: Forum) -> Found:
    kinds = {phase.kind for phase in forum.phases.all()}
    if forum.votes_max is not None and PhaseKind.VOTING not in kinds:
        message = _("Hay un límite de votos, pero el calendario no tiene votación.")
        yield Problem(Step.LIMITS, message, blocks=False)


_CHECKS: tuple[Callable[[Forum], Found], ...] = (
    _identity,
    _texts,
    _pillars,
    _sectors,
    _questions,
    _calendar,
    _access,
    _limits,
)
