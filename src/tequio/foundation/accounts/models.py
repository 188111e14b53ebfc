import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from tequio.foundation.accounts.types import ROLE_LABELS, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who signs in with this e-mail; without a password, by code or passkey only."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their memberships."""

    email = models.EmailField(unique=True)
    name = models.TextField(default="", blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class Office(models.Model):
    """A unit of the government that judges, contracts or builds: a dependencia, secretaría or area."""

    code = models.TextField(unique=True)
    name = models.TextField()
    short_name = models.TextField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="areas")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that a person holds, in one office or (``office`` empty) in the whole government."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.TextField(choices=[(r.value, ROLE_LABELS[r]) for r in Role])
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "office"], name="one_membership_each", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.LIAISON.value, office=None), name="a_liaison_has_an_office"
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.ADMINISTRATOR.value) | models.Q(office=None),
                name="an_administrator_has_none",
            ),
        ]

    def __str__(self) -> str:
        label = str(ROLE_LABELS[Role(self.role)])
        return f"{label} · {self.office.short_name}" if self.office else label


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Return those that were neither accepted nor revoked, expired ones too."""
        return self.filter(accepted_at=None, revoked_at=None)


def new_nonce() -> str:
    """Return a fresh random text; changing an invitation's nonce makes every earlier link of it useless."""
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A staff role offered to an e-mail address, taken up once by a signed link that expires."""

    email = models.EmailField()
    name = models.TextField(default="", blank=True)  # as who invites knows the person, who may write another
    role = models.TextField(choices=[(r.value, ROLE_LABELS[r]) for r in Role if r is not Role.CITIZEN])
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    nonce = models.TextField(default=new_nonce)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_nonce = models.TextField(default="", blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "office"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                nulls_distinct=False,
                name="one_open_invitation_each",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def usable(self, at: datetime) -> bool:
        """Return whether its link still opens the door at this instant."""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at
