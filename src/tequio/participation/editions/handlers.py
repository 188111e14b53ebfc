"""What the followers of an edition are told. Each kind of notice stands beside what sends it."""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Kind, key, register
from tequio.participation.editions import queries
from tequio.participation.editions.events import EditionPublished, PhaseRescheduled
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind

_moment = lazy(queries.said, str)
_end = lazy(queries.last_moment, str)
_SAMPLES = {
    "edicion": _("Presupuesto participativo"),
    "etapa": _("Votación"),
    "abre": _("lunes 4 a las 9 de la mañana"),
    "cierra": _("viernes 22 a las 6 de la tarde"),
    "motivo": _("falló el servicio de internet"),
}


def _samples(*names: str) -> dict[str, object]:
    return {name: _SAMPLES[name] for name in names}


register(
    Kind(
        code="editions.published",
        label=_("Se publica una convocatoria nueva"),
        audience=Audience.FOLLOWER,
        subject=_("Nueva convocatoria: {edicion}"),
        body=_("Ya se publicó la convocatoria de «{edicion}». Ahí están las reglas, el dinero y las fechas."),
        samples=_samples("edicion"),
    ),
    Kind(
        code="editions.rescheduled",
        label=_("Cambian las fechas de una edición"),
        audience=Audience.FOLLOWER,
        subject=_("Cambiaron las fechas de {edicion}"),
        body=_(
            "La etapa «{etapa}» de «{edicion}» abre el {abre} y cierra el {cierra}.\n\n"
            "Motivo del cambio: {motivo}"
        ),
        samples=_SAMPLES,
    ),
    Kind(
        code="editions.opens_soon",
        label=_("Mañana abre una etapa"),
        audience=Audience.FOLLOWER,
        subject=_("Abre pronto: {etapa}"),
        body=_("La etapa «{etapa}» de «{edicion}» abre el {abre} y cierra el {cierra}."),
        samples=_samples("edicion", "etapa", "abre", "cierra"),
    ),
    Kind(
        code="editions.closes_soon",
        label=_("Una etapa cierra en dos días"),
        audience=Audience.FOLLOWER,
        subject=_("Cierra pronto: {etapa}"),
        body=_(
            "La etapa «{etapa}» de «{edicion}» cierra el {cierra}. Después ya no se podrá participar en ella."
        ),
        samples=_samples("edicion", "etapa", "cierra"),
    ),
)


@on(EditionPublished)
def tell_of_the_edition(event: EditionPublished) -> None:
    """Tell who follows any edition that there is a new one."""
    edition = Edition.objects.published().filter(pk=event.edition_id, imported_from="").first()
    if edition is None:
        return
    services.notify(
        kind="editions.published",
        recipients=messaging.followers_of_any("edition"),
        subject_key=key("edition", edition.pk),
        context={"edicion": edition.name, "enlace": _page(edition)},
        event_key=f"edition-published:{edition.pk}",
    )


@on(PhaseRescheduled)
def tell_of_the_dates(event: PhaseRescheduled) -> None:
    """Tell who follows the edition which dates moved, and why."""
    edition = Edition.objects.published().filter(pk=event.edition_id).first()
    if edition is None:
        return
    services.notify(
        kind="editions.rescheduled",
        recipients=messaging.followers(key("edition", edition.pk)),
        subject_key=key("edition", edition.pk),
        context={
            "edicion": edition.name,
            "etapa": PHASE_LABELS[PhaseKind(event.phase)],
            "abre": _moment(datetime.fromisoformat(event.opens)),
            "cierra": _end(datetime.fromisoformat(event.closes)),
            "motivo": event.reason,
            "enlace": _page(edition),
        },
        event_key=f"phase-moved:{edition.pk}:{event.phase}:{event.opens}:{event.closes}",
    )


def _page(edition: Edition) -> str:
    return reverse("editions:detail", args=[edition.slug])
