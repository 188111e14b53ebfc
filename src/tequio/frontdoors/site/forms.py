from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import appearance, colours

SHIELD_BYTES = 2 * 1024 * 1024


class AppearanceForm(forms.Form):
    """How the municipality shows itself."""

    name = forms.CharField(label=_("Nombre del municipio o estado"), max_length=80)
    tagline = forms.CharField(label=_("Lo que va debajo del nombre"), max_length=80, required=False)
    colour = forms.CharField(
        label=_("Color"),
        required=False,
        help_text=_(
            "Seis cifras después de #, como #233f7a. Debe leerse sobre papel claro. Vacío: el añil de la casa."
        ),
    )
    shield = forms.FileField(
        label=_("Escudo"),
        required=False,
        help_text=_("PNG, JPEG o WebP de hasta 2 MB. Vacío: queda el actual."),
    )
    contact_email = forms.EmailField(label=_("Correo de contacto"), required=False)
    contact_phone = forms.CharField(label=_("Teléfono"), max_length=40, required=False)
    contact_place = forms.CharField(label=_("Domicilio y horario"), max_length=200, required=False)

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"].strip().lower()
        if not colour:
            return ""
        try:
            readable = colours.readable(colour)
        except ValueError as error:
            raise forms.ValidationError(
                gettext("Escríbalo como # y seis cifras, por ejemplo #233f7a.")
            ) from error
        if not readable:
            darker = colours.nearest_readable(colour)
            raise forms.ValidationError(
                gettext(
                    "Ese color no se lee bien sobre papel claro. Pruebe %(darker)s, que es el mismo más oscuro."
                )
                % {"darker": darker}
            )
        return f"#{colour.removeprefix('#')}"

    def clean_shield(self) -> bytes | None:
        upload: Any = self.cleaned_data.get("shield")
        if not upload:
            return None
        if upload.size > SHIELD_BYTES:
            raise forms.ValidationError(gettext("La imagen pesa más de 2 MB. Redúzcala y súbala otra vez."))
        try:
            return appearance.draw_shield(upload.read())
        except (OSError, ValueError) as error:
            raise forms.ValidationError(
                gettext("Ese archivo no es una imagen PNG, JPEG o WebP que podamos abrir.")
            ) from error
