"""A project as its card draws it: its state in words and colour, and its thread in a few knots."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tequio.accountability.projects import queries
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import StageCode
from tequio.foundation.web.hilo import Knot


@dataclass(frozen=True, slots=True)
class Card:
    """A project as its card draws it."""

    project: Project
    state: str
    tone: str
    knots: list[Knot]


def card(project: Project, names: dict[str, str], today: date) -> Card:
    """Return a project with its state in words and colour."""
    state, tone = _state(project, names, today)
    return Card(project, state, tone, queries.short(project))


def _state(project: Project, names: dict[str, str], today: date) -> tuple[str, str]:
    if project.cancelled:
        return _("Cancelado"), "late"
    if project.finished:
        return _("Entregado"), "done"
    if project.paused:
        return _("En pausa"), "info"
    if project.promised_end and project.promised_end < today:
        return _("Atrasado"), "late"
    if project.stage == StageCode.EXECUTION:
        return _("En obra"), "now"
    return project.stage_name or names.get(project.stage, project.stage), "info"
