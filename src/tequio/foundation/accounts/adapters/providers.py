"""An identity provider that vouches for people (OpenID Connect), where the installation has one."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from tequio.foundation.accounts.events import AccountOpened
from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """What is taken from a provider: the name and the e-mail, and that it vouches. No tokens, nothing else."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Take the name as the provider gives it."""
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = str(data.get("name") or " ".join(filter(None, parts)))[:120]
        sociallogin.account.extra_data = {}
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """Open the account of who comes for the first time, and write it down."""
        with transaction.atomic():
            saved: User = super().save_user(request, sociallogin, form)
            audit.record(AccountOpened(user_id=saved.pk), actor=saved.pk)
        return saved
