"""The editions, their dates and money, the map that they use and the days that are not worked, as data."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tequio.core.dcat.types import Period
from tequio.foundation.restdays.models import RestDay
from tequio.foundation.territory.models import Unit
from tequio.participation.editions import queries
from tequio.participation.editions.models import Edition, Envelope, Phase
from tequio.participation.editions.types import PHASE_LABELS, RULE_LABELS
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

_EDITION = Field(name="edicion", description=_("Clave de la edición, como en su dirección"), required=True)


def _pesos(centavos: int | None) -> Decimal | None:
    return None if centavos is None else Decimal(centavos).scaleb(-2)


def edition_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per edition that anyone may see."""
    for one in Edition.objects.published().select_related("territory").order_by("year", "slug"):
        yield (
            one.slug,
            one.name,
            one.year,
            one.rule,
            one.max_choices,
            one.territory.name,
            one.currency,
            one.published_at,
            one.rulebook_sha256,
            f"{settings.PUBLIC_URL}/ediciones/{one.slug}/",
        )


def phase_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per phase of the editions that anyone may see."""
    found = Phase.objects.filter(edition__published_at__isnull=False).select_related("edition")
    for one in found.order_by("edition__year", "edition__slug", "opens"):
        yield one.edition.slug, one.kind, str(PHASE_LABELS[one.kind]), one.opens, one.closes  # type: ignore[index]


def envelope_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per envelope of the editions that anyone may see."""
    found = Envelope.objects.filter(edition__published_at__isnull=False)
    found = found.select_related("edition", "unit", "size").defer("unit__geometry", "unit__sketch")
    for one in found.order_by("edition__year", "edition__slug", "unit__code", "size__code", "pk"):
        unit, size = one.unit, one.size
        yield (
            one.edition.slug,
            unit.code if unit else None,
            unit.name if unit else None,
            size.name if size else None,
            _pesos(one.amount_centavos),
            one.winners_max,
        )


def _period() -> Period | None:
    """Return the time that the editions run through."""
    dates = [phase for one in queries.published() for phase in queries.phases(one)]
    if not dates:
        return None
    return Period(min(p.opens for p in dates).date(), max(p.closes for p in dates).date())


EDITIONS = DatasetSpec(
    slug="ediciones",
    title=_("Ediciones del presupuesto participativo"),
    description=_("Cada edición con sus reglas, sus fechas y su dinero por territorio y tamaño."),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("presupuesto participativo"), _("convocatoria"), _("fechas"), _("dinero")),
    temporal=_period,
    order=40,
    tables=(
        Table(
            name="ediciones",
            title=_("Ediciones"),
            rows=edition_rows,
            fields=(
                _EDITION,
                Field(name="nombre", description=_("Nombre"), required=True),
                Field(name="anio", description=_("Año"), type="integer"),
                Field(
                    name="regla",
                    description=_("Cómo se cuentan los votos"),
                    codes=[(rule.value, label) for rule, label in RULE_LABELS.items()],
                ),
                Field(name="opciones_max", description=_("Cuántos proyectos marca una boleta"), type="integer"),
                Field(name="territorio", description=_("Versión del mapa")),
                Field(name="moneda", description=_("Moneda, como en ISO 4217")),
                Field(name="publicada", description=_("Cuándo se publicó"), type="datetime"),
                Field(name="convocatoria_sha256", description=_("Huella de la convocatoria en vigor")),
                Field(name="url", description=_("Su página"), type="url"),
            ),
        ),
        Table(
            name="fases",
            title=_("Fechas de cada etapa"),
            rows=phase_rows,
            fields=(
                _EDITION,
                Field(
                    name="fase",
                    description=_("Etapa"),
                    codes=[(kind.value, label) for kind, label in PHASE_LABELS.items()],
                ),
                Field(name="nombre", description=_("La etapa, en palabras")),
                Field(name="abre", description=_("Desde cuándo"), type="datetime"),
                Field(name="cierra", description=_("Hasta cuándo, sin incluirlo"), type="datetime"),
            ),
        ),
        Table(
            name="bolsas",
            title=_("Dinero por territorio y tamaño"),
            rows=envelope_rows,
            fields=(
                _EDITION,
                Field(name="territorio_clave", description=_("Clave del territorio; sin ella, toda la ciudad")),
                Field(name="territorio", description=_("Nombre del territorio")),
                Field(name="tamano", description=_("Tamaño de los proyectos; sin él, cualquiera")),
                Field(name="monto", description=_("Dinero de la bolsa"), type="money"),
                Field(name="ganadores_max", description=_("Cuántos ganan, si hay tope"), type="integer"),
            ),
        ),
    ),
)


def unit_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per unit of each published version of the map."""
    found = Unit.objects.filter(version__published_at__isnull=False).select_related(
        "version", "level", "parent"
    )
    found = found.defer("geometry", "sketch", "parent__geometry", "parent__sketch")
    for one in found.order_by("version__valid_from", "version_id", "level__rank", "code").iterator(500):
        yield (
            one.version.name,
            one.version.valid_from,
            one.level.code,
            one.code,
            one.name,
            one.parent.code if one.parent else None,
            one.population,
            one.centre_lon,
            one.centre_lat,
        )


TERRITORY = DatasetSpec(
    slug="territorio",
    title=_("Territorio"),
    description=_("Sectores, colonias y demás unidades del mapa, en cada una de sus versiones."),
    periodicity="IRREG",
    theme="REGI",
    keywords=(_("territorio"), _("colonias"), _("sectores"), _("población")),
    order=80,
    tables=(
        Table(
            name="territorio",
            title=_("Unidades del territorio"),
            rows=unit_rows,
            point=("lon", "lat"),
            fields=(
                Field(name="version", description=_("Versión del mapa"), required=True),
                Field(name="vigente_desde", description=_("Desde cuándo vale"), type="date"),
                Field(name="nivel", description=_("Nivel: municipio, sector, colonia…")),
                Field(name="clave", description=_("Clave de la unidad"), required=True),
                Field(name="nombre", description=_("Nombre")),
                Field(name="dentro_de", description=_("Clave de la unidad en la que está")),
                Field(name="poblacion", description=_("Habitantes, si se sabe"), type="integer"),
                Field(name="lon", description=_("Longitud de su centro"), type="number", unit=_("grados")),
                Field(name="lat", description=_("Latitud de su centro"), type="number", unit=_("grados")),
            ),
        ),
    ),
)

REST_DAYS = DatasetSpec(
    slug="dias-inhabiles",
    title=_("Días inhábiles"),
    description=_("Los días que no se trabajan además de los de la ley: con ellos se cuentan los plazos."),
    periodicity="IRREG",
    theme="GOVE",
    keywords=(_("plazos"), _("calendario")),
    order=90,
    tables=(
        Table(
            name="dias-inhabiles",
            title=_("Días inhábiles"),
            rows=lambda: RestDay.objects.order_by("day").values_list("day", "reason"),
            fields=(
                Field(name="dia", description=_("Día"), type="date", required=True),
                Field(name="motivo", description=_("Por qué")),
            ),
        ),
    ),
)
DATASETS = (EDITIONS, TERRITORY, REST_DAYS)
