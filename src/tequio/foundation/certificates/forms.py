import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.certificates import services, types
from tequio.foundation.certificates.services import Line, ListRefused
from tequio.foundation.certificates.types import BY_HAND, STANDING_LABELS, Standing
from tequio.foundation.files.adapters import spreadsheets
from tequio.foundation.files.types import UnreadableSpreadsheetError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_MOST_REASON = 300
_PARTS = re.compile(r"[\t;,]")


class FolioForm(forms.Form):
    """The folio of a certificate that somebody has in their hand."""

    folio = forms.CharField(
        label=_("Folio de la constancia"),
        max_length=40,
        help_text=_("Está al pie, a la izquierda: C26-7K4M-Q2XF. Da igual con mayúsculas o sin guiones."),
    )


class OwnNameForm(forms.Form):
    """The full name that a person wants on their certificate."""

    name = forms.CharField(
        label=_("Su nombre completo"),
        max_length=120,
        help_text=_(
            "Como quiere que aparezca en su constancia. En la página pública solo se ven las iniciales."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Folio o nombre"), required=False, max_length=120)
    tipo = forms.ChoiceField(label=_("Tipo"), required=False)
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[("", _("Cualquiera")), *((s.value, STANDING_LABELS[s]) for s in Standing)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.slug, kind.label) for kind in types.kinds()]
        self.fields["tipo"] = forms.ChoiceField(
            label=_("Tipo"), required=False, choices=[("", _("Todos")), *kinds]
        )


class ByHandForm(forms.Form):
    """Certificates that the office writes: one person or a list, for the same thing."""

    kind = forms.ChoiceField(label=_("Qué se expide"))
    occasion = forms.CharField(
        label=_("En qué participaron"),
        max_length=160,
        help_text=_("Por ejemplo: Comité de obra del parque Los Fresnos."),
    )
    did = forms.CharField(
        label=_("Por haber…"),
        max_length=200,
        help_text=_("Lo que completa la frase: «formado parte del comité durante 2026»."),
    )
    topic = forms.CharField(label=_("Tema, si lo hay"), max_length=120, required=False)
    happened_on = forms.DateField(
        label=_("Cuándo"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    people = forms.CharField(
        label=_("Personas"),
        required=False,
        strip=False,
        max_length=200_000,
        help_text=_("Una por línea: nombre completo y, si lo sabe, una coma y su correo."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        label=_("O una hoja de cálculo"),
        required=False,
        help_text=_("Nombre en la primera columna y correo en la segunda. Excel, ODS o CSV."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Qué se expide"), choices=[(slug, types.kind_label(slug)) for slug in BY_HAND]
        )
        self.order_fields(["kind"])
        self.lines: list[Line] = []

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Escriba un día que ya haya pasado."))
        return day

    def clean_did(self) -> str:
        """Return the words without the dot and the «por haber» that the sheet writes itself."""
        words = str(self.cleaned_data["did"]).strip().rstrip(".")
        return re.sub(r"^(por )?haber ", "", words, flags=re.IGNORECASE)

    def clean(self) -> dict[str, Any]:
        """Read the people of the box or of the file; every problem of a line is an error of its field."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        field = "file" if said.get("file") else "people"
        try:
            rows = _file_rows(said["file"]) if field == "file" else _box_rows(said.get("people", ""))
            self.lines = services.read_lines(rows)
        except ListRefused as error:
            for text in [str(error), *error.problems]:
                self.add_error(field, text)
        except UnreadableSpreadsheetError as error:
            self.add_error(field, str(error))
        return said


class RevokeForm(forms.Form):
    """Why a certificate is revoked: in public, and what only the office reads."""

    reason = forms.CharField(
        label=_("Motivo público"),
        max_length=_MOST_REASON,
        help_text=_("Lo lee quien compruebe la constancia. No escriba nombres ni datos de nadie."),
    )
    note = forms.CharField(
        label=_("Nota interna"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Solo la ve la oficina."),
    )


class ReplaceForm(forms.Form):
    """A new certificate in the place of one with a mistake."""

    name = forms.CharField(label=_("Nombre completo, ya corregido"), max_length=120)
    reason = forms.CharField(
        label=_("Motivo público"),
        max_length=_MOST_REASON,
        initial=_("Se corrigió un dato."),
        help_text=_("Lo lee quien compruebe la anterior. No escriba nombres ni datos de nadie."),
    )


def _box_rows(text: str) -> list[list[str]]:
    return [_PARTS.split(line, maxsplit=1) for line in text.replace("\0", "").splitlines()]


def _file_rows(upload: "UploadedFile[bytes]") -> list[list[str]]:
    sheet = spreadsheets.open_sheet(upload.read(), str(upload.name))
    return [[str(cell or "") for cell in cells[:2]] for _number, cells in sheet.rows]
