from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Outcome(StrEnum):
    WINNER = "winner"
    NOT_WINNER = "not_winner"
    TIED = "tied"  # handed to the assembly


OUTCOME_LABELS = {
    Outcome.WINNER: _("Ganador"),
    Outcome.NOT_WINNER: _("No ganador"),
    Outcome.TIED: _("Empate, en deliberación"),
}
