"""The questions of a proposal, one per page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.foundation.territory.models import Unit
from tequio.foundation.web.fields import PesosField
from tequio.participation.editions.models import Category, SizeClass
from tequio.participation.editions.types import Eligibility
from tequio.participation.proposals import queries
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import LAND_LABELS, PublicLand

_TITLE, _TEXT, _PLACE, _ALT = 120, 4000, 300, 200


class Step(forms.Form):
    """One question. It reads its answer from the proposal and gives back the fields to save."""

    heading: Any = ""

    def __init__(self, data: Any = None, files: Any = None, *, proposal: Proposal) -> None:
        self.proposal = proposal
        super().__init__(data, files, initial=self.answers(proposal), label_suffix="")

    def answers(self, proposal: Proposal) -> dict[str, Any]:
        """Return what the proposal already says."""
        return {name: getattr(proposal, name) for name in self.base_fields}

    def values(self) -> dict[str, Any]:
        """Return the fields of the proposal to save."""
        return dict(self.cleaned_data)


class TitleStep(Step):
    heading = _("¿Cómo se llama su propuesta?")
    title = forms.CharField(
        label=_("Título"),
        max_length=_TITLE,
        help_text=_("En pocas palabras, como se lo diría a una vecina. Por ejemplo: Andador con sombra."),
    )


class ProblemStep(Step):
    heading = _("¿Cuál es el problema?")
    problem = forms.CharField(
        label=_("El problema"),
        max_length=_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Qué pasa, dónde y a quién afecta. No escriba datos personales de nadie."),
    )


class SolutionStep(Step):
    heading = _("¿Qué propone?")
    solution = forms.CharField(
        label=_("La solución"),
        max_length=_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Qué habría que hacer o poner, y cuánto: metros, piezas, sesiones."),
    )


class PlaceStep(Step):
    heading = _("¿Dónde sería?")
    lat = forms.FloatField(label=_("Latitud"), required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label=_("Longitud"), required=False, min_value=-180, max_value=180)
    unit = forms.ChoiceField(
        label=_("O elija la colonia"),
        required=False,
        help_text=_("Si puso la marca en el mapa, no hace falta."),
    )
    place = forms.CharField(
        label=_("El lugar en sus palabras"),
        required=False,
        max_length=_PLACE,
        help_text=_("Por ejemplo: la banqueta entre la escuela y el parque."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data, files, proposal=proposal)
        self._units = {str(u.pk): u for u in queries.colonias(proposal.edition)}
        self.fields["unit"].choices = _listed(self._units)  # type: ignore[attr-defined]
        for name in ("lat", "lon"):
            self.fields[name].widget.attrs["step"] = "any"

    def answers(self, proposal: Proposal) -> dict[str, Any]:
        unit = proposal.site_id if proposal.lon is None else None
        lat, lon = (None if v is None else round(v, 6) for v in (proposal.lat, proposal.lon))
        return {"lat": lat, "lon": lon, "unit": unit, "place": proposal.place}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        lat, lon = values.get("lat"), values.get("lon")
        if self.errors:
            return values
        if (lat is None) != (lon is None):
            raise forms.ValidationError(_("Para poner un punto hacen falta la latitud y la longitud."))
        if lat is None and not values.get("unit"):
            raise forms.ValidationError(_("Ponga el punto en el mapa o elija la colonia de la lista."))
        return values

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"unit": self._units.get(self.cleaned_data["unit"])}


class LandStep(Step):
    heading = _("¿El lugar es público?")
    public_land = forms.ChoiceField(
        label=_("El lugar"),
        choices=[(v.value, LAND_LABELS[v]) for v in PublicLand],
        widget=forms.RadioSelect,
        help_text=_(
            "Por ejemplo una calle, un parque o una escuela pública. Si no lo sabe, no importa: "
            "el área que revisa el suelo lo averigua."
        ),
    )


class CategoryStep(Step):
    heading = _("¿De qué trata?")
    category = forms.ModelChoiceField(
        label=_("Categoría"), queryset=Category.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, data: Any = None, files: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data, files, proposal=proposal)
        self.fields["category"].queryset = proposal.edition.categories.all()  # type: ignore[attr-defined]


class SizeStep(Step):
    heading = _("¿De qué tamaño es?")
    size = forms.ModelChoiceField(
        label=_("Tamaño"), queryset=SizeClass.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, data: Any = None, files: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data, files, proposal=proposal)
        self.fields["size"].queryset = proposal.edition.sizes.all()  # type: ignore[attr-defined]
        self.fields["size"].label_from_instance = queries.size_label  # type: ignore[attr-defined]


class CostStep(Step):
    heading = _("¿Cuánto cree que costaría?")
    estimated_cost_centavos = PesosField(
        label=_("Costo estimado en pesos"),
        help_text=_("Un cálculo a ojo basta: las áreas del gobierno lo revisan. Por ejemplo: 850,000"),
    )


class HomeStep(Step):
    heading = _("¿En qué colonia vive usted?")
    proponent_unit = forms.ChoiceField(
        label=_("Su colonia"),
        help_text=_("No tiene que ser la misma de la propuesta. No se publica junto a su nombre."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data, files, proposal=proposal)
        self._units = {str(u.pk): u for u in queries.colonias(proposal.edition)}
        field = self.fields["proponent_unit"]
        field.choices = _listed(self._units)  # type: ignore[attr-defined]
        field.required = proposal.edition.who_proposes == Eligibility.RESIDENTS

    def answers(self, proposal: Proposal) -> dict[str, Any]:
        return {"proponent_unit": proposal.proponent_unit_id}

    def values(self) -> dict[str, Any]:
        return {"proponent_unit": self._units.get(self.cleaned_data["proponent_unit"])}


class PhotoStep(Step):
    heading = _("¿Tiene fotos del lugar?")
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("JPG, PNG o WebP de hasta 15 MB. Se le quitan la ubicación y los datos de la cámara."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=_("Qué se ve en la foto"),
        max_length=_ALT,
        help_text=_("Para quien no puede verla. Por ejemplo: calle sin banqueta junto a la escuela."),
    )

    def answers(self, proposal: Proposal) -> dict[str, Any]:
        del proposal
        return {}


def _listed(units: dict[str, Unit]) -> list[tuple[str, Any]]:
    return [("", _("Elija una colonia")), *((pk, unit.name) for pk, unit in units.items())]


STEPS: dict[str, type[Step]] = {
    "titulo": TitleStep,
    "problema": ProblemStep,
    "solucion": SolutionStep,
    "lugar": PlaceStep,
    "suelo": LandStep,
    "categoria": CategoryStep,
    "tamano": SizeStep,
    "costo": CostStep,
    "vive": HomeStep,
    "fotos": PhotoStep,
}
