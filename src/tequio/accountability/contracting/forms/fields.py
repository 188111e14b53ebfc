"""The fields that the forms of contracting share, and how an amount is asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.core import money, vat

EXEMPT = "exempt"
MOST, LONGEST = 50, 10_000  # lines and characters of a list of people or suppliers
Choices = list[tuple[str, str | Promise]]


def choices(labels: Mapping[Any, str | Promise], *, blank: str | Promise = "") -> Choices:
    """Return a codelist as the choices of a field, with a first blank one if it has words."""
    found: Choices = [(str(code), label) for code, label in labels.items()]
    return [("", blank), *found] if blank else found


def rates() -> Choices:
    """Return the rates of VAT that the city offers, as choices."""
    offered: Choices = [(rate, f"{rate} %") for rate in settings.VAT_RATES]
    return [("", _("No se sabe")), *offered, (EXEMPT, _("Exento"))]


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
        if centavos > money.LARGEST:
            raise forms.ValidationError(_("Ese monto no cabe en ningún presupuesto. Revise los ceros."))
        return centavos

    def prepare_value(self, value: Any) -> Any:
        return money.exact(value).lstrip("$") if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


class PairsField(forms.CharField):
    """Several lines of two things each, parted by the first comma; gives pairs of texts."""

    def __init__(self, *, wrong: str | Promise, both: bool = False, **kwargs: Any) -> None:
        self.wrong, self.both = wrong, both
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **kwargs)

    def clean(self, value: Any) -> Any:
        pairs = []
        for line in super().clean(value).splitlines():
            first, _comma, second = (part.strip() for part in line.partition(","))
            if not first and not second:
                continue
            if not first or (self.both and not second):
                raise forms.ValidationError(
                    gettext("%(wrong)s Revise: «%(line)s».") % {"wrong": self.wrong, "line": line}
                )
            pairs.append((first, second))
        if len(pairs) > MOST:
            raise forms.ValidationError(gettext("Son demasiadas líneas: hasta %(n)d.") % {"n": MOST})
        return pairs


class SuppliersField(PairsField):
    """Several suppliers, one per line: RFC and name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            _("Uno por línea: RFC, coma y nombre. Si ya está en el padrón, basta el RFC."),
        )
        super().__init__(
            wrong=_("Escriba en cada línea el RFC, una coma y el nombre."), required=False, **kwargs
        )


class StepForm(forms.Form):
    """A form of one step of a process. It knows the process and what of it it is about."""

    def __init__(self, *args: Any, process: Any = None, target: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.process, self.target = process, target
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the process."""

    def choose(self, name: str, found: Iterable[tuple[Any, Any]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(found)


class SupplierForm(StepForm):
    """A form that begins with a supplier."""

    supplier_rfc = forms.CharField(
        label=_("RFC"),
        help_text=_("Se revisa aquí mismo. El de una persona no se publica."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    supplier_name = forms.CharField(
        label=_("Nombre o razón social"),
        help_text=_("Si el RFC ya está en el padrón, puede dejarlo vacío."),
        max_length=250,
        required=False,
    )


class AmountForm(StepForm):
    """A form with an amount with VAT and without it; by the rate, one follows from the other."""

    amount_needed = True

    amount_centavos = MoneyField(
        label=_("Monto con IVA"),
        help_text=_("Si solo tiene el monto sin IVA, déjelo vacío y elija la tasa."),
        required=False,
    )
    vat = forms.ChoiceField(
        label=_("Tasa de IVA"), choices=rates, required=False, help_text=_("Con ella se calcula el que falte.")
    )
    net_centavos = MoneyField(label=_("Monto sin IVA"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"amount_centavos", "net_centavos"} & set(self.errors):
            return said
        rate = said.pop("vat", "")
        percent = (0 if rate == EXEMPT else int(rate)) if rate else None
        gross, net = said.get("amount_centavos"), said.get("net_centavos")
        if not self.amount_needed and gross is None and net is None:
            return said | {"vat_percent": None}
        try:
            said["amount_centavos"], said["net_centavos"] = vat.complete(gross, net, percent)
        except ValueError:
            self.add_error("amount_centavos", _("Escriba el monto con IVA, o el monto sin IVA y su tasa."))
        said["vat_percent"] = None if rate == EXEMPT else percent
        if rate == EXEMPT and said["amount_centavos"] != said["net_centavos"]:
            self.add_error("net_centavos", _("Si está exento, el monto con IVA y sin IVA es el mismo."))
        return said
