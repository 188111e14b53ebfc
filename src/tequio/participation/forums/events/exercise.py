from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ForumCreated(Event):
    sentence = _("Se creó el foro «{slug}»")

    forum_id: int
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ForumChanged(Event):
    """Someone edited an exercise before its rules locked. ``what`` names the part: phases, pillars, access."""

    sentence = _("Se cambiaron las reglas de un foro antes de abrir")

    forum_id: int
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ForumPublished(Event):
    sentence = _("Se publicó un foro")

    forum_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ForumAmended(Event):
    """Dates or texts changed after the lock, with a public reason."""

    sentence = _("Se modificó un foro que ya había abierto. Motivo: {reason}")

    forum_id: int
    amendment_id: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VoicesCarried(Event):
    """Voices that nobody had answered passed from one exercise to a later one."""

    sentence = _("Pasaron {voices} aportaciones sin respuesta de un foro a otro")

    forum_id: int
    source_id: int
    voices: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributionCarried(Event):
    """A voice that nobody had answered stands in a later exercise, with a folio of its own."""

    sentence = _("La aportación {source_folio} pasó a otro foro con el folio {folio}")

    contribution_id: int
    source_id: int
    folio: str
    source_folio: str
