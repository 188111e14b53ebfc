"""What became of voices, as open data: duties with their days, answers, labels and confirmed groups."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core import workdays
from tequio.core.duties import Duty, Standing, standing
from tequio.foundation.restdays import queries as restdays
from tequio.participation.forums.models import PUBLIC_STATES, Answer, Assignment, ClusterMember, Tag
from tequio.participation.forums.types import ClusterState
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

_STANDINGS = [
    (Standing.WAITING.value, _("Por responder, en plazo")),
    (Standing.OVERDUE.value, _("Por responder, vencida")),
    (Standing.IN_TIME.value, _("Respondida a tiempo")),
    (Standing.LATE.value, _("Respondida tarde")),
    (Standing.PASSED.value, _("Pasó a otra dependencia")),
]


def _seen(prefix: str) -> dict[str, Any]:
    """Return what makes public the voice that a row speaks of."""
    return {
        f"{prefix}__state__in": PUBLIC_STATES,
        f"{prefix}__hidden_at__isnull": True,
        f"{prefix}__forum__published_at__isnull": False,
    }


def duty_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per duty, by folio. Without names of people."""
    found = Assignment.objects.filter(**_seen("contribution")).select_related("contribution__forum", "office")
    today, extra = timezone.localdate(), restdays.extra()
    for one in found.order_by("contribution__folio", "assigned_at", "pk").iterator(500):
        given = timezone.localdate(one.assigned_at)
        answered = timezone.localdate(one.answered_at) if one.answered_at else None
        duty = Duty(given=given, due=one.due_on, answered=answered, ended=one.ended_at is not None)
        yield (
            one.contribution.folio,
            one.contribution.forum.slug,
            one.office.name,
            given,
            one.due_on,
            answered,
            standing(duty, today).value,
            workdays.count_business_days(given, answered, extra=extra) if answered else None,
            timezone.localdate(one.ended_at) if one.ended_at else None,
            one.end_reason or None,
        )


def answer_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per answer and voice, by folio, corrections too."""
    found = Answer.objects.filter(**_seen("assignment__contribution"))
    found = found.select_related("assignment__contribution__forum", "assignment__office")
    for one in found.order_by("assignment__contribution__folio", "at", "pk").iterator(500):
        voice = one.assignment.contribution
        yield (voice.folio, voice.forum.slug, one.assignment.office.name, timezone.localdate(one.at), one.text)


def tag_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per label that a person confirmed, by folio."""
    found = Tag.objects.filter(**_seen("contribution")).select_related("contribution__forum", "concept__scheme")
    found = found.order_by("contribution__folio", "concept__scheme__slug", "concept__code", "pk")
    for one in found.iterator(500):
        concept = one.concept
        yield (
            one.contribution.folio,
            one.contribution.forum.slug,
            concept.scheme.slug,
            concept.code,
            concept.label,
        )


def group_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per voice of a confirmed group."""
    found = ClusterMember.objects.filter(
        cluster__state=ClusterState.CONFIRMED.value, **_seen("contribution")
    ).select_related("cluster", "contribution__forum")
    for one in found.order_by("contribution__forum__slug", "cluster", "contribution__folio").iterator(500):
        yield (one.contribution.folio, one.contribution.forum.slug, one.cluster_id, one.cluster.name)


_FOLIO = Field(name="folio", description=_("Folio de la aportación"), required=True)
_FORUM = Field(name="foro", description=_("Clave del foro"))
_OFFICE = Field(name="dependencia", description=_("A qué dependencia se turnó"))

ANSWERS = DatasetSpec(
    slug="respuestas-de-foros",
    title=_("Respuestas a lo que se aportó en los foros"),
    description=_(
        "A qué dependencia se turnó cada aportación, con qué plazo, qué respondió y en cuántos días hábiles;"
        " con qué se etiquetó y con cuáles se agrupó. Sin nombres."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("foro"), _("plan municipal"), _("respuesta"), _("participación")),
    order=57,
    tables=(
        Table(
            name="turnos",
            title=_("Turnos"),
            rows=duty_rows,
            fields=(
                _FOLIO,
                _FORUM,
                _OFFICE,
                Field(name="turnada", description=_("Qué día se turnó"), type="date"),
                Field(name="plazo", description=_("Último día para responder"), type="date"),
                Field(name="respondida", description=_("Qué día se respondió por primera vez"), type="date"),
                Field(name="estado", description=_("Cómo va"), codes=_STANDINGS),
                Field(name="dias", description=_("Días hábiles que tardó"), type="integer", unit=_("días")),
                Field(name="termino", description=_("Qué día dejó de tocarle"), type="date"),
                Field(name="motivo", description=_("Por qué dejó de tocarle")),
            ),
        ),
        Table(
            name="respuestas",
            title=_("Respuestas"),
            rows=answer_rows,
            fields=(
                _FOLIO,
                _FORUM,
                _OFFICE,
                Field(name="dia", description=_("Qué día se respondió"), type="date"),
                Field(name="respuesta", description=_("Qué se respondió; la última vale")),
            ),
        ),
        Table(
            name="etiquetas",
            title=_("Etiquetas"),
            rows=tag_rows,
            fields=(
                _FOLIO,
                _FORUM,
                Field(name="lista", description=_("De qué lista es la etiqueta, como los ODS")),
                Field(name="clave", description=_("Su clave en la lista")),
                Field(name="etiqueta", description=_("Cómo se llama")),
            ),
        ),
        Table(
            name="agrupaciones",
            title=_("Agrupaciones"),
            rows=group_rows,
            fields=(
                _FOLIO,
                _FORUM,
                Field(name="numero", description=_("Número de la agrupación"), type="integer"),
                Field(name="agrupacion", description=_("Cómo se llama")),
            ),
        ),
    ),
)
