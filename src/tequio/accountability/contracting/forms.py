"""What the offices record of a contracting process."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.models import ProcedureType
from tequio.accountability.contracting.types import (
    CATEGORY_LABELS,
    PROCESS_STATUS_LABELS,
    TRANSACTION_LABELS,
    Category,
    ProcessStatus,
    TransactionKind,
)
from tequio.core import money

_ENDINGS = (ProcessStatus.CANCELLED, ProcessStatus.UNSUCCESSFUL, ProcessStatus.WITHDRAWN)


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d")
        widget.input_type = "date"
        super().__init__(widget=widget, **kwargs)


class MoneyField(forms.CharField):
    """An amount of pesos as people type it; gives integer centavos."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            centavos = money.parse(text)
        except ValueError as error:
            raise forms.ValidationError(_("Escriba un monto en pesos, como 942180 o 942,180.50.")) from error
        if centavos < 0:
            raise forms.ValidationError(_("El monto no puede ser negativo."))
        return centavos

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal"}


class ProcessForm(forms.Form):
    """Open a process."""

    title = forms.CharField(label=_("Qué se contrata"), max_length=250)
    procedure = forms.ChoiceField(label=_("Procedimiento"))
    category = forms.ChoiceField(label=_("Tipo"), choices=[(c.value, CATEGORY_LABELS[c]) for c in Category])
    method_rationale = forms.CharField(
        label=_("Fundamento"),
        help_text=_("Artículo y fracción. Hace falta si se adjudica directamente."),
        required=False,
        max_length=300,
    )
    tender_start = DayField(label=_("Se reciben ofertas desde"), required=False)
    tender_end = DayField(label=_("Hasta"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["procedure"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = list(ProcedureType.objects.values_list("code", "name"))


class TenderForm(forms.Form):
    """The call for offers."""

    tender_start = DayField(label=_("Se reciben ofertas desde"), required=False)
    tender_end = DayField(label=_("Hasta"), required=False)
    tenderers = forms.IntegerField(label=_("Cuántas empresas ofertaron"), required=False, min_value=0)


class AwardForm(forms.Form):
    """The decision to contract with someone."""

    supplier_name = forms.CharField(label=_("Quién ganó"), max_length=250)
    supplier_rfc = forms.CharField(
        label=_("RFC"),
        help_text=_("Se revisa aquí mismo. El de una persona no se publica."),
        max_length=20,
    )
    date = DayField(label=_("Fecha del fallo"))
    amount_centavos = MoneyField(label=_("Monto con IVA"))
    net_centavos = MoneyField(label=_("Monto sin IVA"), required=False)
    tenderers = forms.IntegerField(label=_("Cuántas empresas ofertaron"), required=False, min_value=1)


class ContractForm(forms.Form):
    """The signed contract."""

    number = forms.CharField(label=_("Número de contrato"), max_length=80)
    signed_on = DayField(label=_("Fecha de firma"))
    starts_on = DayField(label=_("Empieza"))
    ends_on = DayField(label=_("Termina"))
    amount_centavos = MoneyField(label=_("Monto con IVA"))
    net_centavos = MoneyField(label=_("Monto sin IVA"), required=False)


class PaymentForm(forms.Form):
    """Money that left."""

    kind = forms.ChoiceField(
        label=_("Tipo de pago"), choices=[(k.value, TRANSACTION_LABELS[k]) for k in TransactionKind]
    )
    paid_on = DayField(label=_("Fecha de pago"))
    amount_centavos = MoneyField(label=_("Monto con IVA"))
    code = forms.CharField(
        label=_("Clave"), help_text=_("La de la estimación o la póliza."), required=False, max_length=80
    )


class AmendmentForm(forms.Form):
    """A convenio modificatorio."""

    signed_on = DayField(label=_("Fecha del convenio"))
    rationale = forms.CharField(
        label=_("Por qué se modifica"), help_text=_("Se publica."), widget=forms.Textarea(attrs={"rows": 3})
    )
    amount_centavos = MoneyField(label=_("Nuevo monto con IVA"))
    ends_on = DayField(label=_("Nueva fecha de término"))


class EndForm(forms.Form):
    """Close a process without a contract."""

    status = forms.ChoiceField(
        label=_("Cómo termina"), choices=[(s.value, PROCESS_STATUS_LABELS[s]) for s in _ENDINGS]
    )
    reason = forms.CharField(
        label=_("Por qué"), help_text=_("Se publica."), widget=forms.Textarea(attrs={"rows": 3})
    )


def today_for(*names: str) -> dict[str, Any]:
    """Return today as the initial value of these fields."""
    return dict.fromkeys(names, timezone.localdate())
