from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.core.sheets.headers import letter
from tequio.foundation.loads.models import Batch
from tequio.foundation.loads.types import LoadKind


class UploadForm(forms.Form):
    """The file of a bulk load, and what holds for all of it."""

    file = forms.FileField(label=_("Archivo"), help_text=_("Excel (XLSX o XLS), ODS o CSV, hasta 20 MB."))

    def __init__(self, *args: Any, kind: LoadKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.scope:
            self.fields["scope"] = forms.ChoiceField(
                label=kind.scope.label,
                help_text=kind.scope.help,
                choices=[("", _("Cualquiera")), *kind.scope.choices()],
                required=False,
            )
            self.order_fields(["scope", "file"])


class SheetForm(forms.Form):
    """Which sheet of the file, and which of its rows names the columns."""

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"sheet": batch.sheet, "header_row": batch.header_row}
        if len(batch.sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Hoja"), choices=[(name, name) for name in batch.sheets]
            )
        self.fields["header_row"] = forms.IntegerField(
            label=_("Fila con los títulos de las columnas"), min_value=1, max_value=30, required=False
        )


class MappingForm(forms.Form):
    """Which column of the file is which datum."""

    def __init__(self, *args: Any, kind: LoadKind, header: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(place), f"{letter(place)} · {name}") for place, name in enumerate(header) if name]
        for column in kind.columns:
            if not column.extra:
                self.fields[column.name] = forms.ChoiceField(
                    label=column.label,
                    help_text=column.help,
                    choices=[("", _("Ninguna")), *named],
                    required=column.required,
                )

    def mapping(self) -> dict[str, int]:
        """Return the place in the header of each column that was chosen."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}
