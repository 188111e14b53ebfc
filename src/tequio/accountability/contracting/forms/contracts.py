"""Awards, contracts, and what happens to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.forms.fields import (
    AmountForm,
    DayField,
    MoneyField,
    StepForm,
    SupplierForm,
    SuppliersField,
    choices,
)
from tequio.accountability.contracting.types import (
    GUARANTEE_LABELS,
    MILESTONE_STATUS_LABELS,
    MILESTONE_TYPE_LABELS,
    OBLIGATION_LABELS,
    PAYMENT_METHOD_LABELS,
    SURVEILLANCE_LABELS,
    TRANSACTION_LABELS,
    GuaranteeKind,
    MilestoneStatus,
    Obligation,
    PaymentMethod,
    Surveillance,
    TransactionKind,
)

_LONG = {"rows": 3}


class AwardForm(SupplierForm, AmountForm):
    """The decision to contract with someone."""

    field_order = (
        "supplier_rfc",
        "supplier_name",
        "date",
        "amount_centavos",
        "vat",
        "net_centavos",
        "partners",
    )

    partners = SuppliersField(label=_("Con quién va, si es propuesta conjunta"))
    date = DayField(label=_("Fecha del fallo"))
    rationale = forms.CharField(
        label=_("Por qué se eligió"),
        help_text=_("Se publica."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=_LONG),
    )
    tenderers = forms.IntegerField(
        label=_("Cuántas empresas ofertaron"),
        help_text=_("Solo si no registró las propuestas una por una."),
        required=False,
        min_value=1,
        max_value=9999,
    )


class CancelForm(StepForm):
    """Take an award back."""

    reason = forms.CharField(
        label=_("Por qué"), help_text=_("Se publica."), widget=forms.Textarea(attrs=_LONG), max_length=2000
    )


class ContractForm(AmountForm):
    """The signed contract."""

    field_order = ("number", "signed_on", "starts_on", "ends_on", "amount_centavos", "vat", "net_centavos")

    number = forms.CharField(label=_("Número de contrato"), max_length=80)
    signed_on = DayField(label=_("Fecha de firma"))
    starts_on = DayField(label=_("Empieza"))
    ends_on = DayField(label=_("Termina"))
    description = forms.CharField(
        label=_("Objeto"), required=False, max_length=4000, widget=forms.Textarea(attrs=_LONG)
    )
    surveillance = forms.TypedMultipleChoiceField(
        label=_("Quién lo vigila"),
        choices=choices(SURVEILLANCE_LABELS),
        coerce=Surveillance,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AmendmentForm(StepForm):
    """A convenio modificatorio."""

    signed_on = DayField(label=_("Fecha del convenio"))
    rationale = forms.CharField(
        label=_("Por qué se modifica"),
        help_text=_("Se publica."),
        widget=forms.Textarea(attrs=_LONG),
        max_length=2000,
    )
    amount_centavos = MoneyField(label=_("Nuevo monto con IVA"))
    ends_on = DayField(label=_("Nueva fecha de término"))
    description = forms.CharField(
        label=_("Qué cambia, con detalle"), required=False, max_length=4000, widget=forms.Textarea(attrs=_LONG)
    )


class GuaranteeForm(StepForm):
    """What secures an obligation of the contract."""

    obligations = forms.TypedChoiceField(
        label=_("Qué garantiza"), choices=choices(OBLIGATION_LABELS), coerce=Obligation
    )
    kind = forms.TypedChoiceField(
        label=_("Tipo de garantía"), choices=choices(GUARANTEE_LABELS), coerce=GuaranteeKind
    )
    code = forms.CharField(
        label=_("Número"),
        help_text=_("El de la póliza. Si ya está registrado, se corrige esa garantía."),
        required=False,
        max_length=80,
    )
    guarantor = forms.CharField(
        label=_("Quién responde"), help_text=_("La afianzadora o el banco."), max_length=250
    )
    amount_centavos = MoneyField(label=_("Monto que cubre"))
    issued_on = DayField(label=_("Se expidió el"))
    starts_on = DayField(label=_("Cubre desde"), required=False)
    ends_on = DayField(label=_("Hasta"), required=False)


class MilestoneForm(StepForm):
    """A promise of the contract."""

    title = forms.CharField(label=_("Qué se prometió"), max_length=250)
    kind = forms.ChoiceField(label=_("Tipo de hito"), choices=choices(MILESTONE_TYPE_LABELS))
    due_on = DayField(label=_("Para cuándo"))
    status = forms.TypedChoiceField(
        label=_("En qué va"), choices=choices(MILESTONE_STATUS_LABELS), coerce=MilestoneStatus
    )
    met_on = DayField(label=_("Se cumplió el"), required=False)
    description = forms.CharField(
        label=_("Detalle"), required=False, max_length=2000, widget=forms.Textarea(attrs=_LONG)
    )


class PaymentForm(AmountForm):
    """Money that left."""

    field_order = ("kind", "paid_on", "amount_centavos", "vat", "net_centavos")

    kind = forms.TypedChoiceField(
        label=_("Tipo de pago"), choices=choices(TRANSACTION_LABELS), coerce=TransactionKind
    )
    paid_on = DayField(label=_("Fecha de pago"))
    method = forms.TypedChoiceField(
        label=_("Cómo se pagó"),
        choices=choices(PAYMENT_METHOD_LABELS, blank=_("No se ha dicho")),
        coerce=PaymentMethod,
        empty_value=None,
        required=False,
    )
    voucher = forms.CharField(
        label=_("Póliza"), help_text=_("El número, como lo conoce contabilidad."), required=False, max_length=80
    )
    code = forms.CharField(
        label=_("Clave"), help_text=_("La de la estimación o la póliza."), required=False, max_length=80
    )


class ConcludeForm(StepForm):
    """The end of a contract, received and settled."""

    ended_on = DayField(label=_("Fecha del acta de entrega-recepción o finiquito"))
    reason = forms.CharField(
        label=_("Cómo terminó"), required=False, max_length=2000, widget=forms.Textarea(attrs=_LONG)
    )
