"""Who may do what: means of identification and ages, for each action."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.identity.types import ASSURANCE_LABELS, Assurance
from tequio.foundation.web.moments import Group, sound_day
from tequio.participation.forums.models import Forum
from tequio.participation.forums.services.parts import AccessDraft
from tequio.participation.forums.types import ACTION_LABELS, Action

_ASKED = ("methods", "age_min", "age_max", "age_on", "minors_with_guardian")
_OLDEST = 120


class AccessForm(forms.Form):
    """What a person is asked for to contribute, vote and comment."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for action in Action:
            self._add_action(action)

    @staticmethod
    def starting(forum: Forum) -> dict[str, Any]:
        """Return what the form shows of an exercise."""
        rules = forum.access_rules.all()
        return {f"{rule.action}_{name}": getattr(rule, name) for rule in rules for name in _ASKED}

    def _add_action(self, action: Action) -> None:
        self.fields[f"{action.value}_methods"] = forms.MultipleChoiceField(
            label=_("Cómo se identifica (basta con una)"),
            choices=[(a.value, ASSURANCE_LABELS[a]) for a in Assurance],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Ninguna: basta con tener cuenta."),
        )
        for edge, label in (("age_min", _("Edad mínima")), ("age_max", _("Edad máxima"))):
            self.fields[f"{action.value}_{edge}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=_OLDEST
            )
        self.fields[f"{action.value}_age_on"] = forms.DateField(
            label=_("Edad cumplida el día"),
            required=False,
            validators=[sound_day],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            help_text=_("Vacío: el día en que la persona participa."),
        )
        self.fields[f"{action.value}_minors_with_guardian"] = forms.BooleanField(
            label=_("Menores de edad, con su madre, padre o tutor"), required=False
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for action in Action:
            least, most = values.get(f"{action.value}_age_min"), values.get(f"{action.value}_age_max")
            if least is not None and most is not None and least > most:
                self.add_error(f"{action.value}_age_max", _("La edad máxima es menor que la mínima."))
        return values

    def groups(self) -> Iterator[Group]:
        """Give each action with its fields, in order."""
        for action in Action:
            methods, least, most, on, minors = (self[f"{action.value}_{name}"] for name in _ASKED)
            yield Group(ACTION_LABELS[action], [methods], [least, most, on], [minors])

    def rules(self) -> list[AccessDraft]:
        """Return what each action asks for."""
        return [
            AccessDraft(
                action=action.value,
                **{name: self.cleaned_data[f"{action.value}_{name}"] for name in _ASKED},
            )
            for action in Action
        ]
