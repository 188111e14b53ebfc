"""How an edition is counted: the rule first, the finer settings folded."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.core.tally.pots import Remainder, When
from tequio.core.tally.rules import Fill, Start, Stop, Utility
from tequio.core.tally.thresholds import Rounding
from tequio.foundation.web.fields import PesosField
from tequio.foundation.web.moments import Group
from tequio.participation.editions.forms.identity import EditionForm
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import (
    COMPARE_LABELS,
    FILL_LABELS,
    REMAINDER_LABELS,
    ROUNDING_LABELS,
    START_LABELS,
    STOP_LABELS,
    UTILITY_LABELS,
    WHEN_LABELS,
    BallotKind,
    Completion,
    CountingDetails,
    CountingRule,
    TieRule,
    read_details,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELDS = ("rule", "completion", "threshold_votes", "tie_rule", "contest_days", "preview")
_PLAIN = CountingDetails()
_EQUAL = (
    "utility", "start", "stop", "increment_centavos", "fill", "compare", "min_share", "blank_share",
)  # fmt: skip
_ONLY: dict[str, frozenset[CountingRule]] = {  # settings that some rules alone look at
    "part_percent": frozenset({CountingRule.GREEDY_STOP}),
    **dict.fromkeys(_EQUAL, frozenset({CountingRule.EQUAL_SHARES})),
    "stop": frozenset({CountingRule.EQUAL_SHARES, CountingRule.PHRAGMEN}),
}


def _choice(
    label: "StrOrPromise", labels: Mapping[Any, object], plain: str, help_text: "StrOrPromise" = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(key.value, words) for key, words in labels.items()],
        initial=plain,
        help_text=help_text,
    )


class CountingForm(EditionForm):
    """Who wins, with which minimum, what each bag leaves, and what is done with ties."""

    threshold_percent = forms.DecimalField(
        label=_("O un mínimo en % de las boletas válidas"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("De las boletas de cada bolsa. Si pone votos y porcentaje, vale el mayor. Vacío: ninguno."),
    )
    rounding = _choice(_("Si el porcentaje no da un número entero"), ROUNDING_LABELS, Rounding.UP)
    part_percent = forms.IntegerField(
        label=_("Pagar el primero que no cabe si queda este % de su costo"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Por ejemplo 80; lo que falta sale de otra bolsa. Vacío: no se hace."),
    )
    utility = _choice(_("Qué vale un proyecto para quien lo apoya"), UTILITY_LABELS, Utility.COST)
    start = _choice(_("Parte con la que empieza cada persona"), START_LABELS, Start.EXACT)
    stop = _choice(
        _("Cuándo se deja de comprar o de subir la parte"),
        STOP_LABELS,
        Stop.OVERSPEND,
        _("En una elección de cada diez cambia quién gana."),
    )
    increment_centavos = PesosField(
        label=_("Cuánto sube la parte cada vez, en pesos"),
        required=False,
        help_text=_("Vacío: un peso, o la milésima de la parte si es más."),
    )
    fill = _choice(_("Lo que al final queda de la bolsa"), FILL_LABELS, Fill.NONE)
    compare = _choice(_("Cómo se compara con la mayoría simple"), COMPARE_LABELS, _PLAIN.compare)
    min_share = forms.IntegerField(
        label=_("Apoyo mínimo según el costo: número de veces la bolsa"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Con 3, quien cuesta toda la bolsa necesita un tercio de los votos. Vacío: no se pide."),
    )
    blank_share = forms.BooleanField(
        label=_("También les toca parte a las boletas que no marcan nada de una bolsa"), required=False
    )
    city_pot = _choice(_("La bolsa de toda la ciudad se cuenta"), WHEN_LABELS, When.WITH)
    remainder = _choice(_("Lo que sobra de cada territorio"), REMAINDER_LABELS, Remainder.STAYS)
    lot_source = forms.CharField(
        label=_("De dónde saldrá la semilla del sorteo"),
        required=False,
        max_length=300,
        help_text=_(
            "Un sorteo público posterior al cierre, o una semilla en sobre cerrado cuya huella se publica antes"
            " de contar. Por ejemplo: premio mayor del sorteo de la Lotería Nacional que sigue al cierre."
        ),
    )

    class Meta:
        model = Edition
        fields = FIELDS
        labels = {
            "rule": _("Cómo se cuentan los votos"),
            "completion": _("Qué se hace con lo que sobra"),
            "threshold_votes": _("Votos mínimos para ganar"),
            "tie_rule": _("Si hay empate"),
            "contest_days": _("Días hábiles para inconformarse con los resultados provisionales"),
            "preview": _("Quién ve el conteo antes de que se publique"),
        }
        help_texts = {
            "threshold_votes": _("0: sin mínimo."),
            "contest_days": _("0: los resultados son definitivos cuando una segunda persona los revisa."),
        }
        widgets = {
            "rule": forms.RadioSelect,
            "completion": forms.RadioSelect,
            "tie_rule": forms.RadioSelect,
            "preview": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        details = read_details(self.instance.counting)
        for name in CountingDetails.__struct_fields__:
            self.initial.setdefault(name, getattr(details, name))

    def clean_threshold_percent(self) -> str:
        """Return the percentage as exact text without idle zeros; empty where there is none."""
        value = self.cleaned_data["threshold_percent"]
        return f"{value.normalize():f}" if value else ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors or "rule" not in values:
            return values
        rule = CountingRule(values["rule"])
        self._demand(rule, values)
        if rule is not CountingRule.EQUAL_SHARES:
            values["completion"] = Completion.NONE.value
        return values

    def _demand(self, rule: CountingRule, values: dict[str, Any]) -> None:
        least = values.get("threshold_votes") or values.get("threshold_percent")
        if rule is CountingRule.GREEDY_THRESHOLD and not least:
            self.add_error("threshold_votes", _("Esa forma de contar pide un mínimo: escriba cuántos votos."))
        if values.get("tie_rule") == TieRule.LOT and not values["lot_source"]:
            self.add_error("lot_source", _("Diga de dónde saldrá la semilla del sorteo."))
        by_points = self.instance.ballot_kind == BallotKind.POINTS
        if rule is CountingRule.EQUAL_SHARES and values["utility"] == Utility.POINTS and not by_points:
            self.add_error("utility", _("En la boleta de esta edición no se reparten puntos."))

    def answers(self) -> dict[str, Any]:
        """Return the fields of the edition; what the rule does not look at goes back to its default."""
        values = self.cleaned_data
        rule = CountingRule(values["rule"])
        told = {
            name: values[name]
            for name in CountingDetails.__struct_fields__
            if rule in _ONLY.get(name, {rule}) and values[name] not in ("", None)
        }
        if values["tie_rule"] != TieRule.LOT:
            told = {name: value for name, value in told.items() if not name.startswith("lot_")}
        return {name: values[name] for name in FIELDS} | {"counting": msgspec.to_builtins(read_details(told))}

    def groups(self) -> Iterator[Group]:
        """Give the fields in groups, folded where they are as in most editions."""
        yield Group(_("Cómo se gana"), [self["rule"], self["threshold_votes"]], [], [])
        yield self._group(_("Mínimo en porcentaje"), ("threshold_percent", "rounding"))
        yield self._group(_("Pago en parte"), ("part_percent",), CountingRule.GREEDY_STOP)
        shares = ("completion", *_EQUAL)
        yield self._group(_("Partes iguales y Phragmén"), shares, CountingRule.EQUAL_SHARES)
        yield self._group(_("Varias bolsas"), ("city_pot", "remainder"))
        yield Group(_("Empates"), [self["tie_rule"]], [], [])
        yield self._group(_("Sorteo"), ("lot_source",))
        yield Group(_("Antes de que sean oficiales"), [self["preview"], self["contest_days"]], [], [])

    def _group(self, title: object, names: tuple[str, ...], rule: CountingRule | None = None) -> Group:
        fields = [self[name] for name in names]
        touched = any(self[name].errors or self._differs(name) for name in names)
        chosen = rule is not None and self["rule"].value() == rule
        return Group(title, fields, [], [], folded=not (touched or chosen))

    def _differs(self, name: str) -> bool:
        plain = getattr(_PLAIN, name, Completion.NONE.value)
        value = self[name].value()
        return str(value or "") != str(plain or "")
