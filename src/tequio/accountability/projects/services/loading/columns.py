"""The columns of a sheet of projects and of one of stages, and what their cells may say."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.models import StageTemplate
from tequio.accountability.projects.types import STAGE_STATE_LABELS
from tequio.foundation.accounts.models import Office, User
from tequio.foundation.loads.types import CellKind, Column, Scope
from tequio.foundation.territory import queries as territory
from tequio.participation.editions.models import Category, Edition


def _offices(actor: User | None) -> Iterable[str]:
    del actor
    return Office.objects.filter(active=True).order_by("name").values_list("name", flat=True)


def _categories(actor: User | None) -> Iterable[str]:
    del actor
    return Category.objects.order_by("name").values_list("name", flat=True).distinct()


def _units(actor: User | None) -> Iterable[str]:
    del actor
    version = territory.in_force(on=timezone.localdate())
    return [unit.name for unit in territory.units(version)] if version else []


def _stages(actor: User | None) -> Iterable[str]:
    del actor
    return StageTemplate.objects.order_by("position").values_list("name", flat=True)


def _states(actor: User | None) -> Iterable[str]:
    del actor
    return [str(label) for label in STAGE_STATE_LABELS.values()]


def _editions() -> Iterable[tuple[str, str]]:
    return list(Edition.objects.order_by("-pk").values_list("slug", "name"))


EDITION = Scope(
    label=_("Edición"),
    help=_("La de los proyectos del archivo. «Cualquiera» sirve para obras que no vienen de una votación."),
    choices=_editions,
)
FOLIO = Column(
    name="folio",
    label=_("Folio"),
    help=_("El número del proyecto. Vacío: se busca por su nombre y, si no existe, se le da uno."),
    synonyms=(
        "folio del proyecto",
        "proyecto folio",
        "clave",
        "clave del proyecto",
        "no",
        "num",
        "numero",
        "id",
    ),
    one_of="key",
    example="EJ-0001",
)
PROJECTS = (
    FOLIO,
    Column(
        name="title",
        label=_("Proyecto"),
        help=_("Qué se hará, en una línea."),
        synonyms=("nombre", "nombre del proyecto", "titulo", "obra", "nombre de la obra", "project"),
        one_of="key",
        example="Parque de bolsillo de ejemplo",
    ),
    Column(
        name="budget",
        label=_("Presupuesto"),
        help=_("En pesos, con IVA. Hace falta en los nuevos."),
        synonyms=("monto", "monto asignado", "inversion", "costo", "presupuesto asignado", "importe", "techo"),
        kind=CellKind.MONEY,
        example="950000",
    ),
    Column(
        name="description",
        label=_("Descripción"),
        help=_("La necesidad y cómo se atiende."),
        synonyms=("descripcion del proyecto", "detalle", "alcance", "concepto"),
        example="Juegos, bancas y sombra",
    ),
    Column(
        name="category",
        label=_("Categoría"),
        help=_("Una de las de la edición."),
        synonyms=("rubro", "tipo", "tipo de proyecto", "eje"),
        choices=_categories,
    ),
    Column(
        name="unit",
        label=_("Colonia o sector"),
        help=_("Nombre o clave, como está en el mapa."),
        synonyms=("colonia", "sector", "ubicacion", "localidad", "barrio", "lugar", "zona"),
        choices=_units,
    ),
    Column(
        name="lat",
        label=_("Latitud"),
        help=_("En grados decimales. Va junto con la longitud."),
        synonyms=("lat", "coordenada y", "y"),
        kind=CellKind.DEGREES,
    ),
    Column(
        name="lon",
        label=_("Longitud"),
        help=_("En grados decimales; en México es negativa."),
        synonyms=("lon", "long", "lng", "coordenada x", "x"),
        kind=CellKind.DEGREES,
    ),
    Column(
        name="office",
        label=_("Área responsable"),
        help=_("Nombre o clave de la dependencia. Vacío: el gobierno municipal."),
        synonyms=("area", "dependencia", "secretaria", "responsable", "ejecutor", "area operativa"),
        choices=_offices,
    ),
    Column(
        name="promised_end",
        label=_("Fecha prometida"),
        help=_("El día en que debe estar entregado."),
        synonyms=("fecha compromiso", "fecha de entrega", "entrega", "termino programado", "fin programado"),
        kind=CellKind.DAY,
        example="2027-06-30",
    ),
    Column(
        name="votes",
        label=_("Votos"),
        help=_("Con cuántos ganó, si vino de una votación."),
        synonyms=("votos obtenidos", "votacion", "total de votos"),
        kind=CellKind.NUMBER,
    ),
)
STAGES = (
    Column(
        name="folio",
        label=_("Folio"),
        help=_("El del proyecto."),
        synonyms=FOLIO.synonyms,
        required=True,
        example="EJ-0001",
    ),
    Column(
        name="title",
        label=_("Proyecto"),
        help=_("Solo para que usted lo reconozca; no se cambia aquí."),
        synonyms=("nombre", "nombre del proyecto", "titulo", "obra"),
        example="Parque de bolsillo de ejemplo",
    ),
    Column(
        name="stage",
        label=_("Etapa"),
        help=_("Como se llama en el plan del proyecto."),
        synonyms=("fase", "nombre de la etapa"),
        required=True,
        choices=_stages,
        example="Ejecución",
    ),
    Column(
        name="state",
        label=_("Estado"),
        help=_("Pendiente, En curso o Terminada. Vacío: se entiende por las fechas."),
        synonyms=("estatus", "situacion", "estado de la etapa"),
        choices=_states,
        example="En curso",
    ),
    Column(
        name="planned_end",
        label=_("Fin previsto"),
        help=_("El día prometido para que termine."),
        synonyms=("termino programado", "fecha prevista", "fin programado", "fecha compromiso"),
        kind=CellKind.DAY,
        example="2027-06-30",
    ),
    Column(
        name="started_on",
        label=_("Empezó"),
        help=_("El día en que empezó de verdad."),
        synonyms=("inicio", "inicio real", "fecha de inicio", "comenzo"),
        kind=CellKind.DAY,
        example="2027-01-15",
    ),
    Column(
        name="ended_on",
        label=_("Terminó"),
        help=_("El día en que terminó de verdad."),
        synonyms=("fin", "fin real", "termino", "fecha de termino", "concluyo"),
        kind=CellKind.DAY,
    ),
    Column(
        name="reason",
        label=_("Motivo del cambio de fecha"),
        help=_("Hace falta si cambia un fin previsto que ya estaba prometido; se publica."),
        synonyms=("motivo", "razon", "causa", "observaciones"),
    ),
)
