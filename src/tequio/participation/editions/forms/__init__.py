"""The plain forms with which a coordinator sets up an edition."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.territory.models import Unit
from tequio.foundation.web import drawings
from tequio.foundation.web.fields import PesosField
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind

if TYPE_CHECKING:
    EditionForm = forms.ModelForm[Edition]
else:
    EditionForm = forms.ModelForm

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and hour in the municipality's time zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"], **options)


class IdentityForm(EditionForm):
    """Name, address, year and territory."""

    class Meta:
        model = Edition
        fields = ["name", "slug", "year", "summary", "territory"]
        labels = {
            "name": _("Nombre de la edición"),
            "slug": _("Dirección en el sitio"),
            "year": _("Año"),
            "summary": _("En una o dos frases, de qué se trata"),
            "territory": _("Mapa que se usa"),
        }
        help_texts = {
            "slug": _("Solo letras sin acento, números y guiones. Por ejemplo: pp2027"),
            "year": _("Los folios empiezan con sus dos últimas cifras."),
            "territory": _("Las cifras de la edición quedan atadas a esta versión del mapa."),
        }
        widgets = {"name": forms.TextInput(), "summary": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"slug": {"unique": _("Ya hay una edición con esa dirección. Elija otra.")}}

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if not 2000 <= year <= 2100:  # noqa: PLR2004 - a typing slip, not a rule
            raise forms.ValidationError(_("Escriba el año con cuatro cifras."))
        return year


class RulesForm(EditionForm):
    """Who takes part, how the ballot is and how it is counted."""

    class Meta:
        model = Edition
        fields = [
            "who_proposes",
            "proposals_max",
            "review_office",
            "review_days",
            "who_votes",
            "ballot_kind",
            "max_choices",
            "max_points",
            "rule",
            "threshold_votes",
            "tie_rule",
        ]
        labels = {
            "who_proposes": _("Quién puede proponer"),
            "proposals_max": _("Propuestas por persona"),
            "review_office": _("Área que dictamina si la categoría no dice otra"),
            "review_days": _("Días para dictaminar"),
            "who_votes": _("Quién puede votar"),
            "ballot_kind": _("Cómo se vota"),
            "max_choices": _("Proyectos que puede marcar cada persona"),
            "max_points": _("Puntos que puede dar a cada proyecto"),
            "rule": _("Cómo se cuentan los votos"),
            "threshold_votes": _("Votos mínimos para ganar"),
            "tie_rule": _("Si hay empate"),
        }
        help_texts = {"proposals_max": _("Vacío: sin límite.")}

    def clean_max_choices(self) -> int:
        return self._at_least_one("max_choices")

    def clean_max_points(self) -> int:
        return self._at_least_one("max_points")

    def clean_review_days(self) -> int:
        return self._at_least_one("review_days")

    def _at_least_one(self, name: str) -> int:
        value = int(self.cleaned_data[name])
        if value < 1:
            raise forms.ValidationError(_("Escriba 1 o más."))
        return value


class CalendarForm(forms.Form):
    """The opening and closing of every phase at once. A phase without dates is not part of the edition."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in PhaseKind:
            for edge, label in (("opens", _("%s: abre")), ("closes", _("%s: cierra"))):
                self.fields[f"{kind.value}_{edge}"] = MomentField(
                    label=label % PHASE_LABELS[kind], required=False
                )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for kind in PhaseKind:
            opens, closes = values.get(f"{kind.value}_opens"), values.get(f"{kind.value}_closes")
            if bool(opens) != bool(closes) and not self.errors:
                edge = "closes" if opens else "opens"
                self.add_error(f"{kind.value}_{edge}", _("Escriba las dos fechas de esta etapa, o ninguna."))
        return values

    def phases(self) -> list[tuple[PhaseKind, Any, Any]]:
        """Return the phases that have dates."""
        found = [
            (k, self.cleaned_data[f"{k.value}_opens"], self.cleaned_data[f"{k.value}_closes"])
            for k in PhaseKind
        ]
        return [(kind, opens, closes) for kind, opens, closes in found if opens and closes]


class RescheduleForm(forms.Form):
    """New dates for one phase, and the public reason."""

    opens = MomentField(label=_("Abre"))
    closes = MomentField(label=_("Cierra"))
    reason = forms.CharField(
        label=_("Motivo del cambio"),
        help_text=_("Se publica junto con las fechas nuevas."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CategoryForm(forms.Form):
    name = forms.CharField(label=_("Nombre de la categoría"), max_length=80)
    code = forms.SlugField(
        label=_("Clave"), help_text=_("Corta, sin acentos ni espacios. Por ejemplo: parques")
    )
    drawing = forms.ChoiceField(
        label=_("Dibujo"),
        choices=[
            ("park", _("Parque")),
            ("lights", _("Alumbrado")),
            ("street", _("Calle")),
            ("water", _("Agua")),
            ("school", _("Escuela")),
            ("culture", _("Cultura")),
            ("safety", _("Seguridad")),
            ("health", _("Salud")),
            ("sport", _("Deporte")),
            ("market", _("Mercado")),
        ],
        initial=drawings.DEFAULT,
    )
    offices = forms.ModelMultipleChoiceField(
        label=_("Áreas que dictaminan sus propuestas"),
        queryset=Office.objects.filter(active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Todas deben decir que sí. Sin ninguna, dictamina el área de la edición."),
    )


class SizeForm(forms.Form):
    name = forms.CharField(label=_("Nombre del tamaño"), max_length=80)
    code = forms.SlugField(label=_("Clave"), help_text=_("Corta, sin acentos ni espacios. Por ejemplo: grande"))
    cap_centavos = PesosField(label=_("Tope en pesos"))
    proposals_max = forms.IntegerField(
        label=_("Propuestas por persona de este tamaño"), required=False, min_value=1, max_value=1000
    )


class EnvelopeForm(forms.Form):
    """Money for one territory, for every unit of a level at once, or for the whole city."""

    where = forms.ChoiceField(label=_("Territorio"))
    size = forms.ChoiceField(label=_("Tamaño"), required=False)
    amount_centavos = PesosField(label=_("Bolsa en pesos"))
    winners_max = forms.IntegerField(
        label=_("Ganadores como máximo"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Vacío: los que alcance a pagar."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        units = list(
            edition.territory.units.filter(level__rank__gt=0)
            .select_related("level")
            .defer("geometry", "sketch")
        )
        levels = {u.level_id: u.level for u in units}
        self._units = units
        self._sizes = {size.code: size for size in edition.sizes.all()}
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("city", _("Toda la ciudad")),
            *((f"level-{pk}", _("Cada uno: %s") % level.name_plural) for pk, level in levels.items()),
            *((f"unit-{u.pk}", f"{u.level.name}: {u.name}") for u in units),
        ]
        self.fields["size"].choices = [("", _("Cualquiera")), *((c, s.name) for c, s in self._sizes.items())]  # type: ignore[attr-defined]

    def units(self) -> list[Unit | None]:
        """Return the territories that were chosen; None is the whole city."""
        kind, _sep, pk = self.cleaned_data["where"].partition("-")
        if kind == "city":
            return [None]
        return [u for u in self._units if str(u.level_id if kind == "level" else u.pk) == pk]

    def cleaned_size(self) -> Any:
        """Return the size that was chosen, or None for any."""
        return self._sizes.get(self.cleaned_data["size"])
