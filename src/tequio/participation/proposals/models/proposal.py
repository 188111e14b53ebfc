from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

from tequio.foundation.files.models import StoredFile
from tequio.foundation.territory.models import Unit
from tequio.participation.editions.models import Category, Edition, SizeClass
from tequio.participation.proposals.types import LAND_LABELS, STATE_LABELS, ProposalState, PublicLand

# What anyone may see: everything that was submitted and not taken back.
PUBLIC_STATES = (
    ProposalState.SUBMITTED.value,
    ProposalState.FEASIBLE.value,
    ProposalState.INFEASIBLE.value,
    ProposalState.MERGED.value,
)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def public(self) -> Self:
        """Return what anyone may see: submitted, not withdrawn, not hidden by moderation."""
        return self.filter(state__in=PUBLIC_STATES, hidden_at__isnull=True)

    def for_cards(self) -> Self:
        """Load in a constant number of queries what a card says; the outlines of the territory stay behind."""
        found = self.select_related("edition", "category", "size", "site__parent")
        outlines = ("site__geometry", "site__sketch", "site__parent__geometry", "site__parent__sketch")
        return found.defer(*outlines).prefetch_related("edition__phases", "photos__file")

    def with_supports(self) -> Self:
        """Count the supports of each proposal in the same query, as ``supports_count``."""
        counted = Proposal.objects.filter(pk=OuterRef("pk")).order_by().annotate(n=Count("supports"))
        return self.annotate(supports_count=Subquery(counted.values("n")))


class Proposal(models.Model):
    """What a citizen asks for. ``site`` is where it would stand, ``proponent_unit`` where its author lives."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proposals")
    folio = models.TextField(null=True, blank=True)  # given when it is submitted
    state = models.TextField(
        choices=[(s.value, STATE_LABELS[s]) for s in ProposalState], default=ProposalState.DRAFT.value
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    author_name = models.TextField(default="", blank=True)  # the public name, frozen at submission
    title = models.TextField(default="", blank=True)
    problem = models.TextField(default="", blank=True)
    solution = models.TextField(default="", blank=True)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="proposals")
    size = models.ForeignKey(SizeClass, null=True, on_delete=models.PROTECT, related_name="proposals")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    place = models.TextField(default="", blank=True)  # the place in the author's words
    site = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="proposals")
    proponent_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals_by_residents"
    )
    estimated_cost_centavos = models.PositiveBigIntegerField(null=True)
    public_land = models.TextField(  # what the author knows of it; an office finds out
        choices=[(v.value, LAND_LABELS[v]) for v in PublicLand], default="", blank=True
    )
    approved_cost_centavos = models.PositiveBigIntegerField(null=True)  # set when opinions are published
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)  # moderation
    hidden_reason = models.TextField(default="", blank=True)

    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    votes = models.PositiveIntegerField(null=True)  # once the results of its edition are public

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["folio"]
        constraints = [
            models.UniqueConstraint(fields=["folio"], name="folio_is_unique"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.DRAFT.value)
                | Q(
                    folio__isnull=False,
                    site__isnull=False,
                    category__isnull=False,
                    submitted_at__isnull=False,
                ),
                name="submitted_proposals_are_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.MERGED.value, merged_into__isnull=False)
                | (~Q(state=ProposalState.MERGED.value) & Q(merged_into__isnull=True)),
                name="merged_proposals_say_into_which",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FolioCounter(models.Model):
    """The last folio given in a year. Its row lock makes folios unique and without gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()


class ProposalPhoto(models.Model):
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
