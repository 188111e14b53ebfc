from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionCreated(Event):
    sentence = _("Se empezó una nueva versión del mapa: «{name}»")

    version_id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelAdded(Event):
    sentence = _("Se agregó al mapa el nivel «{level}» con {units} unidades")

    version_id: int
    level: str
    units: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelRemoved(Event):
    sentence = _("Se quitó del mapa, antes de publicarlo, el nivel «{level}»")

    version_id: int
    level: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionPublished(Event):
    sentence = _("Se publicó la versión «{name}» del mapa")

    version_id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionDiscarded(Event):
    sentence = _("Se descartó la versión «{name}» del mapa, que no se había publicado")

    version_id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AliasAdded(Event):
    sentence = _("Se agregó «{alias}» como otro nombre de una unidad del mapa")

    unit_id: int
    alias: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AliasRemoved(Event):
    sentence = _("Se quitó «{alias}» como otro nombre de una unidad del mapa")

    unit_id: int
    alias: str
