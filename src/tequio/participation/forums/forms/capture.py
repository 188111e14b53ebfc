"""What table staff fills in: the batch, each sheet, what is set aside, and the close."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.forums.forms.about import AboutForm, about_of, offer_about
from tequio.participation.forums.forms.voice import VoiceForm
from tequio.participation.forums.models import Contribution, Forum, PaperBatch
from tequio.participation.forums.types import CHANNEL_LABELS, About, Channel

_PLACE, _REASON = 200, 500
_MOST_SHEETS = 10_000


class BatchForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("¿Cómo llegaron?"),
        choices=[(c.value, CHANNEL_LABELS[c]) for c in (Channel.PAPER, Channel.TABLE)],
        widget=forms.RadioSelect,
        initial=Channel.PAPER.value,
    )
    place = forms.CharField(
        label=_("Dónde se reunieron"),
        max_length=_PLACE,
        help_text=_("Por ejemplo: Mercado municipal, entrada norte."),
    )
    gathered_on = forms.DateField(
        label=_("Qué día"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sheets = forms.IntegerField(
        label=_("Cuántas hojas llegaron"),
        min_value=1,
        max_value=_MOST_SHEETS,
        required=False,
        help_text=_("Cuéntelas antes de capturar. En una mesa donde se escribe al momento, déjelo vacío."),
    )
    note = forms.CharField(
        label=_("Nota para la oficina"),
        max_length=_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("channel") == Channel.PAPER and "sheets" not in self.errors and not values.get("sheets"):
            self.add_error("sheets", _("Escriba cuántas hojas llegaron: al cerrar tienen que cuadrar."))
        values["channel"] = Channel(values["channel"]) if values.get("channel") else None
        return values


class CaptureForm(VoiceForm):
    """A sheet on one page: the voice, what it says of the person, and how to reach them."""

    gender, age = AboutForm.base_fields["gender"], AboutForm.base_fields["age"]
    sector, home = AboutForm.base_fields["sector"], AboutForm.base_fields["home"]
    email = forms.EmailField(
        label=_("Correo"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Teléfono"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    sheet = forms.IntegerField(label=_("Hoja número"), min_value=1, max_value=_MOST_SHEETS, required=False)

    def __init__(self, data: Any = None, *, batch: PaperBatch, forum: Forum, initial: dict[str, Any]) -> None:
        super().__init__(data, forum=forum, initial={"gender": "", "age": "", **initial})
        offer_about(self, forum)
        self.fields["sheet"].required = batch.sheets is not None
        for name in ("lat", "lon"):
            self.fields.pop(name, None)
        if "unit" in self.fields:
            self.fields["unit"].label = _("Colonia de la que habla")
        self.order_fields(["sheet", "pillar", "theme", "problem", "title", "idea", "unit", "place"])

    def split(self) -> tuple[dict[str, Any], About, dict[str, Any]]:
        """Return what the voice says, what the sheet says of the person, and where it came from."""
        said = self.said()
        about = about_of({name: said.pop(name) for name in ("gender", "age", "sector", "home")})
        source = {name: said.pop(name) for name in ("sheet", "email", "phone")}
        return said, about, source


class CorrectForm(VoiceForm):
    """What was copied wrong, and why it is corrected."""

    reason = forms.CharField(
        label=_("Por qué se corrige"),
        max_length=_REASON,
        help_text=_("Queda en la bitácora. Por ejemplo: se leyó mal la segunda línea."),
    )

    def __init__(self, data: Any = None, *, forum: Forum, voice: Contribution) -> None:
        super().__init__(data, forum=forum, voice=voice)
        for name in ("lat", "lon"):
            self.fields.pop(name, None)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Motivo"), max_length=_REASON, help_text=_("Queda en la bitácora."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")


class VoidForm(forms.Form):
    sheet = forms.IntegerField(label=_("Hoja número"), min_value=1, max_value=_MOST_SHEETS)
    reason = forms.CharField(
        label=_("Por qué no se captura"), max_length=_REASON, help_text=_("Por ejemplo: en blanco, no se lee.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", prefix="apartar")


class CloseForm(forms.Form):
    difference = forms.CharField(
        label=_("Si no cuadra, por qué"),
        max_length=_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", prefix="cerrar")
