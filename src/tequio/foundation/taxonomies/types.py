"""The kinds of match between concepts of two schemes, as SKOS names them (W3C SKOS Reference, section 10)."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class MatchKind(StrEnum):
    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    NARROW = "narrowMatch"
    RELATED = "relatedMatch"


MATCH_LABELS = {
    MatchKind.EXACT: _("Es lo mismo"),
    MatchKind.CLOSE: _("Es casi lo mismo"),
    MatchKind.BROAD: _("El otro es más amplio"),
    MatchKind.NARROW: _("El otro es más específico"),
    MatchKind.RELATED: _("Se relaciona"),
}
