"""What is asked of who speaks, reports, moderates and disagrees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.discussion import queries
from tequio.participation.discussion.models import HouseRule
from tequio.participation.discussion.services import TITLE_MAX
from tequio.participation.discussion.types import NOTE_MAX, TEXT_MAX


class _Form(forms.Form):
    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")


class CommentForm(_Form):
    text = forms.CharField(
        label=_("Su comentario"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Se publica con su nombre. No escriba datos personales de nadie."),
        error_messages={"required": _("Escriba algo: el texto está vacío.")},
    )


class _AboutARule(_Form):
    rule = forms.ChoiceField(
        label=_("¿Qué regla de la casa no respeta?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija la regla.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self._rules = {str(rule.number): rule for rule in queries.rules()}
        self.fields["rule"].choices = [(n, str(rule)) for n, rule in self._rules.items()]  # type: ignore[attr-defined]

    def clean_rule(self) -> HouseRule | None:
        """Return the rule in force with the number that was chosen."""
        return self._rules.get(self.cleaned_data["rule"])


class ReportForm(_AboutARule):
    text = forms.CharField(
        label=_("¿Algo más que deba saber quien lo revise?"),
        required=False,
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Solo lo lee moderación."),
    )


class DecideForm(_AboutARule):
    """What is done with everything that was marked on the desk."""

    KEEP, HIDE = "dejar", "ocultar"

    act = forms.ChoiceField(choices=[(KEEP, _("Dejar a la vista")), (HIDE, _("Ocultar"))])
    reason = forms.CharField(label=_("Motivo"), required=False, max_length=NOTE_MAX)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["rule"] = forms.ChoiceField(
            label=_("Regla de la casa"),
            required=False,
            choices=[("", _("Elija la regla")), *((n, str(rule)) for n, rule in self._rules.items())],
        )


class AppealForm(_Form):
    text = forms.CharField(
        label=_("¿Por qué no está de acuerdo?"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Diga por qué lo que escribió respeta la regla. Puede hacerlo una sola vez."),
    )


class AnswerForm(_Form):
    UPHOLD, REJECT = "si", "no"

    outcome = forms.ChoiceField(
        label=_("¿Tiene razón?"),
        widget=forms.RadioSelect,
        choices=[
            (UPHOLD, _("Sí: se vuelve a mostrar")),
            (REJECT, _("No: sigue oculto")),
        ],
    )
    text = forms.CharField(
        label=_("Sus razones"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Las lee quien se inconformó. Con esto termina: no hay otra instancia aquí."),
    )


class RuleForm(_Form):
    title = forms.CharField(
        label=_("La regla, en una frase"),
        max_length=TITLE_MAX,
        help_text=_("Por ejemplo: Se habla de la propuesta, no de quien la hizo."),
    )
    text = forms.CharField(
        label=_("Qué quiere decir"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Con un ejemplo de lo que sí y de lo que no."),
    )
