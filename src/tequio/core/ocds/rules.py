"""How each field is merged: by the typed profile, or by a JSON Schema that the caller chose.

OCDS 1.1 marks fields with ``omitWhenMerged`` and ``wholeListMerge``; OCDS 1.0 with ``mergeStrategy``. A list of
values, or of objects whose structure has no ``id``, is always replaced as a whole.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from tequio.core.ocds.profile.notation import From, Part, Unmerged, WholeList
from tequio.core.ocds.profile.stages import Release
from tequio.core.ocds.schema import Property, properties


class Rule(NamedTuple):
    """How one field is merged."""

    omitted: bool
    whole: bool  # it is replaced as a whole
    inner: "Rules"  # of the fields inside


Rules = dict[str, Rule]
NOTHING_KNOWN = Rule(omitted=False, whole=False, inner={})


class NoRulesError(ValueError):
    """The schema says nothing of how releases are merged: it has no properties, or refers to what it lacks."""


@cache
def of_profile(extensions: frozenset[str] | None = None) -> Rules:
    """Return the rules of the typed profile.

    Args:
        extensions: names of the extensions (profile.extensions) whose fields are known; None means all.
    """
    return _of_part(Release, extensions)


def _of_part(part: type[Part], extensions: frozenset[str] | None) -> Rules:
    return {
        one.name: _of_property(one, extensions)
        for one in properties(part)
        if extensions is None or one.mark(From) is None or one.mark(From).extension in extensions
    }


def _of_property(one: Property, extensions: frozenset[str] | None) -> Rule:
    if one.mark(Unmerged):
        return NOTHING_KNOWN._replace(omitted=True)
    inner = _of_part(one.part, extensions) if one.part else {}
    return Rule(
        omitted=False,
        whole=one.many and (one.mark(WholeList) is not None or "id" not in inner),
        inner=inner,
    )


def of_schema(schema: Mapping[str, Any]) -> Rules:
    """Return the rules that the JSON Schema of a release marks. References inside the file are followed.

    Raises:
        NoRulesError: if it has no properties, or a reference leads nowhere.
    """
    if not isinstance(schema.get("properties"), dict):
        raise NoRulesError("no es el esquema de una entrega: no tiene «properties»")
    return _Reading(schema).rules(schema["properties"])


class _Reading:
    """Reads a schema, each part of it once: a structure may hold itself."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._known: dict[int, Rules] = {}

    def rules(self, fields: Mapping[str, Any]) -> Rules:
        if id(fields) not in self._known:
            known = self._known[id(fields)] = {}
            known.update({name: self._rule(self._followed(one)) for name, one in fields.items()})
        return self._known[id(fields)]

    def _rule(self, field: Mapping[str, Any]) -> Rule:
        old = field.get("mergeStrategy")  # OCDS 1.0
        if field.get("omitWhenMerged") or old == "ocdsOmit":
            return NOTHING_KNOWN._replace(omitted=True)
        types = _types(field)
        if "array" in types and (field.get("wholeListMerge") or old == "ocdsVersion"):
            return NOTHING_KNOWN._replace(whole=True)
        if "object" in types and "properties" in field:
            return NOTHING_KNOWN._replace(inner=self.rules(field["properties"]))
        return (
            self._list(self._followed(field["items"]))
            if "array" in types and "items" in field
            else NOTHING_KNOWN
        )

    def _list(self, items: Mapping[str, Any]) -> Rule:
        types = _types(items)
        if any(one != "object" for one in types):
            return NOTHING_KNOWN._replace(whole=True)
        if "object" not in types or "properties" not in items:
            return NOTHING_KNOWN
        if "id" not in items["properties"]:
            return NOTHING_KNOWN._replace(whole=True)
        return NOTHING_KNOWN._replace(inner=self.rules(items["properties"]))

    def _followed(self, node: Any) -> Mapping[str, Any]:
        """Return the node, or what it refers to. What stands beside a reference does not count."""
        seen = 0
        while isinstance(node, dict) and "$ref" in node and isinstance(node["$ref"], str):
            seen += 1
            found: Any = self._root
            for step in node["$ref"].partition("#")[2].split("/")[1:]:
                found = found.get(step) if isinstance(found, dict) else None
            if found is None or node["$ref"][:1] != "#" or seen > len(self._root):
                raise NoRulesError(f"la referencia {node['$ref']} no lleva a nada")
            node = found
        return node if isinstance(node, dict) else {}


def _types(node: Mapping[str, Any]) -> Iterable[str]:
    found = node.get("type", ())
    return (found,) if isinstance(found, str) else found
