"""The parts that come in lists: pillars, themes, sectors and questions."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import Forum, Question
from tequio.participation.forums.types import QUESTION_LABELS, QuestionKind

_CODE = 50  # characters of a slug
FEWEST, MOST = 2, 30  # options of a question
DRAWINGS = (
    ("health", _("Salud")),
    ("school", _("Escuela")),
    ("culture", _("Cultura")),
    ("sport", _("Deporte")),
    ("water", _("Agua")),
    ("park", _("Parque")),
    ("street", _("Calle")),
    ("lights", _("Alumbrado")),
    ("safety", _("Seguridad")),
    ("market", _("Mercado")),
)
_CHOOSING = frozenset({QuestionKind.CHOICE.value, QuestionKind.CHOICES.value})


class _Coded(forms.Form):
    """A part with a short code, made from its name where none is written."""

    named_by = "name"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("code") and "code" not in self.errors and values.get(self.named_by):
            values["code"] = _code(values[self.named_by])
        return values


def _code(text: str) -> str:
    return slugify(text)[:_CODE].strip("-") or "otro"


def _code_field() -> forms.SlugField:
    return forms.SlugField(
        label=_("Clave"),
        required=False,
        help_text=_("Corta, sin acentos ni espacios. Si la deja vacía, se hace sola."),
    )


class _Aligned(_Coded):
    """A part that may be aligned with a concept of the exercise's taxonomy."""

    def __init__(self, *args: Any, forum: Forum, **options: Any) -> None:
        super().__init__(*args, **options)
        if forum.themes_scheme_id:
            self.fields["concept"] = forms.ModelChoiceField(
                label=_("Se alinea con"),
                queryset=Concept.objects.filter(scheme=forum.themes_scheme_id),
                required=False,
                help_text=str(forum.themes_scheme),
            )


class PillarForm(_Aligned):
    name = forms.CharField(label=_("Nombre del pilar"), max_length=120)
    description = forms.CharField(
        label=_("En una frase, qué abarca"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    drawing = forms.ChoiceField(label=_("Dibujo"), choices=DRAWINGS, initial="culture")
    code = _code_field()


class ThemeForm(_Aligned):
    name = forms.CharField(label=_("Nombre del tema"), max_length=120)
    code = _code_field()


class SectorForm(_Coded):
    name = forms.CharField(label=_("Nombre del sector de la población"), max_length=120)
    code = _code_field()


class QuestionForm(_Coded):
    named_by = "label"

    label = forms.CharField(label=_("Pregunta"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Cómo se contesta"), choices=[(k.value, QUESTION_LABELS[k]) for k in QuestionKind]
    )
    options = forms.CharField(
        label=_("Opciones, una por renglón"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Solo para las preguntas de opción."),
    )
    help = forms.CharField(label=_("Ayuda que se lee debajo"), required=False, max_length=300)
    required = forms.BooleanField(label=_("Hay que contestarla"), required=False)
    public = forms.BooleanField(label=_("La respuesta se publica con la aportación"), required=False)
    code = _code_field()

    def __init__(self, *args: Any, known: Question | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._codes = {label: code for code, label in known.options} if known else {}

    def clean_options(self) -> list[tuple[str, str]]:
        """Give each option a code: the one that it had, so that answers already given keep their sense."""
        labels = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        options = [(self._codes.get(label, _code(label)), label) for label in labels]
        if len({code for code, _label in options}) < len(options):
            raise forms.ValidationError(_("Hay dos opciones iguales o casi iguales."))
        if len(options) > MOST:
            raise forms.ValidationError(_("Son demasiadas opciones: hasta 30."))
        return options

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        chooses = values.get("kind") in _CHOOSING
        if chooses and "options" not in self.errors and len(values.get("options", [])) < FEWEST:
            self.add_error("options", _("Escriba al menos dos opciones."))
        if not chooses:
            values["options"] = []
        return values


class AnswersPreview(forms.Form):
    """The questions of an exercise as whoever contributes will see them; nothing is sent."""

    def __init__(self, questions: list[Question]) -> None:
        super().__init__()
        for question in questions:
            self.fields[f"vista_{question.code}"] = _preview(question)


def _preview(question: Question) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": question.required,
        "disabled": True,
    }
    if question.kind == QuestionKind.CHOICE:
        return forms.ChoiceField(choices=question.options, widget=forms.RadioSelect, **common)
    if question.kind == QuestionKind.CHOICES:
        return forms.MultipleChoiceField(
            choices=question.options, widget=forms.CheckboxSelectMultiple, **common
        )
    if question.kind == QuestionKind.LONG_TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **common)
    return forms.CharField(**common)
