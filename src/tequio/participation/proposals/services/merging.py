"""Merging a proposal into another, with the consent of both authors, while both are in review."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.core import flow
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.events import MergeEnded, MergeProposed, ProposalsMerged
from tequio.participation.proposals.models import CoAuthor, Merger, Proposal, Support
from tequio.participation.proposals.services.errors import NotMergeable, ReasonMissing
from tequio.participation.proposals.types import AuthorOrigin, ProposalState


@transaction.atomic
def propose_merge(
    *, proposal: Proposal, into: Proposal, reason: str, at: datetime, actor: int | None = None
) -> Merger:
    """Offer to merge ``proposal`` into ``into``. Nothing changes until both authors say yes.

    Raises:
        ReasonMissing: without a reason; it is public.
        NotMergeable: if they are not two proposals of one edition in review, whose authors can answer, or there
            is an open offer for ``proposal`` already.
    """
    if not reason.strip():
        raise ReasonMissing(_("Escriba el motivo: lo leerán las dos personas, y se publica."))
    proposal, into = _locked(proposal.pk, into.pk)
    _demand_mergeable(proposal, into, at=at)
    if proposal.author_id is None or into.author_id is None:
        raise NotMergeable(_("No hay a quién preguntarle: una de las dos ya no tiene autora o autor."))
    try:
        with transaction.atomic():
            merger = Merger.objects.create(
                proposal=proposal, into=into, reason=reason.strip(), proposed_by_id=actor, proposed_at=at
            )
    except IntegrityError as error:
        raise NotMergeable(_("Esta propuesta ya tiene una fusión por responder.")) from error
    event = MergeProposed(
        merger_id=merger.pk,
        edition_id=proposal.edition_id,
        folio=proposal.folio or "",
        into_folio=into.folio or "",
        reason=merger.reason,
    )
    audit.record(event, actor=actor)
    return merger


@transaction.atomic
def accept_merge(*, merger: Merger, person: User, at: datetime) -> Merger:
    """Say yes as an author of one of the two, or of both. The second yes merges them.

    Raises:
        NotMergeable: if the offer ended, or one of them is not in review any more, or opinions came first.
    """
    proposal, into = _locked(merger.proposal_id, merger.into_id)
    merger = _open(merger)
    _demand_mergeable(proposal, into, at=at)
    if proposal.author_id == person.pk:
        merger.accepted_at = merger.accepted_at or at
    if into.author_id == person.pk:
        merger.into_accepted_at = merger.into_accepted_at or at
    if merger.accepted_at and merger.into_accepted_at:
        _merge(merger, proposal, into, at=at, actor=person.pk)
    merger.save(update_fields=["accepted_at", "into_accepted_at", "done_at"])
    return merger


@transaction.atomic
def end_merge(*, merger: Merger, at: datetime, actor: int | None = None) -> None:
    """Refuse an offer as an author, or take it back as the coordinator. Both proposals go on as they were.

    Raises:
        NotMergeable: if it was done or ended already.
    """
    _locked(merger.proposal_id, merger.into_id)
    merger = _open(merger)
    merger.ended_at = at
    merger.save(update_fields=["ended_at"])
    event = MergeEnded(
        merger_id=merger.pk,
        edition_id=merger.proposal.edition_id,
        folio=merger.proposal.folio or "",
        into_folio=merger.into.folio or "",
    )
    audit.record(event, actor=actor)


def _locked(proposal: int, into: int) -> tuple[Proposal, Proposal]:
    """Return both under a lock, always taken in the same order."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("edition", "author")
    found = {row.pk: row for row in rows.filter(pk__in=[proposal, into]).order_by("pk")}
    return found[proposal], found[into]


def _open(merger: Merger) -> Merger:
    found = Merger.objects.select_related("proposal", "into").get(pk=merger.pk)
    if found.done_at or found.ended_at:
        raise NotMergeable(_("Esta fusión ya se respondió."))
    return found


def _demand_mergeable(proposal: Proposal, into: Proposal, *, at: datetime) -> None:
    if proposal.pk == into.pk or proposal.edition_id != into.edition_id:
        raise NotMergeable(_("Se fusionan dos propuestas distintas de la misma edición."))
    for one in (proposal, into):
        if one.state != ProposalState.SUBMITTED or one.hidden_at:
            raise NotMergeable(
                _("La propuesta %(folio)s ya no está en revisión: no se puede fusionar.") % {"folio": one.folio}
            )
    phases = {phase.kind: phase for phase in editions.phases(proposal.edition)}
    judged = phases.get(PhaseKind.FEASIBILITY)
    if judged and judged.moment(at) is flow.Moment.AFTER:
        raise NotMergeable(_("La revisión ya cerró: no se fusionan propuestas después de los dictámenes."))


def _merge(merger: Merger, proposal: Proposal, into: Proposal, *, at: datetime, actor: int) -> None:
    merger.done_at = at
    proposal.state, proposal.merged_into = ProposalState.MERGED.value, into
    proposal.save(update_fields=["state", "merged_into"])
    _sign_together(proposal, into, at=at)
    have = Support.objects.filter(proposal=into, person__isnull=False).values("person")
    more = Support.objects.filter(proposal=proposal).exclude(person__in=have)
    Support.objects.bulk_create(
        Support(proposal=into, person_id=s.person_id, given_at=s.given_at) for s in more
    )
    others = Merger.objects.filter(done_at__isnull=True, ended_at__isnull=True).exclude(pk=merger.pk)
    (others.filter(proposal=proposal) | others.filter(into=proposal)).update(ended_at=at)
    event = ProposalsMerged(
        merger_id=merger.pk,
        proposal_id=proposal.pk,
        into_id=into.pk,
        edition_id=into.edition_id,
        folio=proposal.folio or "",
        into_folio=into.folio or "",
    )
    audit.record(event, actor=actor)


def _sign_together(proposal: Proposal, into: Proposal, *, at: datetime) -> None:
    """Let the author and the co-authors of what is merged sign the other, beyond the usual number."""
    into.coauthors.open().filter(accepted_at__isnull=True, person=proposal.author_id).update(ended_at=at)
    signing = {into.author_id} | set(into.coauthors.open().values_list("person_id", flat=True))
    joining = [(proposal.author_id, proposal.author_name)]
    joining += proposal.coauthors.standing().values_list("person_id", "name")
    for person_id, name in joining:
        if person_id is None or person_id not in signing:
            CoAuthor.objects.create(
                proposal=into,
                person_id=person_id,
                origin=AuthorOrigin.MERGED.value,
                name=name,
                created_at=at,
                accepted_at=at,
            )
    proposal.coauthors.open().filter(accepted_at__isnull=True).update(ended_at=at, email="")
