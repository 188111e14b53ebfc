"""The dataset of flags in the catalogue of open data."""

from django.utils.translation import gettext_lazy as _

from tequio.accountability.alerts.services import shelf
from tequio.publishing.opendata.types import DatasetSpec, Field

FLAGS = DatasetSpec(
    slug=shelf.DATASET,
    title=_("Alertas de contratos y obras"),
    description=_(
        "Lo que merece una segunda mirada en los contratos y las obras, con sus cifras y la respuesta de la "
        "dependencia. Una alerta no es una acusación."
    ),
    frequency=_("Cada noche"),
    order=40,
    fields=(
        Field(name="alerta", description=_("Clave de la alerta, la misma para siempre")),
        Field(name="nombre", description=_("Cómo se llama")),
        Field(
            name="fuente", description=_("De dónde viene la regla: R-código de Cardinal, OCP, flagsMX o propia")
        ),
        Field(name="folio", description=_("Folio del proyecto")),
        Field(name="proyecto", description=_("Nombre del proyecto")),
        Field(name="edicion", description=_("Edición que lo decidió")),
        Field(
            name="ocid", description=_("Clave del proceso de contratación; vacía si la alerta es de la obra")
        ),
        Field(name="area", description=_("Área que responde")),
        Field(name="desde", description=_("Desde cuándo está encendida"), type="date"),
        Field(name="explicacion", description=_("Qué se encontró, con sus cifras")),
        Field(name="respuesta", description=_("Lo que respondió la dependencia, si respondió")),
        Field(name="respondida", description=_("Cuándo respondió"), type="date"),
        Field(name="url", description=_("Página de la alerta"), type="text"),
    ),
)
