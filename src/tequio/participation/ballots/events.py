from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueFrozen(Event):
    sentence = _("Se cerró la boleta de una edición con {options} proyectos")

    edition_id: int
    options: int
    sha256: str  # of the options with their costs


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotsLoaded(Event):
    """Many ballots were put in the box at once: a past election, or a demonstration."""

    sentence = _("Se cargaron {ballots} boletas a la urna")

    edition_id: int
    ballots: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VotesCounted(Event):
    """The box was counted. Its hash tells later whether any ballot was changed, added or taken out.

    A single vote leaves no line in the log: a line with its time, beside the order of the rows, would help to
    tell whose a ballot is.
    """

    sentence = _("Se contaron {ballots} boletas; {void} nulas")

    edition_id: int
    count_id: int
    ballots: int
    void: int
    box_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultsPublished(Event):
    sentence = _("Se publicaron los resultados de una edición")

    edition_id: int
    count_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RivalryNoted(Event):
    sentence = _("Solo una de estas propuestas puede ganar: {folios}. Motivo: {reason}")

    edition_id: int
    folios: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RivalryDropped(Event):
    sentence = _("Ya no se excluyen entre sí las propuestas {folios}")

    edition_id: int
    folios: str
