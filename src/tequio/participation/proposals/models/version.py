from django.db import models

from tequio.participation.proposals.models.proposal import Proposal


class ProposalVersion(models.Model):
    """What a proposal said from an instant on, once handed in. Never changed; moderation may hide one."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()  # 1 is what was handed in
    at = models.DateTimeField()
    answers = models.JSONField()  # what was public of it, by the code of each answer
    hidden_reason = models.TextField(default="", blank=True)  # why moderation hid what it says

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="version_number_in_proposal")
        ]
