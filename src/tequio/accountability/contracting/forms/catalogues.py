"""The roll of suppliers and the catalogue of procedures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.forms.fields import DayField, choices
from tequio.accountability.contracting.types import METHOD_LABELS


class NewSupplierForm(forms.Form):
    """Enter a supplier in the roll."""

    rfc = forms.CharField(label=_("RFC"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(
        label=_("Nombre o razón social"), help_text=_("Como viene en su constancia."), max_length=250
    )
    roll_number = forms.CharField(label=_("Número en el padrón"), required=False, max_length=40)


class CorrectSupplierForm(forms.Form):
    """Correct how a supplier is called."""

    name = forms.CharField(label=_("Nombre o razón social"), max_length=250)
    roll_number = forms.CharField(
        label=_("Número en el padrón"), help_text=_("Se publica."), required=False, max_length=40
    )
    given_name = forms.CharField(label=_("Nombre de pila"), required=False, max_length=120)
    patronymic_name = forms.CharField(label=_("Apellido paterno"), required=False, max_length=120)
    matronymic_name = forms.CharField(label=_("Apellido materno"), required=False, max_length=120)
    unnamed = forms.BooleanField(label=_("Publicar solo su número del padrón, sin su nombre"), required=False)

    def __init__(self, *args: Any, natural_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not natural_person:
            for name in ("given_name", "patronymic_name", "matronymic_name", "unnamed"):
                del self.fields[name]


class PolicyForm(forms.Form):
    """How natural persons are published."""

    publish_names = forms.TypedChoiceField(
        label=_("De las personas físicas se publica"),
        choices=[("1", _("su nombre y su número del padrón")), ("0", _("solo su número del padrón"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
        help_text=_("Su RFC no se publica nunca."),
    )


class ProcedureForm(forms.Form):
    """A kind of procedure."""

    name = forms.CharField(label=_("Nombre"), help_text=_("Como lo llama la ley."), max_length=200)
    method = forms.ChoiceField(label=_("Método"), choices=choices(METHOD_LABELS))
    law = forms.CharField(label=_("Ley"), help_text=_("La que lo prevé."), required=False, max_length=300)
    requires_article = forms.BooleanField(label=_("Pide el artículo y la fracción"), required=False)
    requires_quotes = forms.BooleanField(label=_("Pide investigación de mercado"), required=False)
    own_work = forms.BooleanField(
        label=_("Es por administración directa: no se contrata a nadie"), required=False
    )
    min_days = forms.IntegerField(
        label=_("Días mínimos para ofertar"),
        help_text=_("Con menos, se avisa de plazo corto."),
        required=False,
        min_value=1,
        max_value=365,
    )
    valid_from = DayField(label=_("Vigente desde"), required=False)
    valid_to = DayField(label=_("Vigente hasta"), required=False)
