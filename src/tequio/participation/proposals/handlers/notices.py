"""What authors and followers of a proposal are told. Each kind of notice stands beside what sends it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import queries as messaging
from tequio.foundation.messaging import services
from tequio.foundation.messaging.types import Audience, Kind, key, register
from tequio.participation.proposals.events import (
    MergeProposed,
    ProposalHidden,
    ProposalShown,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from tequio.participation.proposals.models import Merger, Proposal

_NAMED = {"titulo": _("Árboles para el andador"), "folio": "00-0042"}

register(
    Kind(
        code="proposals.submitted",
        label=_("Acuse de su propuesta"),
        audience=Audience.AUTHOR,
        subject=_("Recibimos su propuesta {folio}"),
        body=_(
            "Su propuesta «{titulo}» quedó registrada. Guarde su folio, {folio}: con él puede consultarla.\n\n"
            "Mientras el registro siga abierto puede cambiarla o retirarla. Le avisaremos de lo que siga."
        ),
        samples=_NAMED,
        transactional=True,
    ),
    Kind(
        code="proposals.hidden",
        label=_("Moderación ocultó su propuesta"),
        audience=Audience.AUTHOR,
        subject=_("Su propuesta {folio} dejó de verse en público"),
        body=_("Moderación ocultó su propuesta «{titulo}». Usted la sigue viendo.\n\nMotivo: {motivo}"),
        samples=_NAMED | {"motivo": _("incluye el teléfono de una persona")},
        transactional=True,
    ),
    Kind(
        code="proposals.shown",
        label=_("Su propuesta vuelve a verse"),
        audience=Audience.AUTHOR,
        subject=_("Su propuesta {folio} vuelve a verse en público"),
        body=_("Moderación revisó otra vez su propuesta «{titulo}» y ya se ve en público."),
        samples=_NAMED,
        transactional=True,
    ),
    Kind(
        code="proposals.merge_proposed",
        label=_("Le proponen fusionar su propuesta"),
        audience=Audience.AUTHOR,
        subject=_("Le proponen fusionar su propuesta {folio}"),
        body=_(
            "La coordinación propone fusionar «{titulo}» con «{otra}». Se hace solo si ambas aceptan.\n\n"
            "Motivo: {motivo}"
        ),
        samples=_NAMED | {"otra": _("Sombra para el andador"), "motivo": _("piden lo mismo")},
        transactional=True,
    ),
    Kind(
        code="proposals.withdrawn",
        label=_("Se retira una propuesta"),
        audience=Audience.FOLLOWER,
        subject=_("Se retiró la propuesta {folio}"),
        body=_("Quien propuso «{titulo}» la retiró. Su folio no se vuelve a usar."),
        samples=_NAMED,
    ),
)


@on(ProposalSubmitted)
def send_receipt(event: ProposalSubmitted) -> None:
    """Send the author the receipt; from then on they follow their own proposal, until they say otherwise."""
    proposal = Proposal.objects.filter(pk=event.proposal_id).first()
    if proposal is None or proposal.author_id is None:
        return
    told = _tell_author(proposal, "proposals.submitted", f"proposal-submitted:{proposal.pk}")
    subject_key = key("proposal", proposal.pk)
    if told and subject_key in messaging.places([subject_key]):
        services.follow(person_id=proposal.author_id, subject_key=subject_key, at=timezone.now())


@on(ProposalHidden)
def tell_it_was_hidden(event: ProposalHidden) -> None:
    """Tell the author why nobody else sees the proposal; not if it was shown again meanwhile."""
    proposal = Proposal.objects.filter(pk=event.proposal_id, hidden_at__isnull=False).first()
    if proposal is None or proposal.hidden_at is None:
        return
    event_key = f"proposal-hidden:{proposal.pk}:{proposal.hidden_at.isoformat()}"
    _tell_author(proposal, "proposals.hidden", event_key, motivo=event.reason)


@on(ProposalShown)
def tell_it_is_back(event: ProposalShown) -> None:
    """Tell the author that the proposal is public again, once for each time that it was hidden."""
    proposal = Proposal.objects.filter(pk=event.proposal_id, hidden_at__isnull=True).first()
    hiding = messaging.last_event("proposals.hidden", key("proposal", event.proposal_id))
    if proposal is not None and hiding:
        _tell_author(proposal, "proposals.shown", f"shown-after:{hiding}")


@on(ProposalWithdrawn)
def tell_it_was_withdrawn(event: ProposalWithdrawn) -> None:
    """Tell the followers; the author, who withdrew it, knows."""
    proposal = Proposal.objects.filter(pk=event.proposal_id).first()
    if proposal is None:
        return
    subject_key = key("proposal", proposal.pk)
    services.notify(
        kind="proposals.withdrawn",
        recipients=messaging.followers(subject_key) - {proposal.author_id},
        subject_key=subject_key,
        context={"titulo": proposal.title, "folio": event.folio},
        event_key=f"proposal-withdrawn:{proposal.pk}",
    )


@on(MergeProposed)
def tell_of_the_offer(event: MergeProposed) -> None:
    """Tell both authors, who have to answer; not if the offer has ended meanwhile."""
    open_offers = Merger.objects.filter(done_at__isnull=True, ended_at__isnull=True)
    offer = open_offers.select_related("proposal", "into").filter(pk=event.merger_id).first()
    if offer is None:
        return
    page = reverse("proposals:merge_answer", args=[offer.pk])
    for own, other in ((offer.proposal, offer.into), (offer.into, offer.proposal)):
        more = {"otra": other.title, "motivo": event.reason, "enlace": page}
        _tell_author(own, "proposals.merge_proposed", f"merger:{offer.pk}:{own.pk}", **more)


def _tell_author(proposal: Proposal, kind: str, event_key: str, **more: str) -> int:
    if proposal.author_id is None:
        return 0
    folio = proposal.folio or ""
    more.setdefault("enlace", reverse("proposals:detail", args=[folio]))
    return services.notify(
        kind=kind,
        recipients=[proposal.author_id],
        subject_key=key("proposal", proposal.pk),
        context={"titulo": proposal.title, "folio": folio, **more},
        event_key=event_key,
    )
