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
class CodesMade(Event):
    sentence = _("Se hicieron {codes} claves para votar")

    edition_id: int
    batch_id: int
    codes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeVoided(Event):
    """Which one is not said: only of which batch."""

    sentence = _("Se anuló una clave sin usar: {reason}")

    edition_id: int
    batch_id: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxClosed(Event):
    """The bell rang: from here on no ballot comes in and nobody is added to the roll."""

    sentence = _("Se cerró la urna: la bitácora quedó en {leaves} hojas")

    edition_id: int
    leaves: int
    root: str  # hexadecimal


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawNoted(Event):
    sentence = _("Se anotó el sorteo público de la revisión parcial de una urna")

    edition_id: int
    seed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MixOpened(Event):
    sentence = _("Se abrió la mitad de cada eslabón de una urna y se destruyó lo demás")

    edition_id: int
    middles: int


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
    """The results are official: they do not change, and winners become projects."""

    sentence = _("Se publicaron los resultados oficiales de una edición")

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


@dataclass(frozen=True, kw_only=True, slots=True)
class CountAsked(Event):
    sentence = _("Se pidió contar la votación de una edición")

    edition_id: int
    run_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CountRefused(Event):
    sentence = _("No se pudo contar la votación de una edición")

    edition_id: int
    run_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CountReviewed(Event):
    """A second person looked at a count and answers for it."""

    sentence = _("Otra persona revisó el conteo de una edición")

    edition_id: int
    count_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvisionalPublished(Event):
    """Anyone sees the results and may contest them; no project is born of them yet."""

    sentence = _("Se publicaron resultados provisionales")

    edition_id: int
    count_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeOverridden(Event):
    sentence = _("Un acta cambió el resultado de la opción {number}: de {before} a {after}")

    edition_id: int
    count_id: int
    number: int
    before: str
    after: str
    act_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LotCommitted(Event):
    sentence = _("Se publicó la huella de la semilla del sorteo de empates: {sha256}")

    edition_id: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LotNoted(Event):
    sentence = _("Se anotó la semilla del sorteo de empates")

    edition_id: int
    seed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultsContested(Event):
    sentence = _("Se impugnaron resultados provisionales: {folio}")

    edition_id: int
    contest_id: int
    folio: str
    due: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestAssigned(Event):
    sentence = _("Se decidió quién contesta la impugnación {folio}")

    contest_id: int
    folio: str
    office_id: int  # 0: the coordination


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestAnswered(Event):
    sentence = _("Se contestó la impugnación {folio}")

    edition_id: int
    contest_id: int
    folio: str
    finding: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SimulationAsked(Event):
    sentence = _("Se pidió simular {elections} elecciones con {rules} formas de contar")

    simulation_id: int
    elections: int
    rules: int


@dataclass(frozen=True, kw_only=True, slots=True)
class IntegrityExamined(Event):
    sentence = _("Se hizo el informe de integridad de una votación: {groups} grupos para mirar")

    edition_id: int
    count_id: int
    groups: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftPlanned(Event):
    sentence = _("Se planeó un turno de un módulo de votación")

    edition_id: int
    shift_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BookletHanded(Event):
    sentence = _("Un turno recibió boletas de papel: folios {first} a {last}")

    shift_id: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageCaptured(Event):
    """One of the two captures of a package was finished. What the ballots say is not in the log."""

    sentence = _("Se terminó la captura {turn} de un paquete de boletas: {sheets} hojas")

    package_id: int
    turn: int
    sheets: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetResolved(Event):
    sentence = _("Una tercera persona resolvió la hoja {position} de un paquete: {note}")

    package_id: int
    position: int
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageAccepted(Event):
    sentence = _("Un paquete de papel entró a la urna: {valid} boletas, {blank} en blanco y {null} nulas")

    package_id: int
    valid: int
    blank: int
    null: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ActSigned(Event):
    sentence = _("Se firmó el acta de un paquete de boletas; no cuadra en {mismatches} cosas")

    package_id: int
    mismatches: int
