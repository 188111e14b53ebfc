"""The dataset of the results on the public shelf."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.participation.ballots import queries
from tequio.participation.ballots.models import OptionResult
from tequio.participation.ballots.types import OUTCOME_LABELS, CountState
from tequio.publishing.opendata.types import DatasetSpec, Field, Table


def result_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per option of each published count, as its page tells it."""
    found = OptionResult.objects.filter(count__published_at__isnull=False, count__withdrawn_at__isnull=True)
    found = found.select_related("count__edition", "option__proposal", "option__envelope__size", "override")
    found = found.select_related("option__envelope__unit").defer(
        "count__result", "count__figures", "option__envelope__unit__geometry", "option__envelope__unit__sketch"
    )
    for one in found.order_by("count__edition__year", "count__edition__slug", "option__number").iterator(500):
        option, envelope = one.option, one.option.envelope
        yield (
            one.count.edition.slug,
            option.number,
            option.proposal.folio,
            option.title,
            envelope.unit.name if envelope.unit else None,
            envelope.size.name if envelope.size else None,
            Decimal(option.cost_centavos).scaleb(-2),
            one.votes,
            one.rank,
            one.outcome,
            hasattr(one, "override"),
            one.count.state.value,
            timezone.localdate(one.count.published_at) if one.count.published_at else None,
        )


_STATES = {CountState.PROVISIONAL: _("Provisional"), CountState.OFFICIAL: _("Oficial")}

RESULTS = DatasetSpec(
    slug=queries.DATASET,
    title=_("Resultados y boletas de las votaciones"),
    description=_(
        "De cada votación: las boletas sin nombre ni hora (Pabulib), el resultado con todas sus cifras, y un"
        " zip con el que cualquiera la vuelve a contar."
    ),
    frequency=_("Al publicarse resultados"),
    periodicity="IRREG",
    theme="GOVE",
    keywords=(_("presupuesto participativo"), _("votación"), _("resultados"), _("boletas")),
    order=60,
    tables=(
        Table(
            name="proyectos",
            title=_("Resultado de cada proyecto votado"),
            rows=result_rows,
            fields=(
                Field(name="edicion", description=_("Clave de la edición"), required=True),
                Field(name="numero", description=_("Número en la boleta"), type="integer", required=True),
                Field(name="folio", description=_("Folio de la propuesta")),
                Field(name="titulo", description=_("Título en la boleta")),
                Field(name="territorio", description=_("Territorio de su bolsa; sin él, toda la ciudad")),
                Field(name="tamano", description=_("Tamaño de su bolsa")),
                Field(name="costo", description=_("Costo en la boleta"), type="money"),
                Field(name="votos", description=_("Votos"), type="integer"),
                Field(name="lugar", description=_("Lugar que ocupó en su bolsa"), type="integer"),
                Field(
                    name="resultado",
                    description=_("Qué pasó"),
                    codes=[(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()],
                ),
                Field(name="cambio_por_acta", description=_("Si una autoridad lo cambió"), type="boolean"),
                Field(
                    name="estado",
                    description=_("Si el conteo es provisional u oficial"),
                    codes=[(state.value, label) for state, label in _STATES.items()],
                ),
                Field(name="publicado", description=_("Cuándo se publicó"), type="date"),
            ),
        ),
    ),
)

_BALLOTS = (_("Derechos entregados"), _("Boletas"), _("Sustituidas"), _("Nulas"))
COLUMNS = {
    "lugares": (_("Lugar"), *_BALLOTS, _("Habitantes")),
    "canales": (_("Canal"), *_BALLOTS),
    "edades": (_("Edad"), _("Personas")),
    "sexos": (_("Sexo"), _("Personas")),
    "proyectos": (
        _("Número"), _("Proyecto"), _("Bolsa"), _("Resultado"), _("Votos"), _("Puntos"), _("Costo en pesos"),
        _("Razón"),
    ),
}  # fmt: skip
