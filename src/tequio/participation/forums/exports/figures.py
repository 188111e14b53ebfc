"""The figures of an exercise in words: their tables, the names of their cells, and rows for files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.core.livefigures import CROSSINGS, UNSAID, Cell
from tequio.foundation.territory import queries as territory
from tequio.foundation.web.templatetags.tequio import day
from tequio.participation.forums.models import Forum
from tequio.participation.forums.queries import figures as queries
from tequio.participation.forums.types import CHANNEL_LABELS, GENDER_LABELS, Channel, Gender
from tequio.publishing.opendata.types import DatasetSpec, Field
from tequio.publishing.opendata.types import Table as DataTable

Labels = Mapping[str, Mapping[str, str]]
COLUMNS = ("tabla", "pilar", "clave", "nombre", "minimo", "maximo")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: its name in the document, its place in addresses, and what it counts."""

    name: str
    slug: str
    title: Any
    of: Any  # what a row is
    unit: Any  # what is counted


_PEOPLE = gettext_lazy("Personas")
TABLES = (
    Table("gender", "genero", gettext_lazy("Mujeres y hombres"), gettext_lazy("Género"), _PEOPLE),
    Table("age", "edad", gettext_lazy("De qué edades"), gettext_lazy("Edad"), _PEOPLE),
    Table("sector", "sector", gettext_lazy("De qué sectores"), gettext_lazy("Sector"), _PEOPLE),
    Table("unit", "colonia", gettext_lazy("De qué colonias"), gettext_lazy("Colonia"), _PEOPLE),
    Table("pillar", "pilar", gettext_lazy("De qué pilares se habla"), gettext_lazy("Pilar"), _PEOPLE),
    Table("theme", "problema", gettext_lazy("De qué problemas se habla"), gettext_lazy("Problema"), _PEOPLE),
    Table(
        "channel",
        "canal",
        gettext_lazy("Por dónde llegan las voces"),
        gettext_lazy("Canal"),
        gettext_lazy("Voces"),
    ),
    Table("day", "dia", gettext_lazy("Cuándo llegaron las voces"), gettext_lazy("Día"), gettext_lazy("Voces")),
    Table("votes_day", "votos", gettext_lazy("Cuándo se votó"), gettext_lazy("Día"), gettext_lazy("Votos")),
)
CROSSED = (
    Table(
        "pillar_gender",
        "pilar-genero",
        gettext_lazy("De qué hablan mujeres y hombres"),
        gettext_lazy("Pilar"),
        _PEOPLE,
    ),
    Table("pillar_age", "pilar-edad", gettext_lazy("De qué habla cada edad"), gettext_lazy("Pilar"), _PEOPLE),
)
BY_SLUG = {table.slug: table for table in (*TABLES, *CROSSED)}


def labels(forum: Forum) -> dict[str, dict[str, str]]:
    """Return the name of each cell of each table but those of days. Five queries, however many cells."""
    level = territory.lowest_level(forum.territory)
    pillars = list(forum.pillars.prefetch_related("themes"))
    unsaid = _("No lo dijeron")
    return {
        "gender": {gender.value: str(GENDER_LABELS[gender]) for gender in Gender},
        "age": {UNSAID: unsaid} | {str(low): ages(low, high) for low, high in forum.age_bands},
        "sector": {UNSAID: unsaid} | dict(forum.sectors.values_list("code", "name")),
        "unit": {UNSAID: unsaid} | (dict(level.units.values_list("code", "name")) if level else {}),
        "pillar": {UNSAID: _("Solo votaron")} | {pillar.code: pillar.name for pillar in pillars},
        "theme": {
            f"{pillar.code}/{theme.code}": theme.name for pillar in pillars for theme in pillar.themes.all()
        },
        "channel": {channel.value: str(CHANNEL_LABELS[channel]) for channel in Channel},
    }


def ages(low: int, high: int | None) -> str:
    """Return a band of ages as people say it: ``18 a 29 años``, ``60 años o más``."""
    if high is None:
        return _("%(low)s años o más") % {"low": low}
    if low == 0:
        return _("Menos de %(next)s años") % {"next": high + 1}
    return _("%(low)s a %(high)s años") % {"low": low, "high": high}


