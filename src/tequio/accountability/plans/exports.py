"""The dataset that plans hand to the catalogue: the tree, its indicators, and where each voice ended."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from tequio.accountability.plans.models import Plan
from tequio.accountability.plans.queries import datasets
from tequio.core.dcat.types import Period
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

Rows = Callable[[], Iterable[dict[str, Any]]]


def _values(rows: Rows) -> Callable[[], Iterator[tuple[Any, ...]]]:
    """Return the rows as tuples, in the order of their columns."""

    def given() -> Iterator[tuple[Any, ...]]:
        return (tuple(row.values()) for row in rows())

    return given


def _period() -> Period | None:
    """Say from the first year of the plans to the last."""
    found = Plan.objects.filter(published_at__isnull=False).aggregate(
        first=Min("first_year"), last=Max("last_year")
    )
    if found["first"] is None:
        return None
    return Period(date(found["first"], 1, 1), date(found["last"], 12, 31))


_PLAN = Field(name="plan", description=_("Nombre corto del plan"), required=True)
_LINE = Field(name="linea", description=_("Clave del renglón del plan"))
_PAGE = Field(name="pagina", description=_("Página del plan impreso"), type="integer")

TREE = Table(
    name="plan",
    title=_("Ejes, objetivos, estrategias y líneas de acción"),
    rows=_values(datasets.element_rows),
    fields=(
        _PLAN,
        Field(name="orden", description=_("Su lugar en el plan"), type="integer"),
        Field(name="nivel", description=_("Eje, objetivo, estrategia o línea de acción"), required=True),
        Field(name="clave", description=_("Clave, única en el plan"), required=True),
        Field(name="cuelga_de", description=_("Clave del renglón de arriba")),
        Field(name="titulo", description=_("Título"), required=True),
        Field(name="texto", description=_("Lo que dice el plan")),
        Field(name="area", description=_("Área responsable")),
        _PAGE,
        Field(name="conceptos", description=_("Claves de los ODS y otras listas a las que contribuye")),
        Field(name="url", description=_("Página"), type="url"),
    ),
)
INDICATORS = Table(
    name="indicadores",
    title=_("Indicadores del plan"),
    rows=_values(datasets.indicator_rows),
    fields=(
        _PLAN,
        _LINE,
        Field(name="indicador", description=_("Qué se mide"), required=True),
        Field(name="unidad", description=_("En qué unidad"), required=True),
        Field(name="formula", description=_("Cómo se calcula, en palabras")),
        Field(name="sentido", description=_("Si es mejor que suba o que baje")),
        Field(name="base", description=_("Valor de la línea base"), type="number"),
        Field(name="fecha_base", description=_("Fecha de la línea base"), type="date"),
        Field(name="meta", description=_("Valor de la meta"), type="number"),
        Field(name="fecha_meta", description=_("Fecha de la meta"), type="date"),
        Field(name="fuente", description=_("De dónde sale el dato")),
        Field(name="area", description=_("Área que lo mide")),
    ),
)
MEASUREMENTS = Table(
    name="mediciones",
    title=_("Mediciones de los indicadores"),
    rows=_values(datasets.measurement_rows),
    fields=(
        _PLAN,
        _LINE,
        Field(name="indicador", description=_("Qué se mide"), required=True),
        Field(name="fecha", description=_("De qué día es"), type="date", required=True),
        Field(name="valor", description=_("Cuánto fue, en la unidad del indicador"), type="number"),
        Field(name="nota", description=_("Lo que hay que saber para leerlo")),
    ),
)
MATRIX = Table(
    name="matriz",
    title=_("Matriz de aportaciones y líneas de acción"),
    rows=_values(datasets.matrix_rows),
    fields=(
        _PLAN,
        Field(name="ejercicio", description=_("Ejercicio en que se aportó")),
        Field(name="folio", description=_("Folio de la aportación"), required=True),
        Field(name="aportacion", description=_("Lo que pide, en una frase")),
        Field(name="pilar", description=_("Pilar")),
        Field(name="estado", description=_("Incorporada, en parte o no"), required=True),
        Field(name="linea", description=_("Clave de la línea de acción donde quedó")),
        Field(name="titulo_linea", description=_("Título de la línea de acción")),
        Field(name="razon", description=_("Por qué"), required=True),
        Field(name="area", description=_("Área que responde")),
        _PAGE,
        Field(name="publicada", description=_("Cuándo se publicó la decisión"), type="date"),
    ),
)
DATASET = DatasetSpec(
    slug="plan",
    title=_("Plan de desarrollo"),
    description=_(
        "Lo que el gobierno se propuso, cómo se mide, y dónde terminó cada aportación, con su razón."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("plan de desarrollo"), _("participación"), _("indicadores")),
    temporal=_period,
    order=30,
    tables=(TREE, INDICATORS, MEASUREMENTS, MATRIX),
)
