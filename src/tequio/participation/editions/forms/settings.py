"""The steps that are single sheets: proposals, feasibility and ballot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.participation.editions.forms.identity import EditionForm
from tequio.participation.editions.models import Edition


class _Settings(EditionForm):
    """A sheet of settings; some of its numbers are at least one."""

    at_least_one: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in self.at_least_one:
            if values.get(name) is not None and values[name] < 1:
                self.add_error(name, _("Escriba 1 o más."))
        return values


class ProposalsForm(_Settings):
    """How many proposals and supports each person may give, and whether proposals are commented."""

    at_least_one = ("proposals_max", "supports_max")

    class Meta:
        model = Edition
        fields = ["proposals_max", "supports_max", "supports_min", "comments"]
        labels = {
            "proposals_max": _("Propuestas por persona"),
            "supports_max": _("Apoyos que puede dar cada persona"),
            "supports_min": _("Apoyos que necesita una propuesta para que se revise"),
            "comments": _("Comentarios"),
        }
        help_texts = {
            "proposals_max": _("En total. Vacío: sin límite. En «Tamaños» puede poner un límite por tamaño."),
            "supports_max": _("Vacío: sin límite."),
            "supports_min": _(
                "0: se revisan todas. Si pide apoyos, ponga la etapa de apoyos en el calendario."
            ),
        }
        widgets = {"comments": forms.RadioSelect}


class FeasibilityForm(_Settings):
    """Who judges, and the clocks."""

    at_least_one = ("review_days",)

    class Meta:
        model = Edition
        fields = ["review_office", "review_days", "correction_days", "appeal_days", "appeal_answer_days"]
        labels = {
            "review_office": _("Área que dictamina si la categoría no dice otra"),
            "review_days": _("Días para dictaminar"),
            "correction_days": _("Días para corregir lo que el área observó"),
            "appeal_days": _("Días para inconformarse con un dictamen"),
            "appeal_answer_days": _("Días para contestar una inconformidad"),
        }


class BallotForm(_Settings):
    """Where each person votes and how much they may mark."""

    at_least_one = ("max_choices", "max_points", "city_choices_max")

    class Meta:
        model = Edition
        fields = [
            "vote_scope",
            "ballot_kind",
            "max_choices",
            "city_choices_max",
            "max_points",
            "box_mode",
            "vote_changes",
        ]
        labels = {
            "vote_scope": _("Dónde vota cada persona"),
            "ballot_kind": _("Cómo se vota"),
            "max_choices": _("Proyectos que puede marcar cada persona"),
            "city_choices_max": _("Aparte, proyectos de toda la ciudad"),
            "max_points": _("Puntos que puede dar a cada proyecto"),
            "box_mode": _("Cómo se recibe el voto"),
            "vote_changes": _("Cada persona puede cambiar su voto hasta el cierre; cuenta el último"),
        }
        help_texts = {
            "max_choices": _("En «Tamaños» puede poner además un límite por tamaño."),
            "city_choices_max": _("Vacío: los de toda la ciudad cuentan dentro del límite anterior."),
            "max_points": _("Solo si se reparten puntos."),
            "box_mode": _(
                "De las dos formas nadie puede saber qué votó cada quien. Solo con códigos, hay que pasar antes"
                " a un módulo por el suyo: sirve en municipios pequeños."
            ),
            "vote_changes": _("Protege a quien votó bajo presión: puede volver a votar a solas."),
        }
        widgets = {
            "vote_scope": forms.RadioSelect,
            "ballot_kind": forms.RadioSelect,
            "box_mode": forms.RadioSelect,
        }
