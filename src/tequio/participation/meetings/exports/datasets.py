"""Meetings as open data: when and where, how many came, and what was agreed. Without people."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.participation.meetings import queries
from tequio.publishing.opendata.types import DatasetSpec, Field, Table


def _meetings() -> Iterator[list[Any]]:
    found = list(queries.published().select_related("unit").order_by("folio"))
    came = queries.attended_counts()
    about = queries.subjects({meeting.subject for meeting in found})
    for row in found:
        whole = about.get(row.subject)
        yield [
            row.folio,
            row.title,
            whole.title if whole else "",
            row.starts.isoformat(),
            row.ends.isoformat(),
            row.place,
            row.address,
            row.unit.name if row.unit else "",
            row.lon,
            row.lat,
            row.capacity,
            row.offered,
            row.cancelled_at is not None,
            row.cancel_reason,
            came.get(row.pk),
        ]


def _agreements() -> Iterator[list[Any]]:
    for row in queries.public_agreements():
        yield [
            row.minutes.meeting.folio,
            row.minutes.number,
            row.position,
            row.text,
            row.office.name if row.office else "",
            row.due_on.isoformat() if row.due_on else None,
        ]


MEETINGS = DatasetSpec(
    slug="reuniones",
    title=_("Reuniones y sus acuerdos"),
    description=_(
        "Las reuniones de los foros: cuándo y dónde, cuánta gente fue y qué se acordó. Las cifras de menos de"
        " diez personas no se publican."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("reuniones"), _("foros"), _("acuerdos"), _("minutas")),
    order=72,
    tables=(
        Table(
            name="reuniones",
            title=_("Reuniones"),
            rows=_meetings,
            point=("longitud", "latitud"),
            fields=(
                Field(name="folio", description=_("Folio de la reunión"), required=True),
                Field(name="titulo", description=_("Cómo se llama")),
                Field(name="de", description=_("El foro al que pertenece")),
                Field(name="empieza", description=_("Cuándo empieza"), type="datetime"),
                Field(name="termina", description=_("Cuándo termina"), type="datetime"),
                Field(name="lugar", description=_("Dónde es")),
                Field(name="domicilio", description=_("Domicilio")),
                Field(name="colonia", description=_("Colonia donde es")),
                Field(name="longitud", description=_("Longitud del lugar"), type="number"),
                Field(name="latitud", description=_("Latitud del lugar"), type="number"),
                Field(name="cupo", description=_("Lugares; vacío si no hay límite"), type="integer"),
                Field(name="servicios", description=_("Servicios de accesibilidad y lenguas que se ofrecen")),
                Field(name="cancelada", description=_("Si se canceló"), type="boolean"),
                Field(name="motivo", description=_("Por qué se canceló")),
                Field(
                    name="asistentes",
                    description=_("Cuántas personas fueron; vacío si son menos de diez o se podrían deducir"),
                    type="integer",
                ),
            ),
        ),
        Table(
            name="acuerdos",
            title=_("Acuerdos de las reuniones"),
            rows=_agreements,
            fields=(
                Field(name="folio", description=_("Folio de la reunión"), required=True),
                Field(name="minuta", description=_("Número de la minuta vigente"), type="integer"),
                Field(name="numero", description=_("Número del acuerdo"), type="integer"),
                Field(name="acuerdo", description=_("Qué se acordó")),
                Field(name="dependencia", description=_("Quién lo atiende")),
                Field(name="para", description=_("Para cuándo"), type="date"),
            ),
        ),
    ),
)
DATASETS = (MEETINGS,)
