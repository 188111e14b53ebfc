from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User


class SignUpForm(forms.Form):
    """What sign-up asks beyond the e-mail address: how to call the person."""

    name = forms.CharField(
        label=_("Nombre"),
        max_length=120,
        help_text=_("Como quiere que aparezca junto a sus propuestas."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Do nothing more: the adapter has kept the name."""
