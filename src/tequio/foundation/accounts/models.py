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
        ]
