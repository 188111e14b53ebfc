"""Opening a process and planning it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting import queries
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
    ADDITIONAL_CATEGORY_LABELS,
    CATEGORY_LABELS,
    AdditionalCategory,
)
from tequio.core.classifiers import Moment, Part

LONG = {"rows": 3}
Offices = Sequence[tuple[int, str]]


class ProcessForm(StepForm):
    """Open a process."""

    title = forms.CharField(label=_("Qué se contrata"), max_length=250)
    procedure = forms.ChoiceField(
        label=_("Procedimiento"),
        help_text=_("Los que están vigentes hoy, y los que lo estaban en otras fechas."),
    )
    method_rationale = forms.CharField(
        label=_("Fundamento"),
        help_text=_("Artículo y fracción. Hace falta si se adjudica directamente o el catálogo lo pide."),
        required=False,
        max_length=300,
    )
    category = forms.ChoiceField(label=_("Tipo"), choices=choices(CATEGORY_LABELS))
    office_id = forms.TypedChoiceField(
        label=_("Área que contrata"), coerce=int, empty_value=None, required=False
    )
    notice_on = DayField(label=_("Fecha de la convocatoria o invitación"), required=False)
    tender_start = DayField(label=_("Se reciben ofertas desde"), required=False)
    tender_end = DayField(label=_("Hasta"), required=False)

    def __init__(self, *args: Any, offices: Offices = (), own: str = "", **kwargs: Any) -> None:
        self.offices, self.own = offices, own
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if len(self.offices) > 1:
            own = gettext("La del proyecto: %(office)s") % {"office": self.own}
            self.choose("office_id", [("", own), *self.offices])
        else:
            del self.fields["office_id"]
        today = timezone.localdate()
        now, other = queries.procedures_offered(today)
        groups: list[Any] = [(gettext("Vigentes hoy"), [(one.code, one.name) for one in now])]
        if other:
            groups.append(
                (gettext("Solo para procesos de otras fechas"), [(one.code, _dated(one)) for one in other])
            )
        self.choose("procedure", groups)


def _dated(kind: Any) -> str:
    since = kind.valid_from.isoformat() if kind.valid_from else "…"
    until = kind.valid_to.isoformat() if kind.valid_to else "…"
    return f"{kind.name} ({since} – {until})"


class PlanForm(StepForm):
    """What is contracted, for how much, and who asks for it."""

    title = forms.CharField(label=_("Qué se contrata"), max_length=250)
    description = forms.CharField(
        label=_("Descripción"), required=False, max_length=4000, widget=forms.Textarea(attrs=LONG)
    )
    file_number = forms.CharField(
        label=_("Número de expediente"), help_text=_("El de su área."), required=False, max_length=80
    )
    method_rationale = forms.CharField(
        label=_("Fundamento"), help_text=_("Artículo y fracción."), required=False, max_length=300
    )
    additional_category = forms.TypedChoiceField(
        label=_("Qué se compra"),
        choices=choices(ADDITIONAL_CATEGORY_LABELS, blank=_("No se ha dicho")),
        coerce=AdditionalCategory,
        empty_value=None,
        required=False,
    )
    estimated_centavos = MoneyField(
        label=_("Monto estimado con IVA"), help_text=_("El de la investigación de mercado."), required=False
    )
    requesting_office_id = forms.TypedChoiceField(
        label=_("Área que lo pide"), coerce=int, empty_value=None, required=False
    )
    responsible_office_id = forms.TypedChoiceField(
        label=_("Área que responde por el trabajo"), coerce=int, empty_value=None, required=False
    )

    def prepare(self) -> None:
        own = gettext("La del proyecto: %(office)s") % {"office": self.process.project.office.name}
        offices = [("", own), *queries.offices()]
        self.choose("requesting_office_id", offices)
        self.choose("responsible_office_id", offices)


class BudgetLineForm(StepForm):
    """A budget key with its amounts."""

    function = forms.CharField(
        label=_("Finalidad, función y subfunción"), help_text=_("Como 2.2.1"), required=False, max_length=10
    )
    programme = forms.CharField(
        label=_("Programa presupuestario"), help_text=_("Como K001"), required=False, max_length=10
    )
    object = forms.CharField(
        label=_("Objeto del gasto (partida)"), help_text=_("Como 614 o 61401"), required=False, max_length=10
    )
    spendingType = forms.CharField(  # noqa: N815 - the name of the component in the published data
        label=_("Tipo de gasto"), help_text=_("1 corriente, 2 de capital"), required=False, max_length=2
    )
    funding = forms.CharField(
        label=_("Fuente de financiamiento"), help_text=_("Como 1.1 o 25"), required=False, max_length=20
    )
    source = forms.CharField(
        label=_("Fondo"), help_text=_("Como lo llama su tesorería."), required=False, max_length=120
    )
    approved_centavos = MoneyField(label=_("Aprobado"), required=False)
    modified_centavos = MoneyField(label=_("Modificado"), required=False)
    committed_centavos = MoneyField(label=_("Comprometido"), required=False)
    accrued_centavos = MoneyField(label=_("Devengado"), required=False)
    exercised_centavos = MoneyField(label=_("Ejercido"), required=False)
    paid_centavos = MoneyField(label=_("Pagado"), required=False)
    updated_on = DayField(label=_("Montos al día"))

    KEYS = tuple(part.value for part in Part)
    MOMENTS = tuple(f"{moment.value}_centavos" for moment in Moment)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.get(key) for key in self.KEYS):
            raise forms.ValidationError(gettext("Escriba al menos una clave presupuestaria."))
        return said


class QuoteRequestForm(StepForm):
    """A request for quotes."""

    title = forms.CharField(label=_("Qué se pidió cotizar"), max_length=250)
    starts_on = DayField(label=_("Se envió el"))
    ends_on = DayField(label=_("Último día para contestar"))
    description = forms.CharField(
        label=_("Detalle"), required=False, max_length=4000, widget=forms.Textarea(attrs=LONG)
    )
    invited = SuppliersField(label=_("A quién se le pidió"))


class QuoteForm(SupplierForm, AmountForm):
    """An answer to a request for quotes."""

    field_order = ("supplier_rfc", "supplier_name", "date", "amount_centavos", "vat", "net_centavos")

    date = DayField(label=_("Fecha de la cotización"))
    description = forms.CharField(
        label=_("Condiciones"), required=False, max_length=1000, widget=forms.Textarea(attrs=LONG)
    )
