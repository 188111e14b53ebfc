"""Walking over a release as the profile knows it, mending each field where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from typing import Any

from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.profile.notation import Codes, Format, Part, Written
from tequio.core.ocds.profile.parts import OrganizationReference, Value
from tequio.core.ocds.repair import names, values
from tequio.core.ocds.repair.log import Log
from tequio.core.ocds.schema import Property, properties
from tequio.core.ocds.validation.findings import Place
from tequio.core.ocds.validation.quality import is_empty

CURRENCY = "MXN"
NOTHING = object()  # what cannot be kept


@cache
def fields(part: type[Part]) -> Mapping[str, Property]:
    """Return the fields of a structure by name, those of all extensions, too."""
    return {one.name: one for one in properties(part)}


@cache
def _spelt(part: type[Part]) -> Mapping[str, str]:
    return {names.simple(name): name for name in fields(part)}


@dataclass(slots=True)
class Walk:
    """One walk over a release. ``zone`` is that of times which name none."""

    log: Log
    zone: tzinfo

    def object(self, value: Mapping[str, Any], at: Place, part: type[Part]) -> dict[str, Any]:
        """Return an object with each of its fields mended, and without those that say nothing."""
        mended: dict[str, Any] = {}
        for name, inner in gathered(value, part, at, self.log).items():
            place = (*at, name)
            if _blank(inner):
                self.log.note(8, place, inner)
                continue
            known = self._known(name, value, part, place)
            found = self._field(fields(part)[known], inner, (*at, known)) if known else self._unknown(inner)
            if found is not NOTHING:
                mended[known or name] = found
        return mended

    def _known(self, name: str, value: Mapping[str, Any], part: type[Part], place: Place) -> str:
        """Return the field that a name means, however it is spelt; an empty text if it means none."""
        if name in fields(part):
            return name
        known = _spelt(part).get(names.simple(name), "")
        if known and known not in value:
            self.log.note(1, place, name, known)
            return known
        return ""

    def _unknown(self, value: Any) -> Any:
        """A field that the profile does not know is kept; only what is empty in it goes."""
        if isinstance(value, dict):
            inner = {name: self._unknown(one) for name, one in value.items() if one is not None}
            return {
                name: one for name, one in inner.items() if one is not NOTHING and not is_empty(one)
            } or NOTHING
        if isinstance(value, list):
            items = [self._unknown(one) for one in value if one is not None and not is_empty(one)]
            return [one for one in items if one is not NOTHING] or NOTHING
        return value

    def _field(self, one: Property, value: Any, at: Place) -> Any:
        if one.mark(Written) or one.kind is dict:
            return value
        if one.many:
            return self._many(one, value, at)
        if isinstance(value, list):
            self.log.note(4, at, value, value[0])
            value = value[0]
        if _blank(value):
            return NOTHING
        return self._part(one.part, value, at) if one.part else self._leaf(one, value, at)

    def _many(self, one: Property, value: Any, at: Place) -> Any:
        several = value if isinstance(value, list) else self._as_list(one, value, at)
        items: list[Any] = []
        for index, item in enumerate(several):
            if _blank(item):
                self.log.note(8, (*at, index), item)
                continue
            place = (*at, index)
            found = self._part(one.part, item, place) if one.part else self._leaf(one, item, place)
            if found is not NOTHING:
                items.extend(found if isinstance(found, tuple) else [found])
        return list(dict.fromkeys(items)) if items and not one.part else items or NOTHING

    def _as_list(self, one: Property, value: Any, at: Place) -> list[Any]:
        """One thing where a list belongs is a list of it; codes may stand in one text, apart by signs."""
        if isinstance(value, str) and one.mark(Codes):
            found: list[Any] = [part.strip() for part in value.replace(";", ",").split(",") if part.strip()]
        else:
            found = [value]
        self.log.note(4, at, value, found)
        return found

    def _part(self, part: type[Part], value: Any, at: Place) -> Any:
        if isinstance(value, dict):
            return self.object(value, at, part) or NOTHING
        made: dict[str, Any] | None = None
        if part is Value and (amount := values.number(value)) is not None:
            made = {"amount": amount, "currency": CURRENCY}
        elif isinstance(value, str) and part is OrganizationReference:
            made = {"name": value.strip()}
        self.log.note(4 if made else 13, at, value, made)
        return made or NOTHING

    def _leaf(self, one: Property, value: Any, at: Place) -> Any:
        if isinstance(value, dict | list):
            self.log.note(13, at, value)
            return NOTHING
        codes, text_format = one.mark(Codes), one.mark(Format)
        if codes is not None:
            return self._code(codes.name, value, at)
        if text_format is not None and text_format.name == "date-time":
            return self._mended(
                6, value, at, kept=values.is_instant(value), now=values.instant(value, self.zone)
            )
        if text_format is not None:
            return self._mended(7, value, at, kept=values.is_address(value), now=values.address(value))
        return self._plain(one.kind, value, at)

    def _plain(self, kind: Any, value: Any, at: Place) -> Any:
        if kind is bool:
            return self._mended(5, value, at, kept=isinstance(value, bool), now=values.truth(value))
        if kind is int:
            fits = isinstance(value, int) and not isinstance(value, bool)
            return self._mended(5, value, at, kept=fits, now=values.whole(value))
        if kind is str:
            return self._mended(5, value, at, kept=isinstance(value, str), now=str(value))
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        return self._mended(5, value, at, kept=fits, now=values.number(value))

    def _mended(self, case: int, value: Any, at: Place, *, kept: bool, now: Any) -> Any:
        if kept:
            return value
        self.log.note(case if now is not None else 13, at, value, now)
        return NOTHING if now is None else now

    def _code(self, codelist: str, value: Any, at: Place) -> Any:
        text = str(value).strip()
        if text in CODELISTS[codelist].codes:
            return text
        several = names.SEVERAL.get(codelist, {}).get(names.simple(text))
        found = several or names.code(codelist, text)
        if found is not None:
            if found != value:
                self.log.note(2, at, value, found)
            return found
        if CODELISTS[codelist].closed:
            self.log.note(11, at, value)
            return NOTHING
        return text


def _blank(value: Any) -> bool:
    return value is None or is_empty(value)


def _home(name: str, part: type[Part]) -> tuple[Property | None, str]:
    """Return the field that ``home_field`` belongs in, if it does, and what comes after the line."""
    of, _, field = name.partition("_")
    if not field or name in fields(part):
        return None, field
    return fields(part).get(_spelt(part).get(names.simple(of), "")), field


def gathered(value: Mapping[str, Any], part: type[Part], at: Place, log: Log) -> dict[str, Any]:
    """Return an object with what stands beside the field it belongs in (``address_locality``) inside it."""
    result: dict[str, Any] = {}
    inside: dict[str, dict[str, Any]] = {}
    for name, inner in value.items():
        home, field = _home(name, part)
        if name.lower().startswith("exchangerate_") and part is Value:
            inside.setdefault("exchangeRates", {})[field] = inner
            log.note(3, (*at, name), name, f"exchangeRates/{field}")
        elif home and home.part and not home.many and _spelt(home.part).get(names.simple(field)):
            inside.setdefault(home.name, {})[_spelt(home.part)[names.simple(field)]] = inner
            log.note(3, (*at, name), name, f"{home.name}/{field}")
        else:
            result[name] = inner
    for name, found in inside.items():
        said = {field: inner for field, inner in found.items() if inner not in (None, "")}
        if said and not result.get(name):
            result[name] = said
    return result