def name(names: Labels, table: str, code: str) -> str:
    """Return how a cell is called; of days, the day."""
    found = names.get(table, {}).get(code)
    if found is not None:
        return found
    return day(date.fromisoformat(code)) if table in ("day", "votes_day") and code else code


def cell(pair: Any) -> Cell:
    """Return a figure of a stored document."""
    return Cell(*pair)


def said(figure: Cell, *, final: bool) -> str:
    """Return a figure as it is read: ``1,038``, ``30 o más``, ``menos de 10``, ``reservado`` (LIV-11).

    The same words are written by ``live.js``.
    """
    if figure.exact:
        return _number(figure.low)
    if figure.low == 0:
        return _("reservado") if figure.high is None else _("menos de %(n)s") % {"n": figure.high + 1}
    if final and figure.high is not None:
        return _("%(low)s a %(high)s") % {"low": _number(figure.low), "high": _number(figure.high)}
    return _("%(n)s o más") % {"n": _number(figure.low)}


def rows(document: Mapping[str, Any], table: Table, names: Labels) -> Iterator[tuple[Any, ...]]:
    """Give the rows of one table under ``COLUMNS``: the least and the most that each figure may be."""
    if table.name in CROSSINGS:
        trait = CROSSINGS[table.name]
        for pillar, cells in document["crossings"][table.name].items():
            for code, (low, high) in cells.items():
                yield (
                    table.slug,
                    name(names, "pillar", pillar),
                    code,
                    name(names, trait, code),
                    low,
                    high,
                )
        return
    for code, (low, high) in document["tables"][table.name].items():
        yield table.slug, "", code, name(names, table.name, code), low, high


def every_row(document: Mapping[str, Any], names: Labels) -> Iterator[tuple[Any, ...]]:
    """Give the rows of every table of a document, and its totals first."""
    totals = {"people": _("Personas"), "voices": _("Voces"), "votes": _("Votos")}
    for code, (low, high) in document["totals"].items():
        yield "total", "", code, totals[code], low, high
    for table in (*TABLES, *CROSSED):
        yield from rows(document, table, names)


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def final_rows() -> Iterator[tuple[Any, ...]]:
    """Give the final figures of every exercise that is over, the exercise first."""
    for forum, snapshot in queries.final_ones():
        for row in every_row(snapshot.document, labels(forum)):
            yield forum.slug, forum.year, snapshot.document["at"], *row


FIGURES = DatasetSpec(
    slug="cifras-de-foros",
    title=gettext_lazy("Cifras definitivas de los foros"),
    description=gettext_lazy(
        "Quiénes participaron en cada foro terminado y de qué hablaron. Donde una cifra delataría a alguien se "
        "dice entre cuánto y cuánto está."
    ),
    periodicity="IRREG",
    theme="GOVE",
    keywords=(gettext_lazy("foros"), gettext_lazy("participación"), gettext_lazy("representatividad")),
    order=66,
    tables=(
        DataTable(
            name="cifras-de-foros",
            title=gettext_lazy("Cifras de los foros"),
            rows=final_rows,
            fields=(
                Field(name="foro", description=gettext_lazy("Dirección del foro"), required=True),
                Field(name="anio", description=gettext_lazy("Año del foro"), type="integer"),
                Field(
                    name="al",
                    description=gettext_lazy("De cuándo son las cifras"),
                    type="datetime",
                    required=True,
                ),
                Field(
                    name="tabla",
                    description=gettext_lazy("De qué tabla es la cifra"),
                    codes=[("total", gettext_lazy("Totales"))]
                    + [(t.slug, t.title) for t in (*TABLES, *CROSSED)],
                    required=True,
                ),
                Field(name="pilar", description=gettext_lazy("En los cruces, el pilar")),
                Field(name="clave", description=gettext_lazy("Clave del renglón; vacía, no lo dijeron")),
                Field(name="nombre", description=gettext_lazy("Nombre del renglón")),
                Field(
                    name="minimo",
                    description=gettext_lazy("Lo menos que puede ser la cifra; igual al máximo, es exacta"),
                    type="integer",
                    required=True,
                ),
                Field(
                    name="maximo",
                    description=gettext_lazy("Lo más que puede ser; vacío, no se dice"),
                    type="integer",
                ),
            ),
        ),
    ),
)
