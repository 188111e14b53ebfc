"""What followers of an exercise and authors of carried voices are told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Kind, key, register
from tequio.participation.forums.events.exercise import ContributionCarried, ForumAmended, ForumPublished
from tequio.participation.forums.models import Contribution, Forum

register(
    Kind(
        code="forums.published",
        label=_("Se publica un foro nuevo"),
        audience=Audience.FOLLOWER,
        subject=_("Nuevo foro: {foro}"),
        body=_("Ya se publicó «{foro}». Ahí puede ver de qué se habla, las fechas y cómo participar."),
        samples={"foro": _("Foro del plan municipal")},
    ),
    Kind(
        code="forums.amended",
        label=_("Cambia algo de un foro que sigue"),
        audience=Audience.FOLLOWER,
        subject=_("Cambió algo en {foro}"),
        body=_("Se modificó «{foro}». Lo que cambió está en su página.\n\nMotivo: {motivo}"),
        samples={"foro": _("Foro del plan municipal"), "motivo": _("llovió los dos días de las mesas")},
    ),
    Kind(
        code="forums.carried",
        label=_("Su aportación pasa a otro foro"),
        audience=Audience.AUTHOR,
        subject=_("Su aportación {anterior} pasa a otro foro"),
        body=_(
            "Nadie contestó su aportación «{titulo}», y no se pierde: desde ahora es parte de «{foro}», con el"
            " folio {folio}. Sus votos de antes no pasan: en este foro se vota de nuevo."
        ),
        samples={
            "anterior": "V00-0042",
            "folio": "V02-0007",
            "titulo": _("Luz en el andador"),
            "foro": _("Foro del plan municipal"),
        },
    ),
)


@on(ForumPublished)
def tell_of_the_forum(event: ForumPublished) -> None:
    """Tell who follows any exercise that there is a new one."""
    forum = Forum.objects.published().filter(pk=event.forum_id).first()
    if forum is None:
        return
    others = Forum.objects.published().exclude(pk=forum.pk).values_list("pk", flat=True)
    followers = {person for pk in others for person in messaging.followers(key("forum", pk))}
    services.notify(
        kind="forums.published",
        recipients=followers,
        subject_key=key("forum", forum.pk),
        context={"foro": forum.name, "enlace": reverse("forums:detail", args=[forum.slug])},
        event_key=f"forum-published:{forum.pk}",
    )


@on(ForumAmended)
def tell_of_the_change(event: ForumAmended) -> None:
    """Tell the followers what changed and why."""
    forum = Forum.objects.published().filter(pk=event.forum_id).first()
    if forum is None:
        return
    page = reverse("forums:detail", args=[forum.slug])
    services.notify(
        kind="forums.amended",
        recipients=messaging.followers(key("forum", forum.pk)),
        subject_key=key("forum", forum.pk),
        context={"foro": forum.name, "motivo": event.reason, "enlace": f"{page}#cambios"},
        event_key=f"forum-amended:{event.amendment_id}",
    )


@on(ContributionCarried)
def tell_the_author(event: ContributionCarried) -> None:
    """Tell the author where the voice stands now; one without an account finds it from the old page."""
    found = Contribution.objects.select_related("forum").filter(pk=event.contribution_id)
    voice = found.filter(author__isnull=False).first()
    if voice is None or voice.author_id is None:
        return
    page = reverse("forums:detail", args=[voice.forum.slug])
    services.notify(
        kind="forums.carried",
        recipients=[voice.author_id],
        subject_key=key("forum", voice.forum_id),
        context={
            "anterior": event.source_folio,
            "folio": event.folio,
            "titulo": voice.title,
            "foro": voice.forum.name,
            "enlace": f"{page}voces/{event.folio}/",
        },
        event_key=f"voice-carried:{voice.pk}",
    )
