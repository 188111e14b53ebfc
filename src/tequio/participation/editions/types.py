from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class PhaseKind(StrEnum):
    """The kinds of phase of an edition, in their usual order."""

    REGISTRATION = "registration"
    FEASIBILITY = "feasibility"
    VOTING = "voting"
    RESULTS = "results"
    EXECUTION = "execution"


PHASE_LABELS = {
    PhaseKind.REGISTRATION: _("Registro de propuestas"),
    PhaseKind.FEASIBILITY: _("Revisión de factibilidad"),
    PhaseKind.VOTING: _("Votación"),
    PhaseKind.RESULTS: _("Resultados"),
    PhaseKind.EXECUTION: _("Ejecución y seguimiento"),
}


class CountingRule(StrEnum):
    """The counting rules of core.tally that an edition may declare."""

    PLURALITY = "plurality"  # the most voted per territory and size class
    GREEDY_SKIP = "greedy_skip"
    GREEDY_STOP = "greedy_stop"
    GREEDY_THRESHOLD = "greedy_threshold"


RULE_LABELS = {
    CountingRule.PLURALITY: _("Los más votados por territorio y tamaño"),
    CountingRule.GREEDY_SKIP: _("Por votos; si uno no cabe, se pasa al siguiente"),
    CountingRule.GREEDY_STOP: _("Por votos, hasta el primero que no cabe"),
    CountingRule.GREEDY_THRESHOLD: _("Por votos, con un mínimo de votos"),
}
