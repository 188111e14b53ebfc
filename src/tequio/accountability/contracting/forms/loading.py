"""The forms of a bulk load."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.services import loading
from tequio.participation.editions.models import Edition


class UploadForm(forms.Form):
    """The file of a bulk load, and the edition whose projects it is about."""

    edition = forms.ModelChoiceField(
        label=_("Edición"),
        queryset=Edition.objects.filter(projects__isnull=False).distinct(),
        required=False,
        empty_label=_("Cualquiera"),
    )
    file = forms.FileField(label=_("Archivo"), help_text=_("Excel (XLSX o XLS), ODS o CSV, hasta 20 MB."))


class MappingForm(forms.Form):
    """Which column of the file is which datum."""

    def __init__(self, *args: Any, header: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ninguna")), *[(name, name) for name in header if name]]
        for column in loading.COLUMNS:
            self.fields[column.field] = forms.ChoiceField(
                label=column.header, help_text=column.help, choices=choices, required=False
            )
