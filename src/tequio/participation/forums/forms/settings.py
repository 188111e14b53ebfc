"""The steps that are single sheets: identity, texts, what is always asked, limits and figures."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.moments import FIRST_YEAR, LAST_YEAR
from tequio.participation.forums.forms.start import RESERVED
from tequio.participation.forums.models import Forum

if TYPE_CHECKING:
    ForumForm = forms.ModelForm[Forum]
else:
    ForumForm = forms.ModelForm

FEWEST_BANDS, MOST_BANDS, OLDEST = 2, 12, 120
_BAND = re.compile(r"^(\d{1,3})\s*(?:-|–|a)\s*(\d{1,3})$")
_LAST_BAND = re.compile(r"^(\d{1,3})\s*(?:\+|o más|y más)$")
FLOOR = 5  # people: neither the step nor k go below it
SHORTEST, LONGEST = 5, 3_600  # seconds between two computations


class IdentityForm(ForumForm):
    """Name, address, year, map and taxonomy."""

    class Meta:
        model = Forum
        fields = ["name", "slug", "year", "territory", "themes_scheme"]
        labels = {
            "name": _("Nombre del foro"),
            "slug": _("Dirección en el sitio"),
            "year": _("Año"),
            "territory": _("Mapa que se usa"),
            "themes_scheme": _("Clasificación con la que se alinean sus pilares y temas"),
        }
        help_texts = {
            "slug": _("Solo letras sin acento, números y guiones. Por ejemplo: foro-plan"),
            "year": _("Los folios llevan sus dos últimas cifras."),
            "territory": _("Las cifras del foro quedan atadas a esta versión del mapa."),
            "themes_scheme": _(
                "Por ejemplo, los Objetivos de Desarrollo Sostenible o los ejes del estado. Vacía: ninguna."
            ),
        }
        widgets = {"name": forms.TextInput()}
        error_messages = {"slug": {"unique": _("Ya hay un foro con esa dirección. Elija otra.")}}

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(_("Escriba el año con cuatro cifras."))
        return year

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in RESERVED:
            raise forms.ValidationError(_("Ya hay un foro con esa dirección. Elija otra."))
        return slug


class TextsForm(ForumForm):
    """What people read."""

    class Meta:
        model = Forum
        fields = ["summary", "text", "privacy"]
        labels = {
            "summary": _("En una o dos frases, de qué se trata"),
            "text": _("Para qué es, y qué se hará con lo que la gente diga"),
            "privacy": _("Aviso de privacidad breve"),
        }
        help_texts = {
            "text": _("Deje un renglón en blanco entre párrafos."),
            "privacy": _("Se muestra junto a las preguntas sobre la persona. Diga para qué sirven esos datos."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 8}),
            "privacy": forms.Textarea(attrs={"rows": 5}),
        }


class AskingForm(ForumForm):
    """What every voice is asked beside the problem and the idea, and the bands of age."""

    bands = forms.CharField(
        label=_("Grupos de edad"),
        help_text=_("De menor a mayor, separados por comas y sin huecos. El último lleva un +."),
        max_length=200,
    )

    class Meta:
        model = Forum
        fields = ["horizon", "vision_question", "first_step_question", "asks_place", "asks_photo"]
        labels = {
            "horizon": _("Año de la visión"),
            "vision_question": _("Pregunta sobre la visión"),
            "first_step_question": _("Pregunta sobre el primer paso"),
            "asks_place": _("Preguntar en qué lugar"),
            "asks_photo": _("Permitir una foto"),
        }
        help_texts = {
            "horizon": _("Vacío: no se pregunta cómo debería ser a futuro."),
            "first_step_question": _("Vacía: no se pregunta."),
        }
        widgets = {"vision_question": forms.TextInput(), "first_step_question": forms.TextInput()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bands"].initial = written_bands(self.instance.age_bands)

    def clean_horizon(self) -> int | None:
        year: int | None = self.cleaned_data["horizon"]
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(_("Escriba el año con cuatro cifras."))
        return year

    def clean_bands(self) -> list[list[int | None]]:
        return read_bands(self.cleaned_data["bands"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("horizon") and not values.get("vision_question"):
            self.add_error("vision_question", _("Escriba la pregunta que se hace sobre ese año."))
        return values


class LimitsForm(ForumForm):
    """Limits per person, comments and the duty to answer."""

    class Meta:
        model = Forum
        fields = ["contributions_max", "votes_max", "comments", "answer_days"]
        labels = {
            "contributions_max": _("Aportaciones por persona"),
            "votes_max": _("Votos por persona"),
            "comments": _("Comentarios"),
            "answer_days": _("Días hábiles que tiene un área para contestar"),
        }
        help_texts = {
            "contributions_max": _("Vacío: sin límite."),
            "votes_max": _("Vacío: sin límite. Por cada aportación, una persona vota una sola vez."),
        }
        widgets = {"comments": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("contributions_max", "votes_max", "answer_days"):
            if values.get(name) is not None and values[name] < 1:
                self.add_error(name, _("Escriba 1 o más."))
        return values


class FiguresForm(ForumForm):
    """How often figures are computed and how coarse they are."""

    figures_every = forms.IntegerField(
        label=_("Segundos entre un cálculo y el siguiente"),
        help_text=_("Mientras el foro está abierto. Un solo cálculo sirve a todas las personas que miran."),
        min_value=SHORTEST,
        max_value=LONGEST,
    )
    figures_round = forms.IntegerField(
        label=_("De cuántas en cuántas personas suben las cifras"),
        help_text=_("Así nadie sabe quién acaba de participar. No baja de 5."),
        min_value=FLOOR,
        max_value=100,
    )
    figures_least = forms.IntegerField(
        label=_("Cifra más pequeña que se muestra"),
        help_text=_("Las de menos personas se ocultan, con las que permitirían deducirlas. No baja de 5."),
        min_value=FLOOR,
        max_value=100,
    )

    class Meta:
        model = Forum
        fields = ["figures_every", "figures_round", "figures_least"]


def written_bands(bands: list[list[int | None]]) -> str:
    """Return bands of age as the office writes them: ``0-17, 18-29, 60+``."""
    return ", ".join(f"{first}+" if last is None else f"{first}-{last}" for first, last in bands)


def read_bands(text: str) -> list[list[int | None]]:
    """Return the bands of age that a text says: whole years, first and last included.

    Raises:
        ValidationError: if they are not read, leave a gap, or the last one ends.
    """
    bands = [_read_band(part.strip()) for part in text.split(",") if part.strip()]
    if not FEWEST_BANDS <= len(bands) <= MOST_BANDS:
        raise forms.ValidationError(_("Escriba entre 2 y 12 grupos, separados por comas."))
    expected = 0
    for place, (first, last) in enumerate(bands):
        ends = last is None
        if first != expected or ends != (place == len(bands) - 1):
            raise forms.ValidationError(
                _("Los grupos empiezan en 0, no dejan huecos y el último lleva un +. Revise «%(band)s».")
                % {"band": written_bands([[first, last]])}
            )
        expected = (last or OLDEST) + 1
    return bands


def _read_band(part: str) -> list[int | None]:
    closed, opened = _BAND.match(part), _LAST_BAND.match(part)
    if opened:
        return [int(opened[1]), None]
    if closed and int(closed[1]) <= int(closed[2]) <= OLDEST:
        return [int(closed[1]), int(closed[2])]
    raise forms.ValidationError(
        _("«%(part)s» no es un grupo de edad: escriba, por ejemplo, 18-29.") % {"part": part}
    )
