"""The boards' figures as rows: the same in the charts' tables and in the CSV."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.types import GroupFigures
from tequio.frontdoors.dashboards.types import Group

NAMES: dict[Group, str | Promise] = {
    Group.STAGE: _("Etapa"),
    Group.SECTOR: _("Sector"),
    Group.OFFICE: _("Área"),
}
COLUMNS = (
    _("Proyectos"),
    _("Entregados"),
    _("Prometido, en pesos"),
    _("Contratado, en pesos"),
    _("Pagado, en pesos"),
    _("Avance físico, %"),
)


def rows(groups: Iterable[GroupFigures]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a cut, money in pesos with two decimals."""
    for group in groups:
        sums = group.figures
        money = (f"{cents / 100:.2f}" for cents in (sums.promised, sums.contracted, sums.paid))
        yield (str(group.label), sums.projects, sums.finished, *money, sums.physical_percent)
