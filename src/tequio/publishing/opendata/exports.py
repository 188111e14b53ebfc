"""The lists of concepts as open data: they stand below this context and cannot hand their dataset over."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.foundation.taxonomies import queries
from tequio.foundation.taxonomies.types import MATCH_LABELS
from tequio.publishing.opendata.types import DatasetSpec, Field, Table


def _concepts() -> Iterator[list[Any]]:
    for row in queries.every_row():
        yield [
            row.scheme.slug,
            row.code,
            row.label,
            row.broader.code if row.broader else "",
            row.definition,
            row.valid_from.isoformat() if row.valid_from else None,
            row.valid_to.isoformat() if row.valid_to else None,
        ]


def _matches() -> Iterator[list[Any]]:
    for row in queries.every_match():
        yield [row.concept.scheme.slug, row.concept.code, row.kind, row.other.scheme.slug, row.other.code]


TAXONOMIES = DatasetSpec(
    slug="taxonomias",
    title=_("Taxonomías: temas, ejes y Objetivos de Desarrollo Sostenible"),
    description=_(
        "Las listas con que se ordena lo que la gente aporta, con su vigencia y sus equivalencias. Cada lista"
        " también se da como SKOS en JSON-LD en /taxonomias/{lista}.jsonld"
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("taxonomías"), _("temas"), _("ODS"), _("SKOS")),
    standard="http://www.w3.org/2004/02/skos/core",
    order=78,
    tables=(
        Table(
            name="conceptos",
            title=_("Conceptos"),
            rows=_concepts,
            fields=(
                Field(name="taxonomia", description=_("Nombre corto de la lista"), required=True),
                Field(name="clave", description=_("Clave del concepto en su lista"), required=True),
                Field(name="nombre", description=_("Cómo se llama"), required=True),
                Field(name="dentro_de", description=_("Clave del concepto que lo contiene")),
                Field(name="definicion", description=_("Qué es")),
                Field(name="desde", description=_("Primer día vigente; vacío desde siempre"), type="date"),
                Field(name="hasta", description=_("Último día vigente; vacío sin fin conocido"), type="date"),
            ),
        ),
        Table(
            name="equivalencias",
            title=_("Equivalencias entre listas"),
            rows=_matches,
            fields=(
                Field(name="taxonomia", description=_("Nombre corto de la lista"), required=True),
                Field(name="clave", description=_("Clave del concepto"), required=True),
                Field(
                    name="relacion",
                    description=_("Cómo responde, con los nombres de SKOS"),
                    codes=[(kind.value, label) for kind, label in MATCH_LABELS.items()],
                ),
                Field(name="otra_taxonomia", description=_("Nombre corto de la otra lista")),
                Field(name="otra_clave", description=_("Clave del otro concepto")),
            ),
        ),
    ),
)
