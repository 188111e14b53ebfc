"""What an edition lacks or contradicts, step by step, in plain words."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.core import flow
from tequio.core.money import exact
from tequio.core.tally.pots import Remainder, When
from tequio.core.tally.rules import Utility
from tequio.foundation.identity.types import Assurance
from tequio.participation.editions import queries
from tequio.participation.editions.models import AccessRule, Edition
from tequio.participation.editions.types import (
    ACTION_LABELS,
    KNOWS_HOME,
    MAY_OVERLAP,
    Action,
    BallotKind,
    CountingRule,
    Eligibility,
    PhaseKind,
    Problem,
    Step,
    TieRule,
    VoteScope,
    read_details,
)

Found = Iterator[Problem]


def problems(edition: Edition, *, at: datetime | None = None) -> list[Problem]:
    """Return what each step lacks or contradicts: what stops publication first, then what is worth a look.

    Args:
        edition: as ``queries.find`` gives it; anything else costs more queries, and still a constant number.
        at: now; without it, nothing is said of dates that have passed.
    """
    found = [problem for check in _CHECKS for problem in check(edition)]
    found += _late(edition, at) if at else []
    return sorted(found, key=lambda problem: not problem.blocks)


def lacking(edition: Edition) -> list[Any]:
    """Return what the edition lacks to be published, each as a sentence."""
    found = queries.find(edition.slug)
    return [problem.message for problem in problems(found) if problem.blocks] if found else []


def _kinds(edition: Edition) -> set[str]:
    return {phase.kind for phase in edition.phases.all()}


def _calendar(edition: Edition) -> Found:
    phases = queries.phases(edition)
    kinds = {phase.kind for phase in phases}
    if not phases:
        yield Problem(Step.CALENDAR, _("Falta el calendario: agregue al menos una etapa."))
    if flow.overlaps(phases, together=MAY_OVERLAP):
        yield Problem(Step.CALENDAR, _("Las etapas se enciman. Corrija sus fechas."))
    if PhaseKind.VOTING in kinds and PhaseKind.FEASIBILITY not in kinds:
        message = _("Hay votación pero no factibilidad: a la boleta solo llega lo que las áreas dictaminaron.")
        yield Problem(Step.CALENDAR, message, blocks=False)
    if PhaseKind.VOTING in kinds and PhaseKind.REGISTRATION not in kinds:
        message = _("Hay votación pero no registro: nadie podría proponer.")
        yield Problem(Step.CALENDAR, message, blocks=False)


def _late(edition: Edition, at: datetime) -> Found:
    if edition.published_at is None and flow.has_begun(queries.phases(edition), at=at):
        message = _(
            "La fecha de la primera etapa ya pasó: en cuanto publique, las reglas quedan fijas. Revise el año."
        )
        yield Problem(Step.CALENDAR, message, blocks=False)


def _identity(edition: Edition) -> Found:
    if not edition.summary:
        message = _("Falta el resumen: es lo primero que lee la gente.")
        yield Problem(Step.IDENTITY, message, blocks=False)
    if edition.territory.published_at is None:
        message = _(
            "El mapa «%(map)s» es un borrador. Publíquelo en «Territorio», o elija aquí un mapa publicado."
        ) % {"map": edition.territory}  # fmt: skip
        yield Problem(Step.MAP, message)


def _money(edition: Edition) -> Found:
    if not edition.categories.all():
        yield Problem(Step.CATEGORIES, _("Faltan las categorías: agregue al menos una."))
    envelopes = edition.envelopes.all()
    if not envelopes:
        yield Problem(Step.MONEY, _("Falta el dinero: agregue al menos una bolsa."))
        return
    for size in edition.sizes.all():
        amounts = [e.amount_centavos for e in envelopes if e.size_id in {None, size.pk}]
        if not amounts:
            message = _("Ninguna bolsa paga los proyectos de tamaño «%(size)s».") % {"size": size.name}
            yield Problem(Step.MONEY, message)
        elif size.cap_centavos > max(amounts):
            message = _("El tope de «%(size)s» (%(cap)s) es mayor que cualquiera de sus bolsas.") % {
                "size": size.name,
                "cap": exact(size.cap_centavos),
            }
            yield Problem(Step.SIZES, message, blocks=False)
    if not edition.sizes.all():
        message = _("Sin tamaños, un proyecto puede costar todo lo que tiene su bolsa.")
        yield Problem(Step.SIZES, message, blocks=False)


def _access(edition: Edition) -> Found:
    rules = list(edition.access_rules.all())
    for rule in rules:
        yield from _ages(rule)
        if Assurance.NONE in rule.methods and rule.action == Action.VOTE:
            message = _("Si se vota sin identificarse, nada impide que alguien vote dos veces.")
            yield Problem(Step.ACCESS, message, blocks=False)
    accepted = {method for rule in rules for method in rule.methods}
    if Assurance.IN_PERSON in accepted and not edition.paper_points.all():
        message = _("Acepta identificarse en un módulo, pero no hay ninguno en la lista.")
        yield Problem(Step.PAPER, message, blocks=False)
    if edition.vote_scope == VoteScope.OWN and not _knows_home(edition, rules):
        message = _(
            "Cada quien vota solo donde vive, pero nada lo comprueba: valdrá lo que cada persona diga. Para"
            " votar, acepte una identificación revisada, un módulo o el padrón."
        )
        yield Problem(Step.ACCESS, message, blocks=False)


def _ages(rule: AccessRule) -> Found:
    action = ACTION_LABELS[Action(rule.action)]
    if rule.age_min is not None and rule.age_max is not None and rule.age_min > rule.age_max:
        message = _("«%(action)s»: la edad mínima es mayor que la máxima.") % {"action": action}
        yield Problem(Step.ACCESS, message)
    if (rule.age_min or rule.age_max) and rule.age_on is None:
        message = _(
            "«%(action)s»: sin fecha, la edad se cuenta el día en que cada quien participa."
        ) % {"action": action}  # fmt: skip
        yield Problem(Step.ACCESS, message, blocks=False)


def _knows_home(edition: Edition, rules: list[AccessRule]) -> bool:
    votes = next((rule for rule in rules if rule.action == Action.VOTE), None)
    return edition.who_votes == Eligibility.RESIDENTS or bool(votes and KNOWS_HOME & set(votes.methods))


def _proposals(edition: Edition) -> Found:
    kinds = _kinds(edition)
    if edition.supports_min and PhaseKind.SUPPORT not in kinds:
        message = _("Pide un mínimo de apoyos, pero el calendario no tiene etapa de apoyos.")
        yield Problem(Step.PROPOSALS, message, blocks=False)


def _feasibility(edition: Edition) -> Found:
    if PhaseKind.FEASIBILITY not in _kinds(edition) or edition.review_office_id:
        return
    orphans = [c.name for c in edition.categories.all() if not c.offices.all()]
    if not orphans:
        return
    criteria = [c for c in edition.criteria.all() if not c.offices.all()]
    for criterion in criteria:
        message = _("Nadie contestaría «%(question)s» en %(categories)s: elija un área.") % {
            "question": criterion.question,
            "categories": ", ".join(orphans),
        }
        yield Problem(Step.CRITERIA, message)
    if not criteria:
        message = ngettext(
            "Ningún área dictamina la categoría %(categories)s.",
            "Ningún área dictamina las categorías %(categories)s.",
            len(orphans),
        ) % {"categories": ", ".join(orphans)}
        yield Problem(Step.FEASIBILITY, message, blocks=False)


def _ballot(edition: Edition) -> Found:
    envelopes = edition.envelopes.all()
    by_size = [size.choices_max for size in edition.sizes.all()]
    most = sum(choices or 0 for choices in by_size)
    if by_size and None not in by_size and most < edition.max_choices and edition.city_choices_max is None:
        message = _(
            "La boleta permite marcar %(max)s, pero por tamaños solo suman %(sum)s."
        ) % {"max": edition.max_choices, "sum": most}  # fmt: skip
        yield Problem(Step.BALLOT, message, blocks=False)
    if edition.city_choices_max and all(e.unit_id for e in envelopes):
        message = _("Hay marcas aparte para toda la ciudad, pero ninguna bolsa es de toda la ciudad.")
        yield Problem(Step.BALLOT, message, blocks=False)
    if envelopes and edition.vote_scope == VoteScope.OWN and not any(e.unit_id for e in envelopes):
        message = _("Cada quien vota en su territorio, pero todas las bolsas son de toda la ciudad.")
        yield Problem(Step.BALLOT, message, blocks=False)


def _counting(edition: Edition) -> Found:
    envelopes = edition.envelopes.all()
    if edition.rule == CountingRule.PLURALITY and any(e.winners_max is None for e in envelopes):
        message = _("Con «los más votados», diga en cada bolsa cuántos ganan como máximo.")
        yield Problem(Step.COUNTING, message, blocks=False)
    details = read_details(edition.counting)
    citywide = sum(e.unit_id is None for e in envelopes)
    asked = details.city_pot is not When.WITH or details.remainder is Remainder.CITY
    if asked and envelopes and citywide != 1:
        message = _("Las reglas hablan de una bolsa de toda la ciudad, pero hay %(n)s.") % {"n": citywide}
        yield Problem(Step.COUNTING, message)
    if details.utility is Utility.POINTS and edition.ballot_kind != BallotKind.POINTS:
        message = _("El conteo usa los puntos de cada persona, pero la boleta no reparte puntos.")
        yield Problem(Step.COUNTING, message)
    if edition.tie_rule == TieRule.LOT and not details.lot_source:
        message = _("Los empates van a sorteo: diga de dónde saldrá la semilla.")
        yield Problem(Step.COUNTING, message)


_CHECKS: tuple[Callable[[Edition], Found], ...] = (
    _calendar,
    _identity,
    _money,
    _access,
    _proposals,
    _feasibility,
    _ballot,
    _counting,
)
