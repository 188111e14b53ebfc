"""The filters of the explorer of voices, the photo, and the reason of a moderator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.discussion import queries as discussion
from tequio.participation.discussion.models import HouseRule
from tequio.participation.forums.queries import explorer as queries
from tequio.participation.forums.types import VoiceFilters, VoiceOrder

_ALT = 200


class ExplorerForm(forms.Form):
    """The filters, kept in the address so that they can be shared."""

    q = forms.CharField(label=_("Buscar"), required=False, max_length=200)
    pilar = forms.ChoiceField(label=_("Pilar"), required=False)
    tema = forms.ChoiceField(label=_("Problema"), required=False)
    territorio = forms.ChoiceField(label=_("Sector o colonia"), required=False)
    estado = forms.ChoiceField(label=_("En qué va"), required=False)
    orden = forms.ChoiceField(label=_("Orden"), required=False)

    def __init__(self, data: Any, *, choices: queries.Choices) -> None:
        super().__init__(data, label_suffix="")
        for name, first, offered in (
            ("pilar", _("Todos"), choices.pillars),
            ("tema", _("Todos"), choices.themes),
            ("territorio", _("Toda la ciudad"), choices.units),
            ("estado", _("Todas"), choices.standings),
        ):
            self.fields[name].choices = [("", first), *offered]  # type: ignore[attr-defined]
        orders = [("", choices.orders[0][1]), *choices.orders[1:]]
        self.fields["orden"].choices = orders  # type: ignore[attr-defined]
        self._usual = VoiceOrder(choices.orders[0][0])

    def filters(self) -> VoiceFilters:
        """Return what was asked for; what makes no sense asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return VoiceFilters(
            text=asked.get("q", "").replace("\0", ""),
            pillar=asked.get("pilar", ""),
            theme=int(asked["tema"]) if asked.get("tema") else None,
            unit=int(asked["territorio"]) if asked.get("territorio") else None,
            standing=asked.get("estado", ""),
        )

    def order(self) -> VoiceOrder:
        """Return the order that was asked for, or the usual one."""
        self.is_valid()
        asked = self.cleaned_data.get("orden")
        return VoiceOrder(asked) if asked else self._usual


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("JPG, PNG o WebP de hasta 15 MB. Se le quitan la ubicación y los datos de la cámara."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=_("Qué se ve en la foto"),
        max_length=_ALT,
        help_text=_("Para quien no puede verla. Por ejemplo: la fila afuera del centro de salud."),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")


class HideForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("Regla de la casa"), error_messages={"required": _("Elija la regla que no respeta.")}
    )
    reason = forms.CharField(
        label=_("Motivo"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo leerá quien hizo la aportación, y queda en la bitácora."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self._rules = {str(rule.number): rule for rule in discussion.rules()}
        rules = [(number, str(rule)) for number, rule in self._rules.items()]
        self.fields["rule"].choices = [("", _("Elija la regla")), *rules]  # type: ignore[attr-defined]
        self.fields["rule"].required = bool(rules)

    def clean_rule(self) -> HouseRule | None:
        """Return the rule in force with the number that was chosen."""
        return self._rules.get(self.cleaned_data["rule"])
