"""What an uploaded map would become, with a finding per feature in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core import geo
from tequio.core.text import plain
from tequio.foundation.territory.types import FLAW_WORDS, Columns, Feature, Finding, Preview, Source, UnitDraft

_CODES = ("cvegeo", "clave", "cve", "code", "codigo", "cvecol", "id", "gid", "objectid", "fid", "cov_id")
_NAMES = ("nombre", "nomgeo", "name", "nom", "colonia", "sector", "nom_col", "denominacion")
_PEOPLE = ("pobtot", "poblacion", "population", "pob", "habitantes")


def guess(source: Source) -> Columns:
    """Return which columns seem to say code, name and population: by their names, else the first two."""
    known = {plain(column): column for column in source.columns}

    def first(wanted: tuple[str, ...]) -> str:
        exact = next((known[name] for name in wanted if name in known), "")
        return exact or next((column for name in wanted for k, column in known.items() if name in k), "")

    spare = [*source.columns, "", ""]
    return Columns(
        code=first(_CODES[:6]) or first(_CODES) or spare[0],
        name=first(_NAMES) or spare[1] or spare[0],
        population=first(_PEOPLE),
    )


def preview(source: Source, columns: Columns) -> Preview:
    """Judge every feature: what is sound becomes a unit, and what is not says why."""
    units: list[UnitDraft] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for feature in source.features:
        code, name = _text(feature, columns.code), _text(feature, columns.name)
        label = name or code
        wrong = _missing(feature, code, name, label) or _repeated(feature, code, label, seen)
        checked = geo.check(feature.geometry)
        if checked.flaw:
            wrong = [*wrong, Finding(feature.number, label, _flaw(checked))]
        findings += wrong
        seen.setdefault(code, feature.number)
        if wrong:
            continue
        if checked.repaired:
            note = _("Su contorno se tocaba a sí mismo y se volvió a trazar; su área no cambió.")
            findings.append(Finding(feature.number, label, note, stops=False))
        people = _whole(feature.properties.get(columns.population))
        units.append(UnitDraft(code=code, name=name, geometry=checked.geometry, population=people))
    return Preview(tuple(units), tuple(findings), source.notes)


def _text(feature: Feature, column: str) -> str:
    value = feature.properties.get(column)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _whole(value: Any) -> int | None:
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 2**31 else None


def _missing(feature: Feature, code: str, name: str, label: str) -> list[Finding]:
    checks = ((code, _("No tiene clave.")), (name, _("No tiene nombre.")))
    return [Finding(feature.number, label, message) for value, message in checks if not value]


def _repeated(feature: Feature, code: str, label: str, seen: dict[str, int]) -> list[Finding]:
    if code not in seen:
        return []
    message = _("Su clave, %(code)s, es la misma que la del elemento %(other)s.")
    return [Finding(feature.number, label, message % {"code": code, "other": seen[code]})]


def _flaw(checked: geo.Checked) -> Any:
    words = FLAW_WORDS[checked.flaw] if checked.flaw else ""
    if checked.near is None:
        return words
    return _("%(what)s Cerca de longitud %(lon)s, latitud %(lat)s.") % {
        "what": words,
        "lon": checked.near.lon,
        "lat": checked.near.lat,
    }
