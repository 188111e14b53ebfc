"""The dataset that projects hand to the catalogue of open data: what was promised, and how it goes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import queries
from tequio.accountability.projects.models import Project
from tequio.core.dcat.types import Period
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

Rows = Callable[[], Iterable[dict[str, Any]]]


def _values(rows: Rows) -> Callable[[], Iterator[tuple[Any, ...]]]:
    """Return the rows as tuples, in the order of their columns."""

    def given() -> Iterator[tuple[Any, ...]]:
        return (tuple(row.values()) for row in rows())

    return given


def _period() -> Period | None:
    """Say from the first project to the last promise or, if later, the last one created."""
    found = Project.objects.aggregate(
        first=Min("created_at"), last=Max("created_at"), promised=Max("promised_end")
    )
    if found["first"] is None:
        return None
    last = timezone.localdate(found["last"])
    return Period(timezone.localdate(found["first"]), max(last, found["promised"] or last))


_FOLIO = Field(name="folio", description=_("Folio del proyecto"), required=True)
_PERCENT = _("por ciento")

PROJECTS = Table(
    name="proyectos",
    title=_("Proyectos"),
    rows=_values(queries.project_rows),
    point=("lon", "lat"),
    fields=(
        Field(name="folio", description=_("folio"), required=True),
        Field(name="proyecto", description=_("nombre del proyecto"), required=True),
        Field(name="edicion", description=_("edición")),
        Field(name="territorio", description=_("territorio")),
        Field(name="tema", description=_("tema")),
        Field(name="area", description=_("área responsable")),
        Field(name="etapa", description=_("etapa")),
        Field(name="situacion", description=_("en marcha, en pausa o cancelado")),
        Field(name="votos", description=_("votos"), type="integer"),
        Field(name="prometido", description=_("prometido, en pesos"), type="money"),
        Field(name="contratado", description=_("contratado, en pesos"), type="money"),
        Field(name="pagado", description=_("pagado, en pesos"), type="money"),
        Field(name="avance", description=_("avance físico, por ciento"), type="integer", unit=_PERCENT),
        Field(name="entrega", description=_("entrega prometida"), type="date"),
        Field(name="lon", description=_("longitud"), type="number", unit=_("grados")),
        Field(name="lat", description=_("latitud"), type="number", unit=_("grados")),
        Field(name="url", description=_("página"), type="url"),
    ),
)
STAGES = Table(
    name="etapas",
    title=_("Etapas de los proyectos"),
    rows=_values(queries.stage_rows),
    fields=(
        _FOLIO,
        Field(name="orden", description=_("Su lugar en el plan"), type="integer"),
        Field(name="etapa", description=_("Nombre de la etapa"), required=True),
        Field(name="estado", description=_("Pendiente, en curso o terminada")),
        Field(name="inicio_planeado", description=_("Cuándo se planea empezar"), type="date"),
        Field(name="fin_prometido", description=_("Cuándo se promete terminar"), type="date"),
        Field(name="inicio", description=_("Cuándo empezó"), type="date"),
        Field(name="fin", description=_("Cuándo terminó"), type="date"),
        Field(name="peso", description=_("Cuánto cuenta en el avance del plan"), type="integer"),
    ),
)
ACTIVITIES = Table(
    name="actividades",
    title=_("Actividades de los proyectos"),
    rows=_values(queries.activity_rows),
    fields=(
        _FOLIO,
        Field(name="etapa", description=_("Etapa a la que pertenece")),
        Field(name="actividad", description=_("Qué se hizo o se hará"), required=True),
        Field(name="detalle", description=_("Lo demás que se contó")),
        Field(name="clase", description=_("Reportada o planeada")),
        Field(name="estado", description=_("De lo planeado: pendiente, en curso o terminada")),
        Field(name="desde", description=_("De lo planeado: cuándo empieza"), type="date"),
        Field(name="fecha", description=_("Cuándo pasó, o hasta cuándo se planea"), type="date"),
        Field(
            name="avance",
            description=_("Avance físico de toda la obra, por ciento"),
            type="integer",
            unit=_PERCENT,
        ),
    ),
)
PRODUCTS = Table(
    name="productos",
    title=_("Productos de los proyectos"),
    rows=_values(queries.product_rows),
    fields=(
        _FOLIO,
        Field(name="producto", description=_("Qué se entrega"), required=True),
        Field(name="unidad", description=_("En qué se mide")),
        Field(name="cantidad", description=_("Cuánto se prometió"), type="number"),
        Field(name="entregado", description=_("Cuánto se ha entregado"), type="number"),
    ),
)
CHANGES = Table(
    name="cambios",
    title=_("Atrasos y pausas de los proyectos"),
    rows=_values(queries.change_rows),
    fields=(
        _FOLIO,
        Field(name="cambio", description=_("Fecha prometida o pausa"), required=True),
        Field(name="etapa", description=_("Etapa cuya fecha cambió")),
        Field(name="antes", description=_("La fecha de antes, o el inicio de la pausa"), type="date"),
        Field(name="despues", description=_("La fecha nueva, o el fin de la pausa"), type="date"),
        Field(name="dias", description=_("Días de diferencia"), type="integer"),
        Field(name="razon", description=_("Por qué")),
    ),
)
DATASET = DatasetSpec(
    slug="proyectos",
    title=_("Proyectos"),
    description=_(
        "Cada proyecto que se está haciendo o se hizo: su dinero, su avance y su promesa de entrega; sus"
        " etapas, lo que se hizo y se planea hacer, lo que va a entregar, y cada fecha que cambió con su razón."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("obra pública"), _("seguimiento"), _("presupuesto participativo")),
    temporal=_period,
    order=20,
    tables=(PROJECTS, STAGES, ACTIVITIES, PRODUCTS, CHANGES),
)
