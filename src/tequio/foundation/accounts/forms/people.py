from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.accounts.types import ROLE_LABELS, STAFF_ROLES, Role

_ROLES = [(role.value, ROLE_LABELS[role]) for role in STAFF_ROLES]


class NameForm(forms.Form):
    """How a person wants to be called."""

    name = forms.CharField(
        label=_("Nombre"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class SearchForm(forms.Form):
    """Who to look for among the people."""

    q = forms.CharField(label=_("Nombre o correo"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Papel"), required=False, choices=[("", _("Cualquiera")), *_ROLES])
    office = forms.ModelChoiceField(
        label=_("Dependencia"), required=False, queryset=Office.objects.none(), empty_label=_("Cualquiera")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.all()  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """A role, and where it holds."""

    role = forms.ChoiceField(label=_("Papel"), choices=_ROLES)
    office = forms.ModelChoiceField(
        label=_("Dependencia"),
        required=False,
        queryset=Office.objects.none(),
        empty_label=_("Todo el gobierno"),
        help_text=_("Un enlace siempre pertenece a una; quien administra, a ninguna."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(active=True)  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Role, int | None]:
        """Return the role and the id of its office, if one was chosen."""
        office = self.cleaned_data["office"]
        return Role(self.cleaned_data["role"]), office.pk if office else None


class InvitationForm(RoleForm):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("Correo del trabajo"))
    field_order = ["email", "role", "office"]


class OfficeForm(forms.Form):
    """An office of the government."""

    code = forms.CharField(label=_("Clave"), max_length=20, help_text=_("Corta y única, como INF."))
    name = forms.CharField(label=_("Nombre"), max_length=200)
    short_name = forms.CharField(label=_("Nombre corto"), max_length=60, help_text=_("El de diario."))
    parent = forms.ModelChoiceField(
        label=_("Depende de"), required=False, queryset=Office.objects.none(), empty_label=_("Ninguna")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Office.objects.filter(active=True)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what the services of offices take."""
        said = self.cleaned_data
        parent_id = said["parent"].pk if said["parent"] else None
        return {key: said[key].strip() for key in ("code", "name", "short_name")} | {"parent_id": parent_id}
