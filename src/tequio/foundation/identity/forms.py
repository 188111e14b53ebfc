"""What people write to show who they are, and what the office writes about it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.curp import Names
from tequio.core.geo import Point
from tequio.foundation.identity import queries
from tequio.foundation.identity.services import contact
from tequio.foundation.identity.types import CaseOutcome, Decision, RollKey
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit, Version

_CAPITALS = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}


class _DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def _birth_field(**options: Any) -> forms.DateField:
    return forms.DateField(label=_("Fecha de nacimiento"), widget=_DateInput(autocomplete="bday"), **options)


def _curp_field(**options: Any) -> forms.CharField:
    options.setdefault(
        "help_text", _("18 letras y números. No la guardamos: solo una huella que no se puede leer.")
    )
    return forms.CharField(label=_("CURP"), max_length=40, widget=forms.TextInput(attrs=_CAPITALS), **options)


class _PastBirth(forms.Form):
    """A birth date that has come."""

    def clean_born(self) -> Any:
        born = self.cleaned_data["born"]
        if born is not None and not timezone.localdate().year - 130 < born.year <= timezone.localdate().year:
            raise forms.ValidationError(_("Escriba su fecha de nacimiento con los cuatro números del año."))
        return born


class NamesForm(_PastBirth):
    """A CURP and the data it is made of."""

    curp = _curp_field()
    given = forms.CharField(
        label=_("Nombre o nombres"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    surname = forms.CharField(
        label=_("Primer apellido"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    second_surname = forms.CharField(
        label=_("Segundo apellido"), max_length=120, required=False, help_text=_("Déjelo vacío si no tiene")
    )
    born = _birth_field()

    @property
    def names(self) -> Names:
        """Return the names as the rules take them."""
        said = self.cleaned_data
        return Names(said["given"], said["surname"], said["second_surname"])


class BirthForm(_PastBirth):
    born = _birth_field(help_text=_("Se guarda para saber qué edad tiene el día que diga cada convocatoria."))


class GuardianForm(NamesForm):
    """The guardian's own data, and their consent."""

    relation = forms.ChoiceField(
        label=_("Qué es de la persona menor de edad"),
        choices=[("mother", _("Madre")), ("father", _("Padre")), ("guardian", _("Tutora o tutor"))],
    )
    agrees = forms.BooleanField(label=_("Doy mi consentimiento para que participe."))
    field_order = ["relation", "given", "surname", "second_surname", "born", "curp", "agrees"]


