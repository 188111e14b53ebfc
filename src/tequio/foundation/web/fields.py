"""The form fields that Django lacks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from tequio.core import money

_MOST = 10**16  # centavos: more than any budget, less than the database's integer


class PesosField(forms.CharField):
    """An amount as people type it (``$1,200,000``), kept in integer centavos."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int) or value in self.empty_values:
            return None if value in self.empty_values else value
        try:
            centavos = money.parse(str(value))
        except ValueError as error:
            raise ValidationError(
                _("Escriba una cantidad en pesos, solo con números. Por ejemplo: 850,000")
            ) from error
        if not 0 <= centavos <= _MOST:
            raise ValidationError(_("Escriba una cantidad de cero o más, y que quepa en un presupuesto."))
        return centavos

    def prepare_value(self, value: Any) -> Any:
        """Show centavos as pesos without the sign; what the person typed is shown as typed."""
        return money.exact(value).lstrip("$") if isinstance(value, int) else value


class LongSelect(forms.Select):
    """A select of many options, drawn in one go: a template per option costs more than the list it filters."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        del renderer
        chosen = {str(one) for one in self.format_value(value)}
        selected = mark_safe(" selected")
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, selected if str(key) in chosen else "", label) for key, label in self.choices),
        )
        drawn = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", drawn, options)
