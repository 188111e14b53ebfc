"""What the office fills in about a list, a concept and a match."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from tequio.foundation.taxonomies import queries
from tequio.foundation.taxonomies.models import Concept, Scheme
from tequio.foundation.taxonomies.types import (
    CODE_MAX,
    DEFINITION_MAX,
    LABEL_MAX,
    MATCH_LABELS,
    Entry,
    MatchKind,
)

_SHORT = 200
# A code stands in addresses and in files: letters, figures, and what parts them.
_CODE = RegexValidator(r"^[\w.\-]+$", _("Use letras, números, puntos y guiones, sin espacios."))


def _day(label: Any, hint: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget)


class SchemeForm(forms.Form):
    title = forms.CharField(
        label=_("Nombre"), max_length=_SHORT, help_text=_("Por ejemplo: Ejes del plan estatal.")
    )
    slug = forms.SlugField(
        label=_("Nombre corto"),
        max_length=50,
        help_text=_("Está en la dirección de su página y no cambia. Por ejemplo: plan-estatal."),
    )
    description = forms.CharField(
        label=_("Para qué sirve"), required=False, max_length=DEFINITION_MAX, widget=forms.Textarea({"rows": 3})
    )
    publisher = forms.CharField(label=_("Quién la mantiene"), required=False, max_length=_SHORT)
    source = forms.CharField(
        label=_("De dónde se tomó"),
        required=False,
        max_length=500,
        help_text=_("Un documento o una dirección."),
    )
    version = forms.CharField(label=_("Versión"), required=False, max_length=_SHORT)

    def __init__(self, data: Any = None, *, scheme: Scheme | None = None) -> None:
        initial = {name: getattr(scheme, name) for name in self.base_fields} if scheme else None
        super().__init__(data, initial=initial, label_suffix="")
        if scheme:
            del self.fields["slug"]


class WordsForm(forms.Form):
    """The words of a concept and where it hangs."""

    label = forms.CharField(label=_("Nombre"), max_length=LABEL_MAX)
    broader = forms.ChoiceField(label=_("Dentro de"), required=False)
    definition = forms.CharField(
        label=_("Qué es"), required=False, max_length=DEFINITION_MAX, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any, *, scheme: Scheme, on: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        nodes = queries.flat(queries.tree(scheme.slug, on=on))
        held = [(node.concept.code, "— " * node.depth + str(node.concept)) for node in nodes]
        self.fields["broader"].choices = [("", _("Ninguno: va hasta arriba")), *held]  # type: ignore[attr-defined]


class ConceptForm(WordsForm):
    """A new concept."""

    code = forms.CharField(
        label=_("Clave"),
        max_length=CODE_MAX,
        validators=[_CODE],
        help_text=_("La nombra dentro de esta taxonomía y no cambia. Por ejemplo: 2.1"),
    )
    valid_from = _day(_("Vigente desde"), _("Vacío: desde siempre."))
    valid_to = _day(_("Vigente hasta"), _("Vacío: sin fecha de fin."))
    field_order = ("code", "label", "broader", "definition", "valid_from", "valid_to")

    @property
    def entry(self) -> Entry:
        """What was written."""
        return Entry(**self.cleaned_data)


class ReplaceForm(WordsForm):
    """Other words for a concept, from a day on."""

    since = _day(_("Desde"), _("Lo que ya se clasificó conserva las palabras de entonces."), required=True)
    field_order = ("label", "broader", "definition", "since")

    def __init__(self, data: Any, *, concept: Concept, on: date) -> None:
        initial = {
            "label": concept.label,
            "definition": concept.definition,
            "broader": concept.broader.code if concept.broader else "",
            "since": on,
        }
        super().__init__(data, scheme=concept.scheme, on=on, initial=initial)
        self._code = concept.code

    @property
    def entry(self) -> Entry:
        """What was written."""
        values = self.cleaned_data
        return Entry(
            code=self._code,
            label=values["label"],
            broader=values["broader"],
            definition=values["definition"],
        )


class RetireForm(forms.Form):
    last = _day(_("Último día vigente"), _("Después de ese día ya no se ofrece. No se borra."), required=True)


class MatchForm(forms.Form):
    """A concept of another list, and how it answers."""

    kind = forms.ChoiceField(
        label=_("Cómo se relaciona"), choices=[(kind.value, MATCH_LABELS[kind]) for kind in MatchKind]
    )
    other = forms.ModelChoiceField(label=_("Con cuál"), queryset=Concept.objects.none())

    def __init__(self, data: Any, *, concept: Concept, on: date) -> None:
        super().__init__(data, label_suffix="")
        others = Concept.objects.valid(on).exclude(scheme=concept.scheme_id).select_related("scheme")
        field = self.fields["other"]
        field.queryset = others.order_by("scheme__title", "position", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = _named  # type: ignore[attr-defined]

    def clean_kind(self) -> MatchKind:
        """Return the kind itself."""
        return MatchKind(self.cleaned_data["kind"])


def _named(concept: Concept) -> str:
    return f"{concept.scheme.title}: {concept}"


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Hoja de cálculo"),
        help_text=_(
            "CSV, Excel (XLSX) u ODS con las columnas clave, nombre, dentro_de, definicion, desde y hasta. "
            "También sirven code, label, broader, definition, valid_from y valid_to."
        ),
    )


class DayForm(forms.Form):
    """A day to look at a list as it stood."""

    fecha = _day(_("Como estaba el"), "")
