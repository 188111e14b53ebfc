"""Publishing every outcome of an edition at once (docs/rules/feasibility.md)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tequio.core import flow
from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility import queries
from tequio.participation.feasibility.events import OpinionsPublished
from tequio.participation.feasibility.models import OpinionFile, Review
from tequio.participation.feasibility.services import decision
from tequio.participation.feasibility.services.errors import NothingToPublish
from tequio.participation.proposals import services as proposals


@transaction.atomic
def publish_opinions(*, edition: Edition, at: datetime, actor: int | None = None) -> tuple[int, int]:
    """Publish all opinions and outcomes of the edition: while the phase is open, only if none is missing.

    Once the phase has closed, what lacks an opinion stays in review and everything else is published.

    Returns:
        How many became feasible, and how many infeasible.

    Raises:
        NothingToPublish: if opinions are missing while the phase is open, or there is no outcome to publish.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    waiting = list(
        queries.judgeable(edition)
        .select_for_update(of=("self",))
        .order_by("pk")
        .prefetch_related("reviews__criterion")
    )
    criteria = list(edition.criteria.values_list("code", flat=True))
    ready = [p for p in waiting if decision.is_decided(p, criteria=criteria)]
    if len(ready) < len(waiting) and not is_over(edition, at):
        raise NothingToPublish(
            ngettext(
                "Falta algún dictamen de %(n)d propuesta y la revisión sigue abierta. Nada se publicó.",
                "Falta algún dictamen de %(n)d propuestas y la revisión sigue abierta. Nada se publicó.",
                len(waiting) - len(ready),
            )
            % {"n": len(waiting) - len(ready)}
        )
    if not ready:
        raise NothingToPublish(_("No hay dictámenes por publicar."))
    outcomes = [decision.outcome(p) for p in ready]
    proposals.record_feasibility(edition=edition, outcomes=outcomes, actor=actor)
    Review.objects.filter(proposal__in=ready).update(published_at=at, draft={})
    for paper in OpinionFile.objects.filter(review__proposal__in=ready, public=True).select_related("file"):
        files.publish(file=paper.file)
    feasible = sum(1 for o in outcomes if o.feasible)
    infeasible = len(outcomes) - feasible
    audit.record(
        OpinionsPublished(edition_id=edition.pk, feasible=feasible, infeasible=infeasible), actor=actor
    )
    return feasible, infeasible


def is_over(edition: Edition, at: datetime) -> bool:
    """Return whether the feasibility phase has closed, so that nothing is waited for any longer."""
    return any(
        p.kind == PhaseKind.FEASIBILITY and p.moment(at) is flow.Moment.AFTER for p in editions.phases(edition)
    )