class HomeForm(forms.Form):
    """Where a person lives: from the list, or with a pin on the map."""

    unit = forms.ModelChoiceField(
        label=_("Colonia"), queryset=Unit.objects.none(), required=False, empty_label=_("Elija una")
    )
    lat = forms.FloatField(label=_("Latitud"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("Longitud"), required=False, min_value=-180, max_value=180)

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["unit"].queryset = queries.homes(version)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        if not said.get("unit") and said.get("lat") is not None and said.get("lon") is not None:
            point = Point(said["lon"], said["lat"])
            said["unit"] = territory.locate(point, version=self.version)
            if said["unit"] is None:
                raise forms.ValidationError(_("Esa marca cae fuera del municipio."))
        if not said.get("unit") and not self.errors:
            raise forms.ValidationError(_("Elija su colonia, o ponga una marca en el mapa donde vive."))
        return said


class MailForm(forms.Form):
    email = forms.EmailField(
        label=_("Correo electrónico"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("Teléfono celular"),
        max_length=30,
        help_text=_("Diez números. No lo guardamos: solo una huella que no se puede leer."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        number = contact.phone_number(self.cleaned_data["phone"])
        if number is None:
            raise forms.ValidationError(_("Escriba los diez números de su celular."))
        return number


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Código"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class FolioForm(forms.Form):
    folio = forms.CharField(
        label=_("Folio"),
        max_length=40,
        help_text=_("Está en su acuse, en su constancia o en su registro. Escríbalo con sus guiones."),
        widget=forms.TextInput(attrs=_CAPITALS),
    )


class SlipForm(forms.Form):
    code = forms.CharField(
        label=_("Clave de su talón"), max_length=40, help_text=_("Doce letras y números."),
        widget=forms.TextInput(attrs=_CAPITALS),
    )  # fmt: skip


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Nombre"),
        max_length=120,
        help_text=_("Como quiere que aparezca junto a lo que haga."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class RollKeyForm(forms.Form):
    key = forms.CharField(max_length=60, widget=forms.TextInput(attrs=_CAPITALS))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].label = label


class DocumentForm(forms.Form):
    image = forms.FileField(
        label=_("Foto de su identificación"),
        help_text=_("Que se lean su nombre, su CURP o fecha de nacimiento, y su domicilio si lo trae."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("Entiendo que no se puede deshacer."))


class EraseForForm(EraseForm):
    """An erasure that a person asked for outside the site."""

    reason = forms.CharField(
        label=_("Cómo lo pidió"), max_length=200, help_text=_("Por ejemplo: oficio 12/2026. Sin nombres.")
    )
    field_order = ["reason", "sure"]


class DecisionForm(_PastBirth):
    """What a reviewer read in a document, and the decision."""

    decision = forms.ChoiceField(
        label=_("Decisión"),
        choices=[(Decision.APPROVED.value, _("Aceptar")), (Decision.REFUSED.value, _("No aceptar"))],
        widget=forms.RadioSelect,
    )
    curp = _curp_field(required=False, help_text=_("La que se lee en el documento, si la trae. No se guarda."))
    born = _birth_field(required=False, help_text=_("Si el documento no trae CURP."))
    reason = forms.CharField(
        label=_("Motivo, si no se acepta"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CaseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Qué se decide"),
        choices=[
            (CaseOutcome.KEPT.value, _("Todo queda como está: quien la pidió no la recibe")),
            (CaseOutcome.MOVED.value, _("La clave es de quien la pidió: se le quita a la otra cuenta")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Qué se vio"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sin claves."),
    )


class CounterForm(NamesForm):
    """A person at the counter, with their identification in sight."""

    email = forms.EmailField(
        label=_("Correo electrónico"), required=False, help_text=_("Si tiene. Sirve para avisarle.")
    )
    unit = forms.ModelChoiceField(
        label=_("Colonia"), queryset=Unit.objects.none(), required=False, empty_label=_("Elija una")
    )
    place = forms.CharField(label=_("Módulo"), max_length=120)
    seen = forms.BooleanField(label=_("Vi su identificación y es la persona."))
    field_order = ["place", "given", "surname", "second_surname", "born", "curp", "unit", "email", "seen"]

    def __init__(self, *args: Any, version: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if version is not None:
            self.fields["unit"].queryset = queries.homes(version)  # type: ignore[attr-defined]


class RollForm(forms.Form):
    """A roll to be loaded."""

    name = forms.CharField(
        label=_("Nombre del padrón"), max_length=120, help_text=_("Por ejemplo: Padrón de 2026")
    )
    key = forms.ChoiceField(
        label=_("Por qué se busca a cada persona"),
        choices=[(RollKey.CURP.value, _("CURP")), (RollKey.OTHER.value, _("Otra clave"))],
    )
    key_column = forms.CharField(label=_("Columna de la clave"), max_length=80, initial="CURP")
    key_label = forms.CharField(
        label=_("Cómo se llama la clave"), max_length=80, required=False,
        help_text=_("Solo si no es la CURP. Es lo que se le preguntará a la gente."),
    )  # fmt: skip
    unit_column = forms.CharField(
        label=_("Columna de la colonia"), max_length=80, required=False, help_text=_("Nombre o clave del mapa.")
    )
    sheet = forms.FileField(
        label=_("Hoja de cálculo"),
        help_text=_("XLSX, XLS, ODS o CSV, hasta 20 MB. El archivo no se guarda."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
