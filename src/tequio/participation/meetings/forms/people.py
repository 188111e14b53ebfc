import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

_NAME, _NEEDS = 120, 500
_PHONE = RegexValidator(r"^[0-9 +()\-]{7,20}$", _("Escriba el teléfono con números."))


class _Once(forms.Form):
    """A form that arrives twice over a bad network is known again."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        initial = {"request_key": uuid.uuid4(), **(options.pop("initial", None) or {})}
        super().__init__(data, initial=initial, label_suffix="", **options)


class RegisterForm(_Once):
    name = forms.CharField(
        label=_("Su nombre"),
        max_length=_NAME,
        help_text=_("Con él le buscan en la mesa y sale en su constancia. No se publica."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    needs = forms.CharField(
        label=_("¿Necesita algo para participar?"),
        max_length=_NEEDS,
        required=False,
        help_text=_(
            "Intérprete de lengua de señas, espacio para silla de ruedas, otra lengua. Solo lo lee el personal"
            " y se borra un mes después."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ArriveForm(_Once):
    """At the door, without having registered."""

    name = forms.CharField(
        label=_("Su nombre"), max_length=_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class WalkInForm(_Once):
    """The staff writes who came without having registered."""

    name = forms.CharField(label=_("Nombre"), max_length=_NAME)
    email = forms.EmailField(
        label=_("Correo"), required=False, help_text=_("Si quiere recibir su constancia. Puede quedar vacío.")
    )
    phone = forms.CharField(label=_("Teléfono"), required=False, max_length=20, validators=[_PHONE])
