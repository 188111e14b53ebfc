"""What people choose of the list of projects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import queries
from tequio.accountability.projects.types import FINISHED, STANDING_LABELS, Filters, Standing


class FilterForm(forms.Form):
    """The filters of the list, in the address. A value that is not offered is left out, never an error."""

    q = forms.CharField(label=_("Nombre, folio o colonia"), required=False, max_length=100)
    edicion = forms.ChoiceField(label=_("Edición"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    etapa = forms.ChoiceField(label=_("Etapa"), required=False)
    categoria = forms.ChoiceField(label=_("Tema"), required=False)
    area = forms.ChoiceField(label=_("Área responsable"), required=False)

    _OPTIONS = {
        "edicion": "edition",
        "sector": "sector",
        "etapa": "stage",
        "categoria": "category",
        "area": "office",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        options = queries.filter_options()
        options["stage"].append((FINISHED, str(_("Entregado"))))
        stopped = (Standing.PAUSED, Standing.CANCELLED)
        options["stage"] += [(one.value, str(STANDING_LABELS[one])) for one in stopped]
        for field, name in self._OPTIONS.items():
            chosen = self.fields[field]
            assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
            chosen.choices = [("", _("Cualquiera")), *options[name]]
        for shown in self.fields.values():
            shown.widget.attrs["class"] = "control"

    def filters(self) -> Filters:
        """Return what was asked, without what is not offered."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            text=said.get("q", ""),
            edition=said.get("edicion", ""),
            sector=int(said["sector"]) if said.get("sector") else None,
            stage=said.get("etapa", ""),
            category=said.get("categoria", ""),
            office=int(said["area"]) if said.get("area") else None,
        )
