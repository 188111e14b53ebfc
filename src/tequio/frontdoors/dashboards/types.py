from dataclasses import dataclass
from enum import StrEnum

from tequio.accountability.projects.types import Figures, GroupFigures


class Group(StrEnum):
    """The ways in which the board cuts the projects. The value stands in the address of its CSV."""

    STAGE = "etapas"
    SECTOR = "sectores"
    OFFICE = "areas"


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of one board: all of it, and each cut of it."""

    totals: Figures
    by: dict[Group, list[GroupFigures]]
