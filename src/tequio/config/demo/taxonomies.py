"""The axes of a fictional state's plan, each with the goal of the 2030 Agenda that answers to it."""

from datetime import date

from tequio.foundation.taxonomies import queries, services
from tequio.foundation.taxonomies.types import GOALS_SLUG, Entry, MatchKind

_AXES = (
    ("1", "Bienestar en todas las regiones", "3", MatchKind.CLOSE),
    ("2", "Agua, territorio y ciudades", "11", MatchKind.BROAD),
    ("3", "Paz y justicia", "16", MatchKind.CLOSE),
    ("4", "Trabajo y campo", "8", MatchKind.CLOSE),
)


def keep(*, on: date, actor: int) -> None:
    """Keep the state's axes and their matches."""
    scheme = services.create_scheme(
        slug="ejes-del-estado",
        title="Ejes del plan estatal",
        publisher="Estado ficticio de la demostración",
        actor=actor,
    )
    for code, label, goal, kind in _AXES:
        axis = services.add_concept(scheme=scheme, entry=Entry(code=code, label=label), on=on, actor=actor)
        other = queries.concept(GOALS_SLUG, goal, on=on)
        if other is not None:
            services.match(concept=axis, other=other, kind=kind, actor=actor)
