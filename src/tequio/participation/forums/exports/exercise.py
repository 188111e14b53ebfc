"""The exercises, their pillars with what they are aligned with, and their dates, as data."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tequio.core.dcat.types import Period
from tequio.participation.forums.models import Forum, ForumPhase, Theme
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.types import PHASE_LABELS, PhaseKind
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

_FORUM = Field(name="foro", description=_("Clave del foro, como en su dirección"), required=True)


def forum_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per exercise that anyone may see."""
    for one in Forum.objects.published().select_related("territory").order_by("year", "slug"):
        yield (
            one.slug,
            one.name,
            one.year,
            one.horizon,
            one.territory.name,
            one.contributions_max,
            one.votes_max,
            one.figures_least,
            one.published_at,
            f"{settings.PUBLIC_URL}/foros/{one.slug}/",
        )


def theme_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per theme of the exercises that anyone may see, with the code it is aligned with."""
    found = Theme.objects.filter(pillar__forum__published_at__isnull=False)
    found = found.select_related("pillar__forum", "pillar__concept__scheme", "concept__scheme")
    order = ("pillar__forum__year", "pillar__forum__slug", "pillar__position", "position", "code")
    for one in found.order_by(*order):
        pillar, concept = one.pillar, one.concept or one.pillar.concept
        yield (
            pillar.forum.slug,
            pillar.code,
            pillar.name,
            one.code,
            one.name,
            concept.scheme.slug if concept else None,
            concept.code if concept else None,
        )


def phase_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per phase of the exercises that anyone may see."""
    found = ForumPhase.objects.filter(forum__published_at__isnull=False).select_related("forum")
    for one in found.order_by("forum__year", "forum__slug", "opens"):
        yield one.forum.slug, one.kind, str(PHASE_LABELS[PhaseKind(one.kind)]), one.opens, one.closes


def _period() -> Period | None:
    """Return the time that the exercises run through."""
    dates = [phase for one in queries.published() for phase in queries.phases(one)]
    if not dates:
        return None
    return Period(min(p.opens for p in dates).date(), max(p.closes for p in dates).date())


FORUMS = DatasetSpec(
    slug="foros",
    title=_("Foros del plan municipal"),
    description=_("Cada foro con sus reglas, sus pilares y temas alineados, y sus fechas."),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("plan municipal de desarrollo"), _("foro"), _("participación ciudadana")),
    temporal=_period,
    order=42,
    tables=(
        Table(
            name="foros",
            title=_("Foros"),
            rows=forum_rows,
            fields=(
                _FORUM,
                Field(name="nombre", description=_("Nombre"), required=True),
                Field(name="anio", description=_("Año"), type="integer"),
                Field(name="horizonte", description=_("Año de la visión"), type="integer"),
                Field(name="territorio", description=_("Versión del mapa")),
                Field(name="aportaciones_max", description=_("Aportaciones por persona"), type="integer"),
                Field(name="votos_max", description=_("Votos por persona"), type="integer"),
                Field(name="cifra_minima", description=_("Cifra más pequeña que se muestra"), type="integer"),
                Field(name="publicado", description=_("Cuándo se publicó"), type="datetime"),
                Field(name="url", description=_("Su página"), type="url"),
            ),
        ),
        Table(
            name="pilares_y_temas",
            title=_("Pilares y temas"),
            rows=theme_rows,
            fields=(
                _FORUM,
                Field(name="pilar", description=_("Clave del pilar"), required=True),
                Field(name="pilar_nombre", description=_("Nombre del pilar")),
                Field(name="tema", description=_("Clave del tema"), required=True),
                Field(name="tema_nombre", description=_("Nombre del tema")),
                Field(name="clasificacion", description=_("Clasificación con la que se alinea")),
                Field(name="concepto", description=_("Clave en esa clasificación")),
            ),
        ),
        Table(
            name="etapas_de_los_foros",
            title=_("Fechas de cada etapa"),
            rows=phase_rows,
            fields=(
                _FORUM,
                Field(
                    name="etapa",
                    description=_("Etapa"),
                    codes=[(kind.value, label) for kind, label in PHASE_LABELS.items()],
                ),
                Field(name="nombre", description=_("La etapa, en palabras")),
                Field(name="abre", description=_("Desde cuándo"), type="datetime"),
                Field(name="cierra", description=_("Hasta cuándo, sin incluirlo"), type="datetime"),
            ),
        ),
    ),
)
