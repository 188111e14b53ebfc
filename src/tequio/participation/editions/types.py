from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class PhaseKind(StrEnum):
    """The kinds of phase of an edition, in their usual order."""

    REGISTRATION = "registration"
    SUPPORT = "support"
    FEASIBILITY = "feasibility"
    APPEALS = "appeals"
    VOTING = "voting"
    RESULTS = "results"
    EXECUTION = "execution"


PHASE_LABELS = {
    PhaseKind.REGISTRATION: _("Registro de propuestas"),
    PhaseKind.SUPPORT: _("Apoyos"),
    PhaseKind.FEASIBILITY: _("Revisión de factibilidad"),
    PhaseKind.APPEALS: _("Inconformidades"),
    PhaseKind.VOTING: _("Votación"),
    PhaseKind.RESULTS: _("Resultados"),
    PhaseKind.EXECUTION: _("Ejecución y seguimiento"),
}

# Proposals may be supported and judged while they still arrive, appeals be heard while the rest is judged, and
# works begin while results are still on show.
MAY_OVERLAP = frozenset(
    {
        frozenset({PhaseKind.REGISTRATION.value, PhaseKind.FEASIBILITY.value}),
        frozenset({PhaseKind.REGISTRATION.value, PhaseKind.SUPPORT.value}),
        frozenset({PhaseKind.SUPPORT.value, PhaseKind.FEASIBILITY.value}),
        frozenset({PhaseKind.FEASIBILITY.value, PhaseKind.APPEALS.value}),
        frozenset({PhaseKind.RESULTS.value, PhaseKind.EXECUTION.value}),
    }
)


class CountingRule(StrEnum):
    """The counting rules of core.tally that an edition may declare."""

    PLURALITY = "plurality"  # the most voted per territory and size class
    GREEDY_SKIP = "greedy_skip"
    GREEDY_STOP = "greedy_stop"
    GREEDY_THRESHOLD = "greedy_threshold"
    EQUAL_SHARES = "equal_shares"  # the Method of Equal Shares


RULE_LABELS = {
    CountingRule.PLURALITY: _("Los más votados por territorio y tamaño"),
    CountingRule.GREEDY_SKIP: _("Por votos; si uno no cabe, se pasa al siguiente"),
    CountingRule.GREEDY_STOP: _("Por votos, hasta el primero que no cabe"),
    CountingRule.GREEDY_THRESHOLD: _("Por votos, con un mínimo de votos"),
    CountingRule.EQUAL_SHARES: _("Partes iguales: cada voto vale lo mismo en dinero"),
}


class Completion(StrEnum):
    """What is done with the money that Equal Shares leaves."""

    NONE = "none"
    ADD1 = "add1"  # every voter's share is raised by one unit until the next raise would overspend
    ADD1_COMPARISON = "add1_comparison"  # the same, and plain approval instead where more voters prefer it


COMPLETION_LABELS = {
    Completion.NONE: _("El dinero que sobra no se reparte"),
    Completion.ADD1: _("Se sube la parte de cada persona mientras alcance"),
    Completion.ADD1_COMPARISON: _("Se sube la parte de cada persona, y se compara con la mayoría simple"),
}


class VoteScope(StrEnum):
    """Which territory a person may vote in."""

    ANY = "any"  # the place they choose, one only
    OWN = "own"  # the one where they live


SCOPE_LABELS = {
    VoteScope.ANY: _("En el territorio que cada quien elija"),
    VoteScope.OWN: _("Solo en el territorio donde vive"),
}


class Action(StrEnum):
    """What a person comes to do. An edition says who may do each."""

    PROPOSE = "propose"
    SUPPORT = "support"
    COMMENT = "comment"
    VOTE = "vote"


ACTION_LABELS = {
    Action.PROPOSE: _("Proponer"),
    Action.SUPPORT: _("Apoyar propuestas"),
    Action.COMMENT: _("Comentar"),
    Action.VOTE: _("Votar"),
}


class Comments(StrEnum):
    """Whether proposals may be commented, and when a comment is seen."""

    CLOSED = "closed"
    AFTER = "after"  # seen at once, moderated afterwards
    BEFORE = "before"  # seen once a moderator has read it


COMMENTS_LABELS = {
    Comments.CLOSED: _("No se comenta"),
    Comments.AFTER: _("Se ven al momento y se moderan después"),
    Comments.BEFORE: _("Se ven cuando alguien los revisa"),
}


class CriterionKind(StrEnum):
    """The sides from which a proposal is judged."""

    TECHNICAL = "technical"
    LEGAL = "legal"
    BUDGETARY = "budgetary"
    LAND = "land"


CRITERION_LABELS = {
    CriterionKind.TECHNICAL: _("Técnico"),
    CriterionKind.LEGAL: _("Jurídico"),
    CriterionKind.BUDGETARY: _("Presupuestal"),
    CriterionKind.LAND: _("Suelo y competencia"),
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
