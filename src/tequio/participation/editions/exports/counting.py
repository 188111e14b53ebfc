"""How an edition is counted, as people say it: its rule, its minimum, its money, its ties."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.core.money import exact
from tequio.core.tally.pots import Remainder, When
from tequio.core.tally.rules import Fill, Start, Stop, Utility
from tequio.participation.editions.exports.acts import in_passing
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import (
    COMPARE_LABELS,
    COMPLETION_LABELS,
    FILL_LABELS,
    REMAINDER_LABELS,
    ROUNDING_LABELS,
    RULE_LABELS,
    START_LABELS,
    STOP_LABELS,
    TIE_LABELS,
    UTILITY_LABELS,
    WHEN_LABELS,
    Completion,
    CountingDetails,
    CountingRule,
    TieRule,
    read_details,
)

COMPARED = frozenset({Completion.COMPARISON, Completion.ADD1_COMPARISON})
RAISED = frozenset({Completion.ADD1, Completion.ADD1_COMPARISON})


def counting_lines(
    rule: CountingRule,
    completion: Completion,
    threshold_votes: int,
    ties: TieRule,
    details: CountingDetails,
) -> list[str]:
    """Return how the votes are counted, one sentence per setting that is not the plain one.

    Args:
        rule: the rule.
        completion: of Equal Shares alone.
        threshold_votes: the minimum in votes; 0: none.
        ties: the tie rule.
        details: the finer settings.
    """
    lines = [f"{RULE_LABELS[rule]}."]
    if rule is CountingRule.EQUAL_SHARES:
        lines += [f"{COMPLETION_LABELS[completion]}.", *_shares(completion, details)]
    if rule is CountingRule.PHRAGMEN and details.stop is not Stop.OVERSPEND:
        lines.append(_("Si uno no cabe, se sigue con los demás hasta que ya no quepa ninguno."))
    lines += _minimum(threshold_votes, details)
    if details.part_percent:
        text = _(
            "El primero que no cabe gana si queda al menos el %(part)s %% de su costo; el resto sale de otra"
            " bolsa."
        )
        lines.append(text % {"part": details.part_percent})
    lines += _pots(details)
    return lines + _ties(ties, details)


def lines_of(edition: Edition) -> list[str]:
    """Return the same of an edition as it stands now."""
    return counting_lines(
        CountingRule(edition.rule),
        Completion(edition.completion),
        edition.threshold_votes,
        TieRule(edition.tie_rule),
        read_details(edition.counting),
    )


def _minimum(votes: int, details: CountingDetails) -> list[str]:
    lines = []
    if votes:
        text = ngettext(
            "Para ganar se necesita al menos %(n)s voto.",
            "Para ganar se necesitan al menos %(n)s votos.",
            votes,
        )
        lines.append(text % {"n": votes})
    if details.threshold_percent:
        text = _("Para ganar se necesita al menos el %(part)s %% de las boletas válidas de su bolsa.")
        lines.append(text % {"part": details.threshold_percent})
        rounding = in_passing(ROUNDING_LABELS[details.rounding])
        lines.append(_("Si no da un número entero, se redondea: %(how)s.") % {"how": rounding})
    return lines


def _shares(completion: Completion, details: CountingDetails) -> list[str]:
    """Return the settings of Equal Shares that a city would not take for granted."""
    return [*_bought(completion, details), *_at_the_end(completion, details)]


def _bought(completion: Completion, details: CountingDetails) -> list[str]:
    lines = []
    if details.utility is not Utility.COST:
        what = in_passing(UTILITY_LABELS[details.utility])
        lines.append(_("Lo que vale para cada quien: %(what)s.") % {"what": what})
    if details.start is not Start.EXACT:
        lines.append(
            _("La parte de cada persona: %(what)s.") % {"what": in_passing(START_LABELS[details.start])}
        )
    if completion in RAISED and details.stop is not Stop.OVERSPEND:
        lines.append(_("Se deja de subir: %(when)s.") % {"when": in_passing(STOP_LABELS[details.stop])})
    if completion in RAISED and details.increment_centavos:
        lines.append(_("Cada vez sube %(step)s.") % {"step": exact(details.increment_centavos)})
    return lines


def _at_the_end(completion: Completion, details: CountingDetails) -> list[str]:
    lines = []
    if completion in COMPARED:
        lines.append(_("Al comparar: %(how)s.") % {"how": in_passing(COMPARE_LABELS[details.compare])})
    if details.fill is not Fill.NONE:
        lines.append(_("Lo que al final queda: %(what)s.") % {"what": in_passing(FILL_LABELS[details.fill])})
    if details.min_share:
        lines.append(_min_share(details.min_share))
    if details.blank_share:
        lines.append(_("A las boletas que no marcan nada de una bolsa también les toca su parte de ella."))
    return lines


def _min_share(times: int) -> str:
    """Return the rule of Świecie in words, with an example of a project that costs half of the envelope."""
    half = Fraction(100, 2 * times)
    text = _(
        "Para ganar, su parte de los votos debe ser al menos su parte de %(k)s veces la bolsa: uno que cuesta "
        "la mitad de la bolsa necesita el %(half)s %% de los votos."
    )
    return text % {"k": times, "half": f"{float(half):.4g}"}


def _pots(details: CountingDetails) -> list[str]:
    lines = []
    if details.city_pot is not When.WITH:
        lines.append(
            _("La bolsa de toda la ciudad se cuenta: %(when)s.")
            % {"when": in_passing(WHEN_LABELS[details.city_pot])}
        )
    if details.remainder is not Remainder.STAYS:
        lines.append(
            _("Lo que sobra de los territorios: %(what)s.")
            % {"what": in_passing(REMAINDER_LABELS[details.remainder])}
        )
    return lines


def _ties(ties: TieRule, details: CountingDetails) -> list[str]:
    lines = [_("Si hay empate: %(rule)s.") % {"rule": in_passing(TIE_LABELS[ties])}]
    if ties is TieRule.LOT and details.lot_source:
        lines.append(
            _("La semilla del sorteo sale de: %(source)s.") % {"source": details.lot_source.rstrip(".")}
        )
    return lines
