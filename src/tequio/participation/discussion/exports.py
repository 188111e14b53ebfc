"""The moderation desk and its public figures, to take home. Without names of people."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.participation.discussion import queries
from tequio.participation.discussion.queries import Card, Figures
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

DESK_COLUMNS = (
    _("Comentario"),
    _("Sobre"),
    _("Texto"),
    _("Desde"),
    _("Reportes"),
    _("Reglas señaladas"),
    _("Notas de quien reportó"),
    _("Oculto por la regla"),
    _("Motivo"),
    _("Inconformidad"),
)
FIGURE_COLUMNS = (
    _("Regla"),
    _("Título"),
    _("Reportes"),
    _("Reportes que no procedieron"),
    _("Ocultos"),
    _("Vueltos a mostrar"),
    _("Inconformidades"),
    _("Con la razón"),
)


def desk_rows(cards: Iterable[Card]) -> Iterator[list[Any]]:
    """Give one row per card, in the order of ``DESK_COLUMNS``."""
    for card in cards:
        rule = card.decision.rule if card.decision else None
        yield [
            card.comment.pk if card.comment else "",
            card.subject.title if card.subject else card.subject_key,
            card.comment.text if card.comment else "",
            card.since.isoformat(timespec="minutes"),
            card.reports or "",
            ", ".join(f"{rule.number} ({n})" for rule, n in card.rules),
            " / ".join(card.notes),
            str(rule) if rule else "",
            card.decision.reason if card.decision else "",
            card.appeal.get_state_display() if card.appeal else "",
        ]


def figure_rows(found: Figures) -> Iterator[list[Any]]:
    """Give one row per rule, in the order of ``FIGURE_COLUMNS``."""
    for row in found.rules:
        yield [
            row.number or "",
            row.title,
            row.reports,
            row.dismissed,
            row.hidden,
            row.restored,
            row.appeals,
            row.upheld,
        ]


MODERATION = DatasetSpec(
    slug="moderacion",
    title=_("Moderación de comentarios"),
    description=_(
        "Cuánto se reportó y se ocultó por cada regla de la casa, y cuántas inconformidades tuvieron la razón."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("moderación"), _("comentarios"), _("transparencia")),
    order=75,
    tables=(
        Table(
            name="moderacion",
            title=_("Moderación por regla"),
            rows=lambda: figure_rows(queries.figures()),
            fields=(
                Field(name="regla", description=_("Número de la regla; sin él, decisiones que no citan una")),
                Field(name="titulo", description=_("Cómo se llama la regla")),
                Field(name="reportes", description=_("Reportes que la señalan"), type="integer"),
                Field(name="no_procedieron", description=_("Reportes que no procedieron"), type="integer"),
                Field(name="ocultos", description=_("Lo que se ocultó por ella"), type="integer"),
                Field(name="vueltos_a_mostrar", description=_("Lo que se volvió a mostrar"), type="integer"),
                Field(name="inconformidades", description=_("Inconformidades"), type="integer"),
                Field(name="con_la_razon", description=_("Inconformidades con la razón"), type="integer"),
            ),
        ),
    ),
)
