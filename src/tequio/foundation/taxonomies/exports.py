"""A list to take home: as a table, and as SKOS (W3C Recommendation, 18 August 2009) in JSON-LD 1.1."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from tequio.foundation.taxonomies.models import Concept, Match, Scheme

COLUMNS = (_("clave"), _("nombre"), _("dentro_de"), _("definicion"), _("desde"), _("hasta"))
_CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    **{
        name: {"@id": f"skos:{name}", "@type": "@id"}
        for name in (
            "inScheme",
            "topConceptOf",
            "broader",
            "exactMatch",
            "closeMatch",
            "broadMatch",
            "narrowMatch",
            "relatedMatch",
        )
    },
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "notation": "skos:notation",
    "title": {"@id": "dct:title", "@container": "@language"},
    "description": {"@id": "dct:description", "@container": "@language"},
    "publisher": "dct:publisher",
    "source": "dct:source",
    "hasVersion": "dct:hasVersion",
    "valid": "dct:valid",
    "isReplacedBy": {"@id": "dct:isReplacedBy", "@type": "@id"},
}
_TONGUE = "es"  # what the office writes


def rows(concepts: Iterable[Concept]) -> Iterator[list[Any]]:
    """Give one row per wording of a concept, in the order of ``COLUMNS``; the file can be loaded again."""
    for one in concepts:
        yield [
            one.code,
            one.label,
            one.broader.code if one.broader else "",
            one.definition,
            _iso(one.valid_from),
            _iso(one.valid_to),
        ]


def skos(
    scheme: Scheme, concepts: Iterable[Concept], matches: Iterable[Match], *, page: str, other: Any
) -> dict[str, Any]:
    """Return a list as a SKOS concept scheme.

    The latest wording of a code has the code's address; earlier ones have their last day in theirs, and say
    what replaced them. Days are told as a DCMI period (``dct:valid``).

    Args:
        scheme: the list.
        concepts: all of its concepts, with ``broader``.
        matches: what they answer to, with both sides and their schemes.
        page: the address of the list's page, which names the list.
        other: from the short name of another list, the address of its page.
    """
    found = list(concepts)
    latest: dict[str, Concept] = {}
    for one in found:
        known = latest.get(one.code)
        if known is None or (one.valid_from or date.min) >= (known.valid_from or date.min):
            latest[one.code] = one
    answers: dict[int, dict[str, list[str]]] = {}
    for row in matches:
        kinds = answers.setdefault(row.concept_id, {})
        kinds.setdefault(row.kind, []).append(_address(other(row.other.scheme.slug), row.other.code))
    graph = [_head(scheme, page)]
    graph += [_concept(one, latest[one.code], page) | answers.get(one.pk, {}) for one in found]
    return {"@context": _CONTEXT, "@graph": graph}


def _head(scheme: Scheme, page: str) -> dict[str, Any]:
    told = {
        "@id": page,
        "@type": "skos:ConceptScheme",
        "title": {_TONGUE: scheme.title},
        "description": {_TONGUE: scheme.description} if scheme.description else None,
        "publisher": scheme.publisher,
        "source": scheme.source,
        "hasVersion": scheme.version,
    }
    return {name: value for name, value in told.items() if value}


def _concept(one: Concept, latest: Concept, page: str) -> dict[str, Any]:
    own = _address(page, one.code)
    told: dict[str, Any] = {
        "@id": own if one.pk == latest.pk else f"{own}@{_iso(one.valid_to)}",
        "@type": "skos:Concept",
        "inScheme": page,
        "notation": one.code,
        "prefLabel": {_TONGUE: one.label},
        "definition": {_TONGUE: one.definition} if one.definition else None,
        "broader": _address(page, one.broader.code) if one.broader else None,
        "topConceptOf": None if one.broader else page,
        "valid": _period(one),
        "isReplacedBy": None if one.pk == latest.pk else own,
    }
    return {name: value for name, value in told.items() if value}


def _address(page: str, code: str) -> str:
    return f"{page}#{quote(code)}"


def _period(one: Concept) -> str:
    ends = [("start", one.valid_from), ("end", one.valid_to)]
    return "; ".join(f"{name}={day.isoformat()}" for name, day in ends if day)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
