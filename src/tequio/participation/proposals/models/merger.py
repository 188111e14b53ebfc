from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tequio.participation.proposals.models.proposal import Proposal


class Merger(models.Model):
    """An offer to merge ``proposal`` into ``into``. It is done when both authors have said yes."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="mergers")
    into = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="mergers_into")
    reason = models.TextField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)  # by the author of ``proposal``
    into_accepted_at = models.DateTimeField(null=True)  # by the author of ``into``
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # refused by an author, or taken back

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(done_at__isnull=True, ended_at__isnull=True),
                name="one_open_merger_per_proposal",
            ),
            models.CheckConstraint(condition=~Q(proposal=F("into")), name="nothing_merges_into_itself"),
        ]
