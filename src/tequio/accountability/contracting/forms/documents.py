"""The public documents of a process."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.forms.fields import DayField, StepForm
from tequio.accountability.contracting.types import DOCUMENT_TYPES, SECTION_LABELS, Section


class DocumentForm(StepForm):
    """A document: what it is, and the file or its address."""

    what = forms.ChoiceField(label=_("Qué documento es"))
    title = forms.CharField(label=_("Título"), help_text=_("Como lo leerá la gente."), max_length=250)
    upload = forms.FileField(
        label=_("Archivo"),
        help_text=_("PDF, Word, hoja de cálculo o foto, hasta 25 MB. Revise que no tenga datos personales."),
        required=False,
    )
    url = forms.URLField(
        label=_("O la dirección donde ya está publicado"),
        required=False,
        max_length=2000,
        assume_scheme="https",
    )
    published_on = DayField(label=_("Fecha del documento"))
    of = forms.ChoiceField(label=_("De cuál"), help_text=_("Fallo o contrato."), required=False)
    description = forms.CharField(
        label=_("De qué trata"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        self.choose(
            "what",
            [
                (SECTION_LABELS[section], [(f"{section}.{code}", label) for code, label in types.items()])
                for section, types in DOCUMENT_TYPES.items()
            ],
        )
        awards = [
            (one.code, gettext("Fallo %(code)s") % {"code": one.code}) for one in self.process.awards.all()
        ]
        contracts = [
            (one.number, gettext("Contrato %(number)s") % {"number": one.number})
            for one in self.process.contracts.all()
        ]
        if max(len(awards), len(contracts)) > 1:
            self.choose("of", [("", _("El más reciente")), *awards, *contracts])
        else:
            del self.fields["of"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        section, _dot, code = said.pop("what", "").partition(".")
        if section:
            said |= {"section": Section(section), "document_type": code}
        if not said.get("upload") and not said.get("url") and not self.errors:
            self.add_error("upload", _("Suba el archivo, o escriba la dirección donde está publicado."))
        return said
