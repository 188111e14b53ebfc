"""The rows of the datasets of projects: plain values, one dictionary per row, read in pieces."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.models import (
    Activity,
    DateChange,
    Pause,
    PlannedActivity,
    Product,
    Project,
    Stage,
)
from tequio.accountability.projects.queries.reads import listing, stage_names
from tequio.accountability.projects.types import FINISHED

_CENTAVOS = 100
_CHUNK = 500
Row = dict[str, Any]


def project_rows(projects: QuerySet[Project] | None = None) -> Iterator[Row]:
    """Yield one row per project; of all of them unless some are given."""
    names = stage_names() | {FINISHED: str(_("Entregado"))}
    found = listing() if projects is None else projects
    for project in found.iterator(chunk_size=_CHUNK):
        yield {
            "folio": project.folio,
            "proyecto": project.title,
            "edicion": project.edition.name if project.edition else None,
            "territorio": project.unit.name if project.unit else None,
            "tema": project.category.name if project.category else None,
            "area": project.office.name,
            "etapa": project.stage_name or names.get(project.stage, project.stage),
            "situacion": project.get_standing_display(),
            "votos": project.votes,
            "prometido": project.budget_centavos / _CENTAVOS,
            "contratado": project.contracted_centavos / _CENTAVOS,
            "pagado": project.paid_centavos / _CENTAVOS,
            "avance": project.physical_percent,
            "entrega": project.promised_end,
            "lon": project.lon,
            "lat": project.lat,
            "url": f"{settings.PUBLIC_URL}/proyectos/{project.folio}/",
        }


def stage_rows() -> Iterator[Row]:
    """Yield one row per stage of each project, in the order of its plan."""
    found = Stage.objects.select_related("project").order_by("project__folio", "position", "pk")
    for stage in found.iterator(chunk_size=_CHUNK):
        yield {
            "folio": stage.project.folio,
            "orden": stage.position,
            "etapa": stage.name,
            "estado": stage.get_state_display(),
            "inicio_planeado": stage.planned_start,
            "fin_prometido": stage.planned_end,
            "inicio": stage.started_on,
            "fin": stage.ended_on,
            "peso": stage.weight,
        }


def activity_rows() -> Iterator[Row]:
    """Yield one row per activity: those reported, with what was done, and those still planned."""
    reported = Activity.objects.select_related("stage__project").order_by(
        "stage__project__folio", "happened_on"
    )
    for one in reported.iterator(chunk_size=_CHUNK):
        yield {
            "folio": one.stage.project.folio,
            "etapa": one.stage.name,
            "actividad": one.title,
            "detalle": one.description,
            "clase": str(_("Reportada")),
            "estado": None,
            "desde": None,
            "fecha": one.happened_on,
            "avance": one.physical_percent,
        }
    planned = PlannedActivity.objects.select_related("stage__project").order_by("stage__project__folio", "pk")
    for plan in planned.iterator(chunk_size=_CHUNK):
        yield {
            "folio": plan.stage.project.folio,
            "etapa": plan.stage.name,
            "actividad": plan.title,
            "detalle": None,
            "clase": str(_("Planeada")),
            "estado": plan.get_state_display(),
            "desde": plan.planned_start,
            "fecha": plan.done_on or plan.planned_end,
            "avance": None,
        }


def product_rows() -> Iterator[Row]:
    """Yield one row per product of each project."""
    found = Product.objects.select_related("project").order_by("project__folio", "pk")
    for product in found.iterator(chunk_size=_CHUNK):
        yield {
            "folio": product.project.folio,
            "producto": product.name,
            "unidad": product.unit,
            "cantidad": product.quantity,
            "entregado": product.delivered,
        }


def change_rows() -> Iterator[Row]:
    """Yield one row per change of a promised date and per pause."""
    changed = DateChange.objects.select_related("project").order_by("project__folio", "recorded_at", "pk")
    for change in changed.iterator(chunk_size=_CHUNK):
        yield {
            "folio": change.project.folio,
            "cambio": str(_("Fecha prometida")),
            "etapa": change.stage_name,
            "antes": change.before,
            "despues": change.after,
            "dias": change.days,
            "razon": change.reason,
        }
    pauses = Pause.objects.select_related("project").order_by("project__folio", "started_on")
    for pause in pauses.iterator(chunk_size=_CHUNK):
        days = (pause.ended_on - pause.started_on).days if pause.ended_on else None
        yield {
            "folio": pause.project.folio,
            "cambio": str(_("Pausa")),
            "etapa": None,
            "antes": pause.started_on,
            "despues": pause.ended_on,
            "dias": days,
            "razon": pause.reason,
        }
