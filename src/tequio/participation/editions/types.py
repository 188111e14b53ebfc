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

# Offices may judge while proposals still arrive, and works may begin while results are still on show.
MAY_OVERLAP = frozenset(
    {
        frozenset({PhaseKind.REGISTRATION.value, PhaseKind.FEASIBILITY.value}),
        frozenset({PhaseKind.RESULTS.value, PhaseKind.EXECUTION.value}),
    }
)


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


class BallotKind(StrEnum):
    """What a ballot says of each option."""

    APPROVAL = "approval"  # marked or not
    POINTS = "points"  # some points each


BALLOT_LABELS = {
    BallotKind.APPROVAL: _("Marcar los proyectos preferidos"),
    BallotKind.POINTS: _("Repartir puntos entre los proyectos"),
}


class TieRule(StrEnum):
    """What is done when options tie at the last place."""

    ASSEMBLY = "assembly"
    LOWER_COST = "lower_cost"
    FIRST_SUBMITTED = "first_submitted"


TIE_LABELS = {
    TieRule.ASSEMBLY: _("Los proyectos empatados pasan a deliberación de la asamblea"),
    TieRule.LOWER_COST: _("Gana el de menor costo"),
    TieRule.FIRST_SUBMITTED: _("Gana el que se registró primero"),
}


class Eligibility(StrEnum):
    """Who may take part."""

    SIGNED_IN = "signed_in"
    RESIDENTS = "residents"


ELIGIBILITY_LABELS = {
    Eligibility.SIGNED_IN: _("Cualquier persona con cuenta"),
    Eligibility.RESIDENTS: _("Quien vive en el municipio"),
}
