"""The dataset of the results on the public shelf."""

from django.utils.translation import gettext_lazy as _

from tequio.participation.ballots import queries
from tequio.publishing.opendata.types import DatasetSpec

RESULTS = DatasetSpec(
    slug=queries.DATASET,
    title=_("Resultados y boletas de las votaciones"),
    description=_(
        "De cada votación: las boletas sin nombre ni hora (Pabulib), el resultado con todas sus cifras, y un"
        " zip con el que cualquiera la vuelve a contar."
    ),
    frequency=_("Al publicarse resultados"),
    order=60,
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
