"""The call, its meetings and the proposals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.forms.fields import (
    AmountForm,
    DayField,
    PairsField,
    StepForm,
    SupplierForm,
    SuppliersField,
    choices,
)
from tequio.accountability.contracting.types import (
    AWARD_CRITERIA_LABELS,
    BID_STATUS_LABELS,
    PROCESS_STATUS_LABELS,
    BidStatus,
    ProcessStatus,
)

_ENDINGS = (ProcessStatus.CANCELLED, ProcessStatus.UNSUCCESSFUL, ProcessStatus.WITHDRAWN)


class TenderForm(StepForm):
    """The call for offers."""

    notice_on = DayField(label=_("Se publicó la convocatoria o invitación el"), required=False)
    enquiry_start = DayField(label=_("Se reciben preguntas desde"), required=False)
    enquiry_end = DayField(label=_("Preguntas hasta"), required=False)
    tender_start = DayField(label=_("Se reciben ofertas desde"), required=False)
    tender_end = DayField(label=_("Ofertas hasta"), required=False)
    award_start = DayField(label=_("Se evalúa desde"), required=False)
    award_end = DayField(label=_("Fallo a más tardar el"), required=False)
    award_criteria = forms.ChoiceField(
        label=_("Cómo se elige"),
        choices=choices(AWARD_CRITERIA_LABELS, blank=_("No se ha dicho")),
        required=False,
    )
    tenderers = forms.IntegerField(
        label=_("Cuántas empresas ofertaron"),
        help_text=_("Se cuenta solo si registra las propuestas una por una."),
        required=False,
        min_value=0,
        max_value=9999,
    )


class MeetingForm(StepForm):
    """A clarification meeting."""

    held_at = forms.DateTimeField(
        label=_("Día y hora"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    officials = PairsField(
        label=_("Quién contestó por el municipio"),
        help_text=_("Una persona por línea: nombre, coma y cargo. Se publica."),
        wrong=_("Escriba en cada línea el nombre, una coma y el cargo."),
        both=True,
        required=False,
    )
    attendees = SuppliersField(label=_("Quién asistió"))


class BidForm(SupplierForm, AmountForm):
    """A proposal."""

    field_order = (
        "supplier_rfc",
        "supplier_name",
        "date",
        "status",
        "reason",
        "amount_centavos",
        "vat",
        "net_centavos",
    )

    amount_needed = False

    date = DayField(label=_("Se recibió el"), help_text=_("Si solo se le invitó, el día de la invitación."))
    status = forms.TypedChoiceField(
        label=_("Qué pasó con ella"), choices=choices(BID_STATUS_LABELS), coerce=BidStatus
    )
    reason = forms.CharField(
        label=_("Motivo"),
        help_text=_("Hace falta si se desecha. Se publica."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BidChangeForm(BidForm):
    """What became of a proposal: whose it is does not change."""

    def prepare(self) -> None:
        del self.fields["supplier_rfc"], self.fields["supplier_name"]


class EndForm(StepForm):
    """Close a process without a contract."""

    status = forms.TypedChoiceField(
        label=_("Cómo termina"),
        choices=[(s.value, PROCESS_STATUS_LABELS[s]) for s in _ENDINGS],
        coerce=ProcessStatus,
    )
    reason = forms.CharField(
        label=_("Por qué"),
        help_text=_("Se publica."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
