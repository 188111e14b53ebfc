"""What feasibility does when a proposal is handed in, and whom it tells of what."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services as notices
from tequio.foundation.messaging.types import Audience, Cadence, Kind, Letter, key, register
from tequio.foundation.web.templatetags.tequio import day_long
from tequio.participation.feasibility import services
from tequio.participation.feasibility.events import OpinionsPublished, ReviewAssigned
from tequio.participation.feasibility.handlers import due_process  # noqa: F401 - registers its own
from tequio.participation.feasibility.models import Review
from tequio.participation.proposals.events import ProposalSubmitted, SupportsReached
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import STATE_LABELS, ProposalState

_NAMED = {"titulo": _("Árboles para el andador"), "folio": "00-0042"}
_REASONS = {"razones": _("Servicios Públicos: el terreno es municipal y hay toma de agua.")}
_day = lazy(day_long, str)

register(
    Kind(
        code="feasibility.assigned",
        label=_("Le toca dictaminar a su área"),
        audience=Audience.STAFF,
        subject=_("Por dictaminar: {folio}, {titulo}"),
        body=_("{area} debe dictaminar la propuesta {folio}, «{titulo}». Tiene hasta el {fecha}."),
        samples=_NAMED | {"area": _("Servicios Públicos"), "fecha": _("viernes 22")},
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="feasibility.feasible",
        label=_("Su propuesta es factible"),
        audience=Audience.AUTHOR,
        subject=_("Su propuesta {folio} es factible"),
        body=_("Buenas noticias: su propuesta «{titulo}» es factible y pasa a la votación.\n\n{razones}"),
        samples=_NAMED | _REASONS,
        transactional=True,
    ),
    Kind(
        code="feasibility.infeasible",
        label=_("Su propuesta no es factible"),
        audience=Audience.AUTHOR,
        subject=_("Su propuesta {folio} no es factible"),
        body=_(
            "Su propuesta «{titulo}» no pasa a la votación. Las razones de cada área:\n\n{razones}\n\n"
            "En la página de la propuesta están los dictámenes completos."
        ),
        samples=_NAMED | _REASONS,
        transactional=True,
    ),
    Kind(
        code="feasibility.outcome",
        label=_("Se publica el dictamen de una propuesta que sigue"),
        audience=Audience.FOLLOWER,
        subject=_("Dictamen de {folio}: {resultado}"),
        body=_("Se publicó el dictamen de «{titulo}». Resultado: {resultado}."),
        samples=_NAMED | {"resultado": STATE_LABELS[ProposalState.FEASIBLE]},
    ),
)


@on(ProposalSubmitted)
def ask_the_offices(event: ProposalSubmitted) -> None:
    """Ask each office that the rules name. Running twice asks once; what was withdrawn is left alone."""
    found = Proposal.objects.select_related("edition").filter(pk=event.proposal_id)
    proposal = found.filter(submitted_at__isnull=False).first()
    if proposal is None or proposal.submitted_at is None:
        return
    services.assign_required(edition=proposal.edition, proposals=[proposal], at=proposal.submitted_at)


@on(SupportsReached)
def ask_once_it_is_supported(event: SupportsReached) -> None:
    """Ask the offices about a proposal that has just gathered its supports. Running twice asks once."""
    proposal = Proposal.objects.select_related("edition").filter(pk=event.proposal_id).first()
    if proposal is not None:
        services.assign_required(edition=proposal.edition, proposals=[proposal], at=timezone.now())


@on(ReviewAssigned)
def tell_the_office(event: ReviewAssigned) -> None:
    """Tell the liaisons of an office what they were asked for, unless it no longer waits for them."""
    review = (
        Review.objects.select_related("proposal", "office")
        .filter(proposal=event.proposal_id, office=event.office_id, verdict__isnull=True)
        .first()
    )
    if review is None:
        return
    notices.notify(
        kind="feasibility.assigned",
        recipients=accounts.staff_of(event.office_id, Permission.GIVE_OPINION),
        subject_key=key("proposal", event.proposal_id),
        context={
            "titulo": review.proposal.title,
            "folio": review.proposal.folio or "",
            "area": review.office.name,
            "fecha": _day(review.due),
            "enlace": reverse("feasibility:opinion", args=[review.pk]),
        },
        event_key=f"review:{event.proposal_id}:{event.office_id}:{event.due}",
    )


@on(OpinionsPublished)
def tell_the_outcomes(event: OpinionsPublished) -> None:
    """Tell every author the outcome with its reasons, and the followers the outcome; each once."""
    judged = (
        Proposal.objects.filter(edition=event.edition_id, reviews__published_at__isnull=False)
        .distinct()
        .prefetch_related("reviews__office")
    )
    for state in (ProposalState.FEASIBLE, ProposalState.INFEASIBLE):
        _tell_outcome(judged.filter(state=state), state)


def _tell_outcome(judged: QuerySet[Proposal], state: ProposalState) -> None:
    found = list(judged)
    followers = messaging.followers_of(key("proposal", p.pk) for p in found)
    own, others = [], []
    for proposal in found:
        page = reverse("proposals:detail", args=[proposal.folio])
        named = {"titulo": proposal.title, "folio": proposal.folio or "", "enlace": page}
        subject_key, author = key("proposal", proposal.pk), {proposal.author_id}
        facts = {"subject_key": subject_key, "event_key": f"outcome:{proposal.pk}:{state.value}"}
        own.append(
            Letter(
                recipients=[pk for pk in author if pk is not None],
                context=named | {"razones": _reasons(proposal)},
                **facts,
            )
        )
        others.append(
            Letter(
                recipients=followers.get(subject_key, set()) - author,
                context=named | {"resultado": STATE_LABELS[state]},
                **facts,
            )
        )
    notices.notify_all(kind=f"feasibility.{state.value}", letters=own)
    notices.notify_all(kind="feasibility.outcome", letters=others)


def _reasons(proposal: Proposal) -> str:
    published = [review for review in proposal.reviews.all() if review.published_at and review.verdict]
    return "\n\n".join(f"{review.office.name}: {review.reasons}" for review in published)
