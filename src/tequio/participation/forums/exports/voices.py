"""Voices as rows: what anyone may see of them, without names of people nor what they said of themselves."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.dcat.types import Period
from tequio.participation.forums.models import Contribution
from tequio.participation.forums.models.voices import PUBLIC_STATES
from tequio.participation.forums.types import CHANNEL_LABELS, STATE_LABELS, Channel, ContributionState
from tequio.publishing.opendata.types import DatasetSpec, Field, Table

FIELDS = (
    Field(name="folio", description=_("Folio, el mismo para siempre"), required=True),
    Field(name="foro", description=_("Clave del foro")),
    Field(name="pilar", description=_("Pilar del que trata")),
    Field(name="tema", description=_("Clase de problema")),
    Field(name="problema", description=_("El problema")),
    Field(name="titulo", description=_("Lo que se propone, en una frase")),
    Field(name="idea", description=_("Lo que se propone, con más detalle")),
    Field(name="vision", description=_("Cómo debería ser en el año del horizonte")),
    Field(name="primer_paso", description=_("El primer paso")),
    Field(name="colonia", description=_("Colonia de la que habla")),
    Field(name="lugar", description=_("El lugar, en palabras de quien aporta")),
    Field(
        name="estado",
        description=_("En qué está"),
        codes=[(state, STATE_LABELS[ContributionState(state)]) for state in PUBLIC_STATES],
    ),
    Field(name="unida_a", description=_("Folio de la aportación a la que se unió")),
    Field(name="viene_de", description=_("Folio que tenía en un ejercicio anterior")),
    Field(
        name="canal",
        description=_("Por dónde llegó"),
        codes=[(c.value, CHANNEL_LABELS[c]) for c in Channel],
    ),
    Field(name="votos", description=_("Votos de otras personas"), type="integer"),
    Field(name="registrada", description=_("Qué día se registró"), type="date"),
    Field(name="url", description=_("Su página"), type="url"),
)
COLUMNS = [field.name for field in FIELDS]


def row(voice: Contribution) -> tuple[Any, ...]:
    """Return a voice as a row: its day, not its hour; its colonia, not its point."""
    return (
        voice.folio,
        voice.forum.slug,
        voice.pillar.name if voice.pillar else None,
        voice.theme.name if voice.theme else None,
        voice.problem,
        voice.title,
        voice.idea or None,
        voice.vision or None,
        voice.first_step or None,
        voice.site.name if voice.site else None,
        voice.place or None,
        voice.state,
        voice.merged_into.folio if voice.merged_into else None,
        voice.carried_from.folio if voice.carried_from else None,
        voice.channel,
        getattr(voice, "votes_count", 0),
        timezone.localdate(voice.submitted_at) if voice.submitted_at else None,
        settings.PUBLIC_URL + reverse("forums:voice", args=[voice.forum.slug, voice.folio]),
    )


def voice_rows() -> Iterator[tuple[Any, ...]]:
    """Give one row per voice that anyone may see, by folio."""
    found = Contribution.objects.public().filter(forum__published_at__isnull=False).for_cards().with_votes()
    found = found.select_related("merged_into", "carried_from").prefetch_related(None).order_by("folio")
    for voice in found.iterator(chunk_size=500):
        yield row(voice)


def _period() -> Period | None:
    found = Contribution.objects.public().aggregate(first=Min("submitted_at"), last=Max("submitted_at"))
    if found["first"] is None:
        return None
    return Period(timezone.localdate(found["first"]), timezone.localdate(found["last"]))


VOICES = DatasetSpec(
    slug="voces-de-foros",
    title=_("Aportaciones a foros"),
    description=_(
        "Lo que la gente dijo en cada foro, con los votos que reunió."
        " Sin nombres de personas ni lo que cada una dijo de sí."
    ),
    periodicity="HOURLY",
    theme="GOVE",
    keywords=(_("foro"), _("plan municipal de desarrollo"), _("participación ciudadana")),
    temporal=_period,
    order=47,
    tables=(Table(name="voces", title=_("Aportaciones"), rows=voice_rows, fields=FIELDS),),
)
