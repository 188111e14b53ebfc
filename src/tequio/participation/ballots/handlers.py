"""Who is told of results: whoever follows the edition, and the author of each project on the ballot."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Kind, Letter, key, register
from tequio.participation.ballots import services as ballots
from tequio.participation.ballots.events import ProvisionalPublished, ResultsPublished
from tequio.participation.ballots.models import Count, OptionResult
from tequio.participation.ballots.templatetags import ballots as words
from tequio.participation.ballots.types import Outcome

_reason = lazy(words.reason, str)
_score = lazy(words.score, str)
_EDITION = {"edicion": _("Presupuesto participativo")}
_FATE = {"titulo": _("Árboles para el andador"), "votos": _("612 votos"), "razon": _("Le sobraron 40 votos.")}

register(
    Kind(
        code="ballots.last_day",
        label=_("Último día para votar"),
        audience=Audience.FOLLOWER,
        subject=_("Último día para votar en {edicion}"),
        body=_(
            "La votación de «{edicion}» cierra el {cierra}. "
            "Si empezó su voto en un aparato, termínelo en ese mismo.\n\n"
            "Le escribimos porque sigue esta edición: aquí nadie sabe quién ya votó."
        ),
        samples={"edicion": _("Presupuesto participativo"), "cierra": _("viernes 22 a las 6 de la tarde")},
    ),
    Kind(
        code="ballots.results",
        label=_("Se publican los resultados de una edición"),
        audience=Audience.FOLLOWER,
        subject=_("Resultados de {edicion}"),
        body=_("Ya están los resultados de «{edicion}»: qué ganó, con cuántos votos y por qué."),
        samples=_EDITION,
    ),
    Kind(
        code="ballots.provisional",
        label=_("Se publican resultados provisionales de una edición"),
        audience=Audience.FOLLOWER,
        subject=_("Resultados provisionales de {edicion}"),
        body=_("Ya están los resultados provisionales de «{edicion}». Si algo está mal, se pueden impugnar."),
        samples=_EDITION,
    ),
    Kind(
        code="ballots.winner",
        label=_("Su proyecto ganó la votación"),
        audience=Audience.AUTHOR,
        subject=_("Su proyecto ganó: {titulo}"),
        body=_("«{titulo}» ganó en «{edicion}», con {votos}. {razon}\n\nLe avisaremos de cada avance."),
        samples=_EDITION | _FATE,
        transactional=True,
    ),
    Kind(
        code="ballots.not_winner",
        label=_("Su proyecto no ganó la votación"),
        audience=Audience.AUTHOR,
        subject=_("Resultado de su proyecto: {titulo}"),
        body=_(
            "«{titulo}» no quedó entre los ganadores de «{edicion}». Tuvo {votos}. {razon}\n\n"
            "Gracias por proponer. Puede volver a hacerlo en la siguiente edición."
        ),
        samples=_EDITION | _FATE,
        transactional=True,
    ),
)


@on(ResultsPublished)
def examine(event: ResultsPublished) -> None:
    """Have the report of integrity made, which anyone may read."""
    ballots.ask_integrity(count_id=event.count_id, at=timezone.now())


@on(ProvisionalPublished)
def tell_that_they_are_provisional(event: ProvisionalPublished) -> None:
    """Tell the followers that there are results, and that they may be contested."""
    count = Count.objects.select_related("edition").filter(pk=event.count_id).first()
    if count is None:
        return
    services.notify(
        kind="ballots.provisional",
        recipients=messaging.followers(key("edition", count.edition_id)),
        subject_key=key("edition", count.edition_id),
        context={
            "edicion": count.edition.name,
            "enlace": reverse("ballots:results", args=[count.edition.slug]),
        },
        event_key=f"provisional:{count.pk}",
    )


@on(ResultsPublished)
def tell_the_results(event: ResultsPublished) -> None:
    """Tell each author what became of their project and why, and the followers that there are results."""
    count = Count.objects.select_related("edition").filter(pk=event.count_id).first()
    if count is None or count.edition.imported_from:
        return
    edition_key = key("edition", count.edition_id)
    page = reverse("ballots:results", args=[count.edition.slug])
    results = list(OptionResult.objects.filter(count=count).select_related("option__proposal"))
    for outcome in (Outcome.WINNER, Outcome.NOT_WINNER):
        letters = [_letter(row, count, page) for row in results if row.outcome == outcome]
        services.notify_all(kind=f"ballots.{outcome.value}", letters=letters)
    services.notify(
        kind="ballots.results",
        recipients=messaging.followers(edition_key),
        subject_key=edition_key,
        context={"edicion": count.edition.name, "enlace": page},
        event_key=f"results:{count.pk}",
    )


def _letter(row: OptionResult, count: Count, page: str) -> Letter:
    proposal = row.option.proposal
    return Letter(
        recipients=[proposal.author_id] if proposal.author_id else [],
        subject_key=key("proposal", proposal.pk),
        context={
            "titulo": row.option.title,
            "edicion": count.edition.name,
            "votos": _score(row.reason),
            "razon": _reason(row.reason),
            "enlace": page,
        },
        event_key=f"results:{count.pk}:{row.option_id}",
    )
