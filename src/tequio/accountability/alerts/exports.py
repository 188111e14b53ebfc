"""The raised flags as rows, for files of lists and for the catalogue of open data."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accountability.alerts import queries
from tequio.accountability.alerts.models import Flag
from tequio.accountability.alerts.types import WORDS, explain
from tequio.core.redflags import Code
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

FIELDS = (
    Field(
        name="alerta",
        description=_("Clave de la alerta, la misma para siempre"),
        codes=[(code.value, words.title) for code, words in WORDS.items()],
        required=True,
    ),
    Field(name="nombre", description=_("Cómo se llama"), required=True),
    Field(name="fuente", description=_("De dónde viene la regla: R-código de Cardinal, OCP, flagsMX o propia")),
    Field(name="folio", description=_("Folio del proyecto"), required=True),
    Field(name="proyecto", description=_("Nombre del proyecto"), required=True),
    Field(name="edicion", description=_("Edición que lo decidió")),
    Field(name="ocid", description=_("Clave del proceso de contratación; vacía si la alerta es de la obra")),
    Field(name="area", description=_("Área que responde"), required=True),
    Field(name="desde", description=_("Desde cuándo está encendida"), type="date", required=True),
    Field(name="explicacion", description=_("Qué se encontró, con sus cifras"), required=True),
    Field(name="respuesta", description=_("Lo que respondió la dependencia, si respondió")),
    Field(name="respondida", description=_("Cuándo respondió"), type="date"),
    Field(name="url", description=_("Página de la alerta"), required=True),
)
COLUMNS = tuple(field.name for field in FIELDS)


def row(flag: Flag) -> tuple[Any, ...]:
    """Return one raised flag as a row under ``COLUMNS``; the flag was read whole."""
    words = WORDS[Code(flag.code)]
    answer = next(iter(flag.answers.all()), None)
    edition = flag.project.edition
    return (
        flag.code,
        str(words.title),
        words.source,
        flag.project.folio,
        flag.project.title,
        edition.slug if edition else "",
        flag.process.ocid if flag.process else "",
        flag.office.name,
        timezone.localdate(flag.raised_at) if flag.raised_at else None,
        explain(Code(flag.code), flag.evidence),
        answer.text if answer else "",
        timezone.localdate(answer.answered_at) if answer else None,
        f"{settings.PUBLIC_URL}{reverse('alerts:flag', args=[words.slug])}",
    )


def _raised() -> Iterator[tuple[Any, ...]]:
    return (row(flag) for flag in queries.raised())


FLAGS = DatasetSpec(
    slug="alertas",
    title=_("Alertas de contratos y obras"),
    description=_(
        "Lo que merece una segunda mirada en los contratos y las obras, con sus cifras y la respuesta de la "
        "dependencia. Una alerta no es una acusación."
    ),
    periodicity="DAILY",
    theme="ECON",
    keywords=(_("alertas"), _("contratos"), _("obra pública"), _("integridad")),
    order=40,
    tables=(Table(name="alertas", title=_("Alertas encendidas"), fields=FIELDS, rows=_raised),),
)
