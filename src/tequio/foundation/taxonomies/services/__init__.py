"""Named writes of the lists: schemes, concepts with their days, files, and matches."""

from tequio.foundation.taxonomies.services.concepts import add_concept, replace_concept, retire_concept
from tequio.foundation.taxonomies.services.errors import (
    CodeTaken,
    DaysDoNotFit,
    HasNarrower,
    MatchRefused,
    NotInThisScheme,
    SchemeTaken,
    WouldBeACircle,
)
from tequio.foundation.taxonomies.services.loading import check_concepts, load_concepts
from tequio.foundation.taxonomies.services.matches import match, unmatch
from tequio.foundation.taxonomies.services.schemes import change_scheme, create_scheme

__all__ = [
    "CodeTaken",
    "DaysDoNotFit",
    "HasNarrower",
    "MatchRefused",
    "NotInThisScheme",
    "SchemeTaken",
    "WouldBeACircle",
    "add_concept",
    "change_scheme",
    "check_concepts",
    "create_scheme",
    "load_concepts",
    "match",
    "replace_concept",
    "retire_concept",
    "unmatch",
]
