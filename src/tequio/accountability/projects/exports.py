"""The datasets that projects hand to the catalogue of open data."""

from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import services
from tequio.publishing.opendata.types import DatasetSpec, Field

_FOLIO = Field(name="folio", description=_("Folio del proyecto"))
_HOURLY = _("Cada hora, si algo cambió")

PROJECTS = DatasetSpec(
    slug=services.PROJECTS,
    title=_("Proyectos"),
    description=_(
        "Cada proyecto que se está haciendo o se hizo: su dinero, su avance y su promesa de entrega."
    ),
    frequency=_HOURLY,
    periodicity="HOURLY",
    order=20,
    fields=(
        Field(name="folio", description=_("folio")),
        Field(name="proyecto", description=_("nombre del proyecto")),
        Field(name="edicion", description=_("edición")),
        Field(name="territorio", description=_("territorio")),
        Field(name="tema", description=_("tema")),
        Field(name="area", description=_("área responsable")),
        Field(name="etapa", description=_("etapa")),
        Field(name="situacion", description=_("en marcha, en pausa o cancelado")),
        Field(name="votos", description=_("votos"), type="number"),
        Field(name="prometido", description=_("prometido, en pesos"), type="money"),
        Field(name="contratado", description=_("contratado, en pesos"), type="money"),
        Field(name="pagado", description=_("pagado, en pesos"), type="money"),
        Field(name="avance", description=_("avance físico, por ciento"), type="number"),
        Field(name="entrega", description=_("entrega prometida"), type="date"),
        Field(name="lon", description=_("longitud"), type="number"),
        Field(name="lat", description=_("latitud"), type="number"),
        Field(name="url", description=_("página")),
    ),
)
STAGES = DatasetSpec(
    slug=services.STAGES,
    title=_("Etapas de los proyectos"),
    description=_("El plan de cada proyecto: sus etapas, con lo prometido y lo que pasó."),
    frequency=_HOURLY,
    periodicity="HOURLY",
    order=21,
    fields=(
        _FOLIO,
        Field(name="orden", description=_("Su lugar en el plan"), type="number"),
        Field(name="etapa", description=_("Nombre de la etapa")),
        Field(name="estado", description=_("Pendiente, en curso o terminada")),
        Field(name="inicio_planeado", description=_("Cuándo se planea empezar"), type="date"),
        Field(name="fin_prometido", description=_("Cuándo se promete terminar"), type="date"),
        Field(name="inicio", description=_("Cuándo empezó"), type="date"),
        Field(name="fin", description=_("Cuándo terminó"), type="date"),
        Field(name="peso", description=_("Cuánto cuenta en el avance del plan"), type="number"),
    ),
)
ACTIVITIES = DatasetSpec(
    slug=services.ACTIVITIES,
    title=_("Actividades de los proyectos"),
    description=_("Lo que cada área reportó que hizo, y lo que tiene planeado hacer."),
    frequency=_HOURLY,
    periodicity="HOURLY",
    order=22,
    fields=(
        _FOLIO,
        Field(name="etapa", description=_("Etapa a la que pertenece")),
        Field(name="actividad", description=_("Qué se hizo o se hará")),
        Field(name="detalle", description=_("Lo demás que se contó")),
        Field(name="clase", description=_("Reportada o planeada")),
        Field(name="estado", description=_("De lo planeado: pendiente, en curso o terminada")),
        Field(name="desde", description=_("De lo planeado: cuándo empieza"), type="date"),
        Field(name="fecha", description=_("Cuándo pasó, o hasta cuándo se planea"), type="date"),
        Field(name="avance", description=_("Avance físico de toda la obra, por ciento"), type="number"),
    ),
)
PRODUCTS = DatasetSpec(
    slug=services.PRODUCTS,
    title=_("Productos de los proyectos"),
    description=_("Qué va a entregar cada proyecto, cuánto, y cuánto lleva entregado."),
    frequency=_HOURLY,
    periodicity="HOURLY",
    order=23,
    fields=(
        _FOLIO,
        Field(name="producto", description=_("Qué se entrega")),
        Field(name="unidad", description=_("En qué se mide")),
        Field(name="cantidad", description=_("Cuánto se prometió"), type="number"),
        Field(name="entregado", description=_("Cuánto se ha entregado"), type="number"),
    ),
)
CHANGES = DatasetSpec(
    slug=services.CHANGES,
    title=_("Atrasos y pausas de los proyectos"),
    description=_("Cada fecha prometida que cambió y cada pausa, con la razón que dio el área."),
    frequency=_HOURLY,
    periodicity="HOURLY",
    order=24,
    fields=(
        _FOLIO,
        Field(name="cambio", description=_("Fecha prometida o pausa")),
        Field(name="etapa", description=_("Etapa cuya fecha cambió")),
        Field(name="antes", description=_("La fecha de antes, o el inicio de la pausa"), type="date"),
        Field(name="despues", description=_("La fecha nueva, o el fin de la pausa"), type="date"),
        Field(name="dias", description=_("Días de diferencia"), type="number"),
        Field(name="razon", description=_("Por qué")),
    ),
)
DATASETS = (PROJECTS, STAGES, ACTIVITIES, PRODUCTS, CHANGES)
