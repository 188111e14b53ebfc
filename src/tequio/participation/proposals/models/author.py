import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tequio.participation.proposals.models.proposal import Proposal
from tequio.participation.proposals.types import AuthorOrigin


class CoAuthorQuerySet(models.QuerySet["CoAuthor"]):
    def standing(self) -> Self:
        """Return those who are co-authors now: they accepted and have not left."""
        return self.filter(accepted_at__isnull=False, ended_at__isnull=True)

    def open(self) -> Self:
        """Return the co-authors and whoever still has to answer."""
        return self.filter(ended_at__isnull=True)


def new_nonce() -> str:
    """Return a fresh random text, which makes a link impossible to guess."""
    return secrets.token_urlsafe(24)


class CoAuthor(models.Model):
    """Somebody who signs a proposal with its author, or was invited to, or asked to. Public once accepted."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="coauthors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="coauthored"
    )
    origin = models.TextField(choices=[(o.value, o.value) for o in AuthorOrigin])
    email = models.EmailField(default="", blank=True)  # where the invitation went; forgotten once answered
    name = models.TextField(default="", blank=True)  # the public name, frozen when it is accepted
    nonce = models.TextField(default=new_nonce)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)  # of an invitation
    mailed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # taken back, refused, or left

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        ordering = ["accepted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], condition=Q(ended_at__isnull=True), name="one_place_per_coauthor"
            ),
            models.UniqueConstraint(
                fields=["proposal", "email"],
                condition=Q(ended_at__isnull=True) & ~Q(email=""),
                name="one_open_invitation_per_address",
            ),
        ]

    def usable(self, at: datetime) -> bool:
        """Return whether its link can still be taken up at this instant."""
        waiting = self.accepted_at is None and self.ended_at is None
        return waiting and self.expires_at is not None and at < self.expires_at
