from django.conf import settings
from django.db import models

from tequio.participation.proposals.models.proposal import Proposal


class Support(models.Model):
    """One person's support of one proposal. Who supports what is shown to nobody but the person."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(  # empty once the person was erased: the support stays counted
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="supports"
    )
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="one_support_per_person_and_proposal")
        ]
