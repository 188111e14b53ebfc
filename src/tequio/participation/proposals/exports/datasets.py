"""The proposals and the typical works as data: what the explorer shows, without names of people."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.dcat.types import Period
from tequio.participation.proposals import queries
from tequio.participation.proposals.exports.tables import pesos
from tequio.participation.proposals.models import Proposal, TypicalWork
from tequio.participation.proposals.models.proposal import PUBLIC_STATES
from tequio.participation.proposals.types import (
    LAND_LABELS,
    SHORT_LABEL,
    SHORT_OF_SUPPORTS,
    STATE_LABELS,
    ProposalState,
)
from tequio.publishing.opendata.types import DatasetSpec, Field, Table


def proposal_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per proposal that anyone may see, by folio. Without names of people."""
    now = timezone.now()
    found = Proposal.objects.public().filter(edition__published_at__isnull=False).with_supports()
    found = found.select_related("edition", "category", "size", "site__parent", "merged_into")
    found = found.defer("site__geometry", "site__sketch", "site__parent__geometry", "site__parent__sketch")
    over: dict[int, bool] = {}
    for p in found.order_by("folio").iterator(chunk_size=500):
        if p.edition_id not in over:
            over[p.edition_id] = queries.gathering_over(p.edition, now)
        lacks = p.state == ProposalState.SUBMITTED and queries.supports(p) < p.edition.supports_min
        yield (
            p.folio,
            p.edition.slug,
            p.title,
            SHORT_OF_SUPPORTS if over[p.edition_id] and lacks else p.state,
            p.category.name if p.category else None,
            p.size.name if p.size else None,
            p.site.parent.name if p.site and p.site.parent else None,
            p.site.name if p.site else None,
            p.place or None,
            p.lon,
            p.lat,
            pesos(p.estimated_cost_centavos),
            pesos(p.approved_cost_centavos),
            queries.supports(p),
            p.votes,
            p.public_land or None,
            p.merged_into.folio if p.merged_into else None,
            timezone.localdate(p.submitted_at) if p.submitted_at else None,
            p.problem,
            p.solution,
            f"{settings.PUBLIC_URL}/propuestas/{p.folio}/",
        )


def _period() -> Period | None:
    found = Proposal.objects.public().aggregate(first=Min("submitted_at"), last=Max("submitted_at"))
    if found["first"] is None:
        return None
    return Period(timezone.localdate(found["first"]), timezone.localdate(found["last"]))


_STATES = [(state, STATE_LABELS[ProposalState(state)]) for state in PUBLIC_STATES]
PROPOSALS = DatasetSpec(
    slug="propuestas",
    title=_("Propuestas"),
    description=_(
        "Lo que la gente propuso en cada edición: dónde, cuánto costaría, qué apoyos reunió y qué pasó después."
        " Sin nombres de personas."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("presupuesto participativo"), _("propuestas"), _("participación ciudadana")),
    temporal=_period,
    order=45,
    tables=(
        Table(
            name="propuestas",
            title=_("Propuestas"),
            rows=proposal_rows,
            point=("lon", "lat"),
            fields=(
                Field(name="folio", description=_("Folio, el mismo para siempre"), required=True),
                Field(name="edicion", description=_("Clave de la edición")),
                Field(name="titulo", description=_("Título")),
                Field(
                    name="estado",
                    description=_("En qué va"),
                    codes=[*_STATES, (SHORT_OF_SUPPORTS, SHORT_LABEL)],
                ),
                Field(name="categoria", description=_("Categoría")),
                Field(name="tamano", description=_("Tamaño")),
                Field(name="sector", description=_("Territorio en el que está la colonia")),
                Field(name="colonia", description=_("Colonia en la que se haría")),
                Field(name="lugar", description=_("El lugar, en palabras de quien propone")),
                Field(name="lon", description=_("Longitud"), type="number", unit=_("grados")),
                Field(name="lat", description=_("Latitud"), type="number", unit=_("grados")),
                Field(name="costo_estimado", description=_("Lo que calculó quien propone"), type="money"),
                Field(name="costo_aprobado", description=_("Lo que calcularon las áreas"), type="money"),
                Field(name="apoyos", description=_("Apoyos que reunió"), type="integer"),
                Field(name="votos", description=_("Votos, cuando hay resultados"), type="integer"),
                Field(
                    name="lugar_publico",
                    description=_("Si el lugar es público, según quien propone"),
                    codes=[(answer.value, label) for answer, label in LAND_LABELS.items()],
                ),
                Field(name="fusionada_con", description=_("Folio de la propuesta a la que se sumó")),
                Field(name="registrada", description=_("Cuándo se registró"), type="date"),
                Field(name="problema", description=_("El problema")),
                Field(name="solucion", description=_("La solución que se pide")),
                Field(name="url", description=_("Su página"), type="url"),
            ),
        ),
    ),
)


def work_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per typical work that is offered."""
    for w in TypicalWork.objects.filter(active=True).order_by("name", "unit"):
        low, high = pesos(w.cost_min_centavos), pesos(w.cost_max_centavos)
        yield w.name, w.unit, low, high, w.category_code or None, w.size_code or None, w.year, w.source or None


WORKS = DatasetSpec(
    slug="obras-tipo",
    title=_("Precios de obras tipo"),
    description=_(
        "Lo que suele costar cada obra por unidad: con esto se calculan los costos de las propuestas."
    ),
    periodicity="ANNUAL",
    theme="ECON",
    keywords=(_("precios"), _("obra pública"), _("costos")),
    order=70,
    tables=(
        Table(
            name="obras-tipo",
            title=_("Obras tipo"),
            rows=work_rows,
            fields=(
                Field(name="obra", description=_("Qué es"), required=True),
                Field(name="unidad", description=_("En qué se mide"), required=True),
                Field(name="desde", description=_("Lo menos que cuesta una unidad"), type="money"),
                Field(name="hasta", description=_("Lo más que cuesta una unidad"), type="money"),
                Field(name="categoria", description=_("Clave de la categoría; sin ella, cualquiera")),
                Field(name="tamano", description=_("Clave del tamaño; sin ella, cualquiera")),
                Field(name="anio", description=_("De qué año son los precios"), type="integer"),
                Field(name="fuente", description=_("De dónde salen")),
            ),
        ),
    ),
)
DATASETS = (PROPOSALS, WORKS)
