"""What happens to voices. No event says who: of a vote, not even in the log."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionSubmitted(Event):
    sentence = _("Se registró la aportación {folio}")

    contribution_id: int
    forum_id: int
    folio: str
    channel: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionEdited(Event):
    """Its author changed it while contributions were open. ``fields`` names what changed."""

    sentence = _("Se cambió la aportación {folio}")

    contribution_id: int
    forum_id: int
    folio: str
    fields: str  # comma-separated


@dataclass(frozen=True, kw_only=True, slots=True)
class CaptureCorrected(Event):
    """The office corrected what it had copied wrong. The reason is public in the log."""

    sentence = _("Se corrigió la captura de la aportación {folio}. Motivo: {reason}")

    contribution_id: int
    forum_id: int
    folio: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaptureRemoved(Event):
    sentence = _("Se quitó la aportación {folio}, capturada por error. Motivo: {reason}")

    contribution_id: int
    forum_id: int
    folio: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionWithdrawn(Event):
    sentence = _("Se retiró la aportación {folio}")

    contribution_id: int
    forum_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionHidden(Event):
    sentence = _("Se ocultó la aportación {folio}. Motivo: {reason}")

    contribution_id: int
    forum_id: int
    folio: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionShown(Event):
    sentence = _("La aportación {folio} volvió a mostrarse")

    contribution_id: int
    forum_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionVoted(Event):
    sentence = _("Alguien votó por la aportación {folio}")

    contribution_id: int
    forum_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteTakenBack(Event):
    sentence = _("Alguien quitó su voto a la aportación {folio}")

    contribution_id: int
    forum_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchOpened(Event):
    sentence = _("Se abrió el lote {folio} de un foro")

    batch_id: int
    forum_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetVoided(Event):
    sentence = _("La hoja {sheet} del lote {folio} no se pudo capturar. Motivo: {reason}")

    batch_id: int
    forum_id: int
    folio: str
    sheet: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchClosed(Event):
    sentence = _("Se cerró el lote {folio}: {captured} aportaciones y {void} hojas sin capturar")

    batch_id: int
    forum_id: int
    folio: str
    captured: int
    void: int
    difference: str  # why they are not those that came
