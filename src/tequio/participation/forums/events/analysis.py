"""What happens to voices on the bench: groups, mergers, labels, duties and answers."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ClustersSuggested(Event):
    sentence = _("Se buscaron agrupaciones en un foro: {found}")

    forum_id: int
    found: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClusterChanged(Event):
    """Somebody made a group by hand, renamed it, or put voices in it or took them out."""

    sentence = _("Se cambió la agrupación {cluster_id}: {members} aportaciones")

    forum_id: int
    cluster_id: int
    members: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClusterDecided(Event):
    """A person confirmed or dismissed a group. ``state`` is a value of ``ClusterState``."""

    sentence = _("Se decidió la agrupación {cluster_id}: {state}")

    forum_id: int
    cluster_id: int
    state: str
    members: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VoicesMerged(Event):
    sentence = _("{folio} se unió a {into_folio}")

    merger_id: int
    contribution_id: int
    into_id: int
    folio: str
    into_folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MergerUndone(Event):
    sentence = _("{folio} ya no está unida a {into_folio}")

    merger_id: int
    contribution_id: int
    into_id: int
    folio: str
    into_folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceTagged(Event):
    sentence = _("Se etiquetó la aportación {contribution_id} con {code}")

    contribution_id: int
    concept_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceUntagged(Event):
    sentence = _("Se quitó la etiqueta {code} de la aportación {contribution_id}")

    contribution_id: int
    concept_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceReclassified(Event):
    sentence = _("{folio} pasó del pilar {before} al {after}")

    contribution_id: int
    folio: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceAssigned(Event):
    sentence = _("{folio} se turnó a una dependencia, con plazo al {due_on}")

    assignment_id: int
    contribution_id: int
    office_id: int
    folio: str
    due_on: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignmentEnded(Event):
    """A duty was taken back, or the voice was sent on to another office (``to_office_id``, 0 if to none)."""

    sentence = _("{folio} ya no está turnada a una dependencia")

    assignment_id: int
    contribution_id: int
    office_id: int
    to_office_id: int
    folio: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceAnswered(Event):
    """An office answered in public. ``correction`` tells whether it had answered before."""

    sentence = _("Se respondió {folio}")

    answer_id: int
    assignment_id: int
    contribution_id: int
    office_id: int
    folio: str
    correction: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyDueSoon(Event):
    sentence = _("Está por vencer una respuesta: {due_on}")

    assignment_id: int
    office_id: int
    due_on: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyOverdue(Event):
    sentence = _("Venció una respuesta el {due_on}")

    assignment_id: int
    office_id: int
    due_on: str
