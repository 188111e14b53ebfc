"""What the author of a voice is told. Each kind of notice stands beside what sends it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Kind, key, register
from tequio.participation.forums.events.voices import (
    ContributionHidden,
    ContributionShown,
    ContributionSubmitted,
    ContributionWithdrawn,
)
from tequio.participation.forums.models import Contribution

_NAMED = {"titulo": _("Médico también por las tardes"), "folio": "V00-0042"}

register(
    Kind(
        code="forums.received",
        label=_("Acuse de su aportación"),
        audience=Audience.AUTHOR,
        subject=_("Recibimos su aportación {folio}"),
        body=_(
            "Su aportación «{titulo}» quedó registrada. Guarde su folio, {folio}: con él puede consultarla.\n\n"
            "Mientras el foro reciba aportaciones puede cambiarla o retirarla. Le avisaremos de lo que siga."
        ),
        samples=_NAMED,
        transactional=True,
    ),
    Kind(
        code="forums.hidden",
        label=_("Moderación ocultó su aportación"),
        audience=Audience.AUTHOR,
        subject=_("Su aportación {folio} dejó de verse en público"),
        body=_("Moderación ocultó su aportación «{titulo}». Usted la sigue viendo.\n\nMotivo: {motivo}"),
        samples=_NAMED | {"motivo": _("incluye el teléfono de una persona")},
        transactional=True,
    ),
    Kind(
        code="forums.shown",
        label=_("Su aportación vuelve a verse"),
        audience=Audience.AUTHOR,
        subject=_("Su aportación {folio} vuelve a verse en público"),
        body=_("Moderación revisó otra vez su aportación «{titulo}» y ya se ve en público."),
        samples=_NAMED,
        transactional=True,
    ),
    Kind(
        code="forums.withdrawn",
        label=_("Se retira una aportación"),
        audience=Audience.FOLLOWER,
        subject=_("Se retiró la aportación {folio}"),
        body=_("Quien aportó «{titulo}» la retiró. Su folio no se vuelve a usar."),
        samples=_NAMED,
    ),
)


@on(ContributionSubmitted)
def send_receipt(event: ContributionSubmitted) -> None:
    """Send the author the receipt; from then on they follow their own voice, until they say otherwise."""
    voice = _voice(event.contribution_id)
    if voice is None or voice.author_id is None:
        return
    told = _tell_author(voice, "forums.received", f"voice-received:{voice.pk}")
    subject_key = key("voice", voice.pk)
    if told and subject_key in messaging.places([subject_key]):
        services.follow(person_id=voice.author_id, subject_key=subject_key, at=timezone.now())


@on(ContributionHidden)
def tell_it_was_hidden(event: ContributionHidden) -> None:
    """Tell the author why nobody else sees the voice; not if it was shown again meanwhile."""
    voice = _voice(event.contribution_id)
    if voice is None or voice.hidden_at is None:
        return
    event_key = f"voice-hidden:{voice.pk}:{voice.hidden_at.isoformat()}"
    _tell_author(voice, "forums.hidden", event_key, motivo=event.reason)


@on(ContributionShown)
def tell_it_is_back(event: ContributionShown) -> None:
    """Tell the author that the voice is public again, once for each time that it was hidden."""
    voice = _voice(event.contribution_id)
    hiding = messaging.last_event("forums.hidden", key("voice", event.contribution_id))
    if voice is not None and voice.hidden_at is None and hiding:
        _tell_author(voice, "forums.shown", f"voice-shown-after:{hiding}")


@on(ContributionWithdrawn)
def tell_it_was_withdrawn(event: ContributionWithdrawn) -> None:
    """Tell the followers; the author, who withdrew it, knows."""
    voice = _voice(event.contribution_id)
    if voice is None:
        return
    subject_key = key("voice", voice.pk)
    services.notify(
        kind="forums.withdrawn",
        recipients=messaging.followers(subject_key) - {voice.author_id},
        subject_key=subject_key,
        context={"titulo": voice.title, "folio": event.folio},
        event_key=f"voice-withdrawn:{voice.pk}",
    )


def _voice(pk: int) -> Contribution | None:
    return Contribution.objects.select_related("forum").filter(pk=pk).first()


def _tell_author(voice: Contribution, kind: str, event_key: str, **more: str) -> int:
    if voice.author_id is None:
        return 0
    folio = voice.folio or ""
    more.setdefault("enlace", reverse("forums:voice", args=[voice.forum.slug, folio]))
    return services.notify(
        kind=kind,
        recipients=[voice.author_id],
        subject_key=key("voice", voice.pk),
        context={"titulo": voice.title, "folio": folio, **more},
        event_key=event_key,
    )
