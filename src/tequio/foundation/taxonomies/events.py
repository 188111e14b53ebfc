"""What happens to the lists of concepts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemeCreated(Event):
    sentence = _("Se creó la taxonomía {scheme}")

    scheme: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemeChanged(Event):
    sentence = _("Cambió la ficha de la taxonomía {scheme}")

    scheme: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptAdded(Event):
    sentence = _("Se agregó el concepto {code} a la taxonomía {scheme}")

    scheme: str
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptCorrected(Event):
    """Nothing hung from it yet, so that it was written anew in its place."""

    sentence = _("Se corrigió el concepto {code} de la taxonomía {scheme}, que nadie usaba")

    scheme: str
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptReplaced(Event):
    sentence = _("El concepto {code} de la taxonomía {scheme} cambia desde el {since}")

    scheme: str
    code: str
    since: str  # an ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptRetired(Event):
    sentence = _("El concepto {code} de la taxonomía {scheme} deja de estar vigente después del {last}")

    scheme: str
    code: str
    last: str  # an ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptsLoaded(Event):
    sentence = _("Se cargaron {concepts} conceptos en la taxonomía {scheme}")

    scheme: str
    concepts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptsMatched(Event):
    sentence = _("El concepto {code} de {scheme} responde a {other_code} de {other_scheme}: {match}")

    scheme: str
    code: str
    other_scheme: str
    other_code: str
    match: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchRemoved(Event):
    sentence = _("El concepto {code} de {scheme} ya no responde a {other_code} de {other_scheme}")

    scheme: str
    code: str
    other_scheme: str
    other_code: str
