"""What a voice says, as fields: all on one page, or some of them on each."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.forums.models import Contribution, Forum, Question, Theme
from tequio.participation.forums.queries import voices as queries
from tequio.participation.forums.services.whole import ABOUT, TEXTS, question_field
from tequio.participation.forums.types import QuestionKind

# Which fields of the form belong to which fields of the voice that are saved together.
PLACE = ("lat", "lon", "unit", "place")
_WORDS = ("problem", "title", "idea")
_FUTURE = ("vision", "first_step")


class VoiceForm(forms.Form):
    """The questions of an exercise. ``only`` leaves those of one page; the answers come from a voice."""

    pillar = forms.ModelChoiceField(
        label=_("¿De qué tema trata?"),
        queryset=Contribution.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Elija de qué tema trata.")},
    )
    theme = forms.ModelChoiceField(
        label=_("¿Qué clase de problema es?"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Otro, o no sé"),
    )
    problem = forms.CharField(
        label=_("¿Cuál es el problema?"),
        max_length=TEXTS["problem"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Qué pasa y a quién afecta. No escriba datos personales de nadie."),
        error_messages={"required": _("Escriba cuál es el problema.")},
    )
    title = forms.CharField(
        label=_("¿Qué propone? En una frase"),
        max_length=TEXTS["title"],
        help_text=_("Así se verá en la lista. Por ejemplo: Médico también por las tardes."),
        error_messages={"required": _("Escriba su idea en una frase.")},
    )
    idea = forms.CharField(
        label=_("Si quiere, cuéntenos más"),
        max_length=TEXTS["idea"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lat = forms.FloatField(label=_("Latitud"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("Longitud"), required=False, min_value=-180, max_value=180)
    unit = forms.ModelChoiceField(
        label=_("O elija la colonia"),
        queryset=Contribution.objects.none(),
        required=False,
        empty_label=_("Toda la ciudad, o no sé"),
    )
    place = forms.CharField(
        label=_("O dígalo con sus palabras"),
        required=False,
        max_length=TEXTS["place"],
        help_text=_("Por ejemplo: la calle entre la escuela y el mercado."),
    )
    vision = forms.CharField(
        max_length=TEXTS["vision"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    first_step = forms.CharField(
        max_length=TEXTS["first_step"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        data: Any = None,
        *,
        forum: Forum,
        voice: Contribution | None = None,
        only: Collection[str] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.forum = forum
        self.questions = list(forum.questions.all())
        super().__init__(data, initial=_answers(voice) | (initial or {}), label_suffix="")
        self._offer(forum)
        for question in self.questions:
            self.fields[question_field(question.code)] = _field(question)
        for name in list(self.fields):
            if only is not None and name not in only:
                del self.fields[name]
        self._choose(forum, voice)

    def _offer(self, forum: Forum) -> None:
        """Leave out what this exercise does not ask, and call the rest as it does."""
        horizon = {"year": forum.horizon}
        labels: dict[str, Any] = {
            "vision": forum.vision_question
            or (_("¿Cómo debería ser en %(year)s?") % horizon if forum.horizon else ""),
            "first_step": forum.first_step_question
            or (_("¿Cuál sería el primer paso?") if forum.horizon else ""),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            if not label:
                del self.fields[name]
        if not forum.asks_place:
            for name in PLACE:
                del self.fields[name]
        for name in ("lat", "lon"):
            if name in self.fields:
                self.fields[name].widget.attrs["step"] = "any"

    def _choose(self, forum: Forum, voice: Contribution | None) -> None:
        """Give the fields that choose from the exercise what they choose from."""
        if "pillar" in self.fields:
            self.fields["pillar"].queryset = forum.pillars.all()  # type: ignore[attr-defined]
        if "theme" in self.fields:
            alone = "pillar" not in self.fields and voice is not None
            themes = Theme.objects.filter(pillar__forum=forum).select_related("pillar")
            field = self.fields["theme"]
            if alone and voice is not None:
                themes = themes.filter(pillar=voice.pillar_id)
                field.widget = forms.RadioSelect()
            else:
                field.iterator = _Grouped  # type: ignore[attr-defined]
            field.queryset = themes  # type: ignore[attr-defined]
        if "unit" in self.fields:
            self.fields["unit"].queryset = queries.colonias(forum)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if ("lat" in values) and (values.get("lat") is None) != (values.get("lon") is None):
            self.add_error("lat", _("Para poner un punto hacen falta la latitud y la longitud."))
        pillar, theme = values.get("pillar"), values.get("theme")
        if pillar and theme and theme.pillar_id != pillar.pk:
            self.add_error("theme", _("Ese problema es de otro tema. Elija uno de la lista."))
        return values

    def said(self) -> dict[str, Any]:
        """Return the fields of the voice that this form answers."""
        values = dict(self.cleaned_data)
        if "unit" in self.fields:
            values["site"] = values.pop("unit")
        answers = {}
        for question in self.questions:
            name = question_field(question.code)
            if name in self.fields:
                answers[question.code] = values.pop(name)
        if answers:
            values["answers"] = answers
        return values


class _Grouped(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """Themes under the name of their pillar."""

    def __iter__(self) -> Any:
        yield "", self.field.empty_label
        groups: dict[str, list[Any]] = {}
        for theme in self.queryset:
            groups.setdefault(theme.pillar.name, []).append(self.choice(theme))
        yield from groups.items()


def _answers(voice: Contribution | None) -> dict[str, Any]:
    if voice is None:
        return {}
    found: dict[str, Any] = {name: getattr(voice, name) for name in (*_WORDS, *_FUTURE, "place")}
    found |= {"pillar": voice.pillar_id, "theme": voice.theme_id}
    pinned = voice.lon is not None
    found["unit"] = None if pinned else voice.site_id
    for name in ("lat", "lon"):
        value = getattr(voice, name)
        found[name] = None if value is None else round(value, 6)
    kept = {code: answer for code, answer in voice.answers.items() if code != ABOUT}
    return found | {question_field(code): answer for code, answer in kept.items()}


def _field(question: Question) -> forms.Field:
    options = [(str(code), str(label)) for code, label in question.options]
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": question.required,
    }
    if question.kind == QuestionKind.CHOICES:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
    if question.kind == QuestionKind.CHOICE:
        blank = [] if question.required else [("", _("Prefiero no responder"))]
        return forms.ChoiceField(choices=[*blank, *options], widget=forms.RadioSelect, **common)
    long = question.kind == QuestionKind.LONG_TEXT
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
    return forms.CharField(max_length=TEXTS["idea"], widget=widget, **common)
