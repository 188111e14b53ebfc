"""Who lives in each colonia, from a census: each row is a unit, a sex, some ages and how many people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.core.text import plain
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.services.rows import attempt
from tequio.foundation.loads.types import CellKind, Column, LoadKind, RowSaid, RowState, Setting, Written
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import CensusFigure, Unit
from tequio.foundation.territory.types import SEX_LABELS, Sex

_OLDEST = 130


class CensusWriter:
    """Writes the figures of the map in force, over those of the same unit, sex, ages and year."""

    def __init__(self, setting: Setting) -> None:
        self._units: dict[str, list[Unit]] = {}
        version = territory.in_force(on=timezone.localdate(setting.at))
        for unit in territory.units(version).defer("geometry", "sketch") if version else ():
            for name in {plain(unit.name), plain(unit.code)}:
                self._units.setdefault(name, []).append(unit)
        self._sexes = {plain(str(SEX_LABELS[sex])): sex for sex in Sex}
        self._sexes |= {"mujer": Sex.WOMAN, "hombre": Sex.MAN, "m": Sex.WOMAN, "h": Sex.MAN, "total": Sex.ALL}

    def write(self, rows: Sequence[RowSaid]) -> None:
        """Write each row that is understood."""
        for row in rows:
            unit, sex = self._unit(row), self._sex(row)
            _check_ages(row)
            if unit is not None and sex is not None and not row.problems:
                row.label = unit.name
                self._write(row, unit, sex)

    def finish(self) -> Sequence[Event]:
        """Return nothing more: the load tells of itself."""
        return []

    def _unit(self, row: RowSaid) -> Unit | None:
        found = self._units.get(plain(row.values["unit"] or ""), [])
        if len(found) == 1:
            return found[0]
        if found:
            row.refuse("unit", _("Hay varias unidades con ese nombre. Escriba su clave."))
        else:
            row.refuse("unit", _("El mapa vigente no tiene una unidad con ese nombre o clave."))
        return None

    def _sex(self, row: RowSaid) -> Sex | None:
        text = plain(row.values["sex"] or "")
        found = self._sexes.get(text) if text else Sex.ALL
        if found is None:
            row.refuse("sex", _("Escriba Mujeres, Hombres, o deje la celda vacía para todas las personas."))
        return found

    def _write(self, row: RowSaid, unit: Unit, sex: Sex) -> None:
        values = row.values
        key = {
            "unit": unit,
            "sex": sex.value,
            "age_from": values["age_from"],
            "age_to": values["age_to"],
            "year": values["year"],
        }
        said = {"people": values["people"], "source": values["source"]}

        def write() -> None:
            before = CensusFigure.objects.filter(**key).values("people", "source").first()
            if before == said:
                row.state = RowState.UNCHANGED
                return
            figure, _new = CensusFigure.objects.update_or_create(**key, defaults=said)
            row.state = RowState.CHANGED if before else RowState.NEW
            row.subject, row.written = f"census:{figure.pk}", {"figure": figure.pk, "before": before}

        attempt(row, write)


def _check_ages(row: RowSaid) -> None:
    low, high = row.values["age_from"], row.values["age_to"]
    if low is None and high is not None:
        row.refuse("age_from", _("Diga desde qué edad."))
    elif low is not None and high is not None and high < low:
        row.refuse("age_to", _("La edad final es menor que la inicial."))
    elif max(low or 0, high or 0) > _OLDEST:
        row.refuse("age_to", _("Esa edad no existe."))
    if row.values["year"] is not None and not 1900 <= row.values["year"] <= 9999:  # noqa: PLR2004 - four digits
        row.refuse("year", _("Escriba el año con cuatro cifras."))


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return no row: a census may always be taken back."""
    del rows
    return {}


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Put back what stood before each row."""
    del setting
    for row in rows:
        figure = CensusFigure.objects.filter(pk=row.written["figure"])
        if row.written["before"]:
            figure.update(**row.written["before"])
        else:
            figure.delete()
    return []


def _offered(actor: User | None) -> Iterable[str]:
    del actor
    return [str(SEX_LABELS[Sex.WOMAN]), str(SEX_LABELS[Sex.MAN])]


CENSUS = LoadKind(
    slug="censo",
    title=gettext_lazy("Censo de población"),
    description=gettext_lazy("Cada fila dice cuántas personas viven en un lugar, de qué sexo y de qué edades."),
    permissions=(Permission.MANAGE_TERRITORY,),
    columns=(
        Column(
            name="unit",
            label=gettext_lazy("Unidad"),
            help=gettext_lazy("Nombre o clave de la colonia, el sector o el municipio en el mapa vigente."),
            synonyms=("colonia", "sector", "municipio", "localidad", "clave"),
            required=True,
            example="Centro",
        ),
        Column(
            name="sex",
            label=gettext_lazy("Sexo"),
            help=gettext_lazy("Mujeres u Hombres; vacío, todas las personas."),
            synonyms=("genero",),
            choices=_offered,
            example="Mujeres",
        ),
        Column(
            name="age_from",
            label=gettext_lazy("Edad desde"),
            help=gettext_lazy("En años cumplidos; vacío, todas las edades."),
            synonyms=("desde", "edad inicial", "edad minima"),
            kind=CellKind.NUMBER,
            example="18",
        ),
        Column(
            name="age_to",
            label=gettext_lazy("Edad hasta"),
            help=gettext_lazy("La última, incluida; vacío, sin fin."),
            synonyms=("hasta", "edad final", "edad maxima"),
            kind=CellKind.NUMBER,
            example="29",
        ),
        Column(
            name="people",
            label=gettext_lazy("Personas"),
            help=gettext_lazy("Cuántas viven ahí."),
            synonyms=("poblacion", "habitantes", "total"),
            kind=CellKind.NUMBER,
            required=True,
            example="1240",
        ),
        Column(
            name="year",
            label=gettext_lazy("Año"),
            help=gettext_lazy("El del censo."),
            synonyms=("anio", "ano", "periodo"),
            kind=CellKind.NUMBER,
            required=True,
            example="2020",
        ),
        Column(
            name="source",
            label=gettext_lazy("Fuente"),
            help=gettext_lazy("De dónde viene, como debe citarse."),
            synonyms=("origen", "referencia"),
            required=True,
            example="INEGI, Censo de Población y Vivienda",
        ),
    ),
    begin=CensusWriter,
    blocked=blocked,
    undo=undo,
    order=70,
)
