"""The list of projects as a file: exactly what the filters let through."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import queries
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import FINISHED

_CENTAVOS = 100

COLUMNS = (
    ("folio", _("folio")),
    ("proyecto", _("nombre del proyecto")),
    ("edicion", _("edición")),
    ("territorio", _("territorio")),
    ("tema", _("tema")),
    ("area", _("área responsable")),
    ("etapa", _("etapa")),
    ("votos", _("votos")),
    ("prometido", _("prometido, en pesos")),
    ("contratado", _("contratado, en pesos")),
    ("pagado", _("pagado, en pesos")),
    ("avance", _("avance físico, por ciento")),
    ("entrega", _("entrega prometida")),
    ("lon", _("longitud")),
    ("lat", _("latitud")),
    ("url", _("página")),
)


def rows(projects: QuerySet[Project]) -> Iterator[dict[str, Any]]:
    """Yield one plain row per project."""
    names = queries.stage_names() | {FINISHED: str(_("Entregado"))}
    for project in projects.iterator(chunk_size=500):
        yield {
            "folio": project.folio,
            "proyecto": project.title,
            "edicion": project.edition.name if project.edition else None,
            "territorio": project.unit.name if project.unit else None,
            "tema": project.category.name if project.category else None,
            "area": project.office.name,
            "etapa": names.get(project.stage, project.stage),
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
