from django.db import models

from tequio.participation.editions.models import Edition, Envelope
from tequio.participation.proposals.models import Proposal


class Catalogue(models.Model):
    """The ballot of an edition, frozen when voting opens: from then on its options do not change."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="catalogue")
    frozen_at = models.DateTimeField()
    sha256 = models.TextField()


class Option(models.Model):
    """A project on the ballot: number, title and cost frozen when the catalogue is closed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="options")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="options")
    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="options")
    number = models.PositiveIntegerField()
    title = models.TextField()
    cost_centavos = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="option_number_in_edition"),
            models.UniqueConstraint(fields=["edition", "proposal"], name="one_option_per_proposal"),
        ]

    def __str__(self) -> str:
        return self.title


class Rivalry(models.Model):
    """Proposals of which only one may win: the same place, the same work. Noted before the ballot freezes."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rivalries")
    proposals = models.ManyToManyField(Proposal, related_name="rivalries")
    reason = models.TextField()  # why, as people read it

    class Meta:
        ordering = ["pk"]
