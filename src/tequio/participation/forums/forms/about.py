"""What somebody says of themselves, once per exercise, all of it voluntary."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.queries import about as queries
from tequio.participation.forums.queries.voices import colonias
from tequio.participation.forums.types import About

_UNSAID = _("Prefiero no decirlo")


class AboutForm(forms.Form):
    """Gender, age, sector and colonia. Nothing chosen is «prefiero no decirlo»."""

    gender = forms.ChoiceField(
        label=_("Usted es"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*queries.GENDERS, ("", _UNSAID)],
    )
    age = forms.TypedChoiceField(
        label=_("Su edad"), required=False, widget=forms.RadioSelect, coerce=int, empty_value=None
    )
    sector = forms.ModelChoiceField(
        label=_("¿A qué se dedica, o con qué grupo se identifica?"),
        required=False,
        queryset=Contribution.objects.none(),
        empty_label=_UNSAID,
    )
    home = forms.ModelChoiceField(
        label=_("¿En qué colonia vive?"),
        required=False,
        queryset=Contribution.objects.none(),
        empty_label=_UNSAID,
    )

    def __init__(self, data: Any = None, *, forum: Forum, kept: dict[str, Any] | None = None) -> None:
        initial = {"gender": "", "age": "", **(kept or {})}
        super().__init__(data, initial=initial, label_suffix="", prefix="usted")
        offer_about(self, forum)

    def about(self) -> About:
        """Return what was said."""
        return about_of(self.cleaned_data)

    def kept(self) -> dict[str, Any]:
        """Return what was said as plain values, to be kept with a draft."""
        said = self.about()
        return {"gender": said.gender, "age": said.age_from, "sector": said.sector, "home": said.unit}


def offer_about(form: forms.Form, forum: Forum) -> None:
    """Give the fields about a person what the exercise offers."""
    form.fields["age"].choices = [*queries.age_bands(forum), ("", _UNSAID)]  # type: ignore[attr-defined]
    form.fields["sector"].queryset = forum.sectors.all()  # type: ignore[attr-defined]
    form.fields["home"].queryset = colonias(forum)  # type: ignore[attr-defined]


def about_of(values: dict[str, Any]) -> About:
    """Return what was said of a person from the values of a form."""
    sector, home = values.get("sector"), values.get("home")
    return About(
        gender=values.get("gender") or "",
        age_from=values.get("age"),
        sector=sector.pk if sector else None,
        unit=home.pk if home else None,
    )


def from_kept(kept: dict[str, Any] | None) -> About | None:
    """Return what a draft kept of its author, or None if they were not asked."""
    if kept is None:
        return None
    return About(
        gender=kept.get("gender") or "",
        age_from=kept.get("age"),
        sector=kept.get("sector"),
        unit=kept.get("home"),
    )
