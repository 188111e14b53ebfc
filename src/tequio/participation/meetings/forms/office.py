from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.participation.meetings.models import Meeting
from tequio.participation.meetings.types import REASON_MAX, SHORT_MAX, TEXT_MAX, TITLE_MAX, key, kinds

MOMENT = "%Y-%m-%dT%H:%M"
FIRST_YEAR, LAST_YEAR = 2000, 2100
_SEATS = 100_000


class MomentField(forms.DateTimeField):
    """A day and hour in the municipality's time zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"], **options)

    def to_python(self, value: Any) -> Any:
        moment = super().to_python(value)
        if isinstance(moment, datetime) and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(_("Revise el año: escríbalo con cuatro cifras, entre 2000 y 2100."))
        return moment


class MeetingForm(forms.Form):
    """A meeting; of a new one, also what it belongs to."""

    subject = forms.ChoiceField(label=_("De qué es la reunión"))
    title = forms.CharField(label=_("Nombre"), max_length=TITLE_MAX)
    text = forms.CharField(
        label=_("De qué se va a hablar"),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    starts = MomentField(label=_("Empieza"))
    ends = MomentField(label=_("Termina"))
    place = forms.CharField(
        label=_("Lugar"), max_length=SHORT_MAX, help_text=_("Por ejemplo: Casa de la cultura, salón 2.")
    )
    address = forms.CharField(label=_("Domicilio"), required=False, max_length=SHORT_MAX)
    lat = forms.FloatField(label=_("Latitud"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("Longitud"), required=False, min_value=-180, max_value=180)
    capacity = forms.IntegerField(
        label=_("Cupo"),
        required=False,
        min_value=1,
        max_value=_SEATS,
        help_text=_("Vacío: sin límite. Lleno, quien llega después queda en lista de espera."),
    )
    registration_opens = MomentField(label=_("El registro abre"))
    registration_closes = MomentField(label=_("El registro cierra"))
    offered = forms.CharField(
        label=_("Qué se ofrece para que todas las personas participen"),
        required=False,
        max_length=SHORT_MAX * 5,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Por ejemplo: intérprete de lengua de señas mexicana, rampa, traducción al náhuatl."),
    )

    def __init__(
        self, data: Any = None, *, actor: Any, meeting: Meeting | None = None, initial: Any = None
    ) -> None:
        found = {name: getattr(meeting, name) for name in self.base_fields} if meeting else initial
        super().__init__(data, initial=found, label_suffix="")
        if meeting:
            del self.fields["subject"]
            return
        choices = [
            (key(name, pk), f"{kind.label}: {title}")
            for name, kind in kinds().items()
            for pk, title in kind.choices(actor)
        ]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for first, last, text in (
            ("starts", "ends", _("La reunión termina después de empezar.")),
            ("registration_opens", "registration_closes", _("El registro cierra después de abrir.")),
        ):
            opens, closes = values.get(first), values.get(last)
            if opens and closes and closes <= opens:
                self.add_error(last, text)
        if (values.get("lat") is None) != (values.get("lon") is None):
            self.add_error("lat", _("Ponga el lugar en el mapa, o deje vacías la latitud y la longitud."))
        return values


class CopyForm(forms.Form):
    starts = MomentField(label=_("La nueva empieza"), help_text=_("Las demás fechas se recorren igual."))


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Se publica, y lo recibe quien ya se registró."),
    )
