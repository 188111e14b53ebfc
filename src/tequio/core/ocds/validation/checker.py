"""Checking a package piece by piece, so that the largest one needs no more memory than its largest release."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tequio.core.ocds.profile.codelists import CODELISTS
from tequio.core.ocds.profile.extensions import EXTENSIONS
from tequio.core.ocds.profile.packages import Publisher
from tequio.core.ocds.schema import properties
from tequio.core.ocds.validation import coherence, identity, messages, quality, structure
from tequio.core.ocds.validation.findings import Finding, Notes, Place, Severity

Kind = Literal["releases", "records"]
VERSION = "1.1"
PUBLISHER = frozenset(one.name for one in properties(Publisher))
_NAME = re.compile(r"ocds_(\w+?)_extension|/extensions/(\w+)/")
_ALIASES = {"bid": "bids", "budget_breakdown": "budget", "budgetBreakdown": "budget"}


@dataclass(frozen=True, slots=True)
class Options:
    """How to check.

    Attributes:
        assume_version: take every file for OCDS 1.1, whatever it declares.
        ignore_extensions: check against the standard alone.
        coherence: look at whether sound releases make sense, too.
        validator: another validator of releases, of a schema that the caller chose.
    """

    assume_version: bool = False
    ignore_extensions: bool = False
    coherence: bool = False
    validator: structure.Validator | None = None


def known_extensions(urls: Any) -> tuple[frozenset[str], list[Any]]:
    """Return the names of the extensions that we know among these addresses, and the other addresses."""
    names, others = set(), []
    for url in urls if isinstance(urls, list) else []:
        found = _NAME.search(url) if isinstance(url, str) else None
        name = (found[1] or found[2]) if found else ""
        name = _ALIASES.get(name, name)
        if name in EXTENSIONS:
            names.add(name)
        else:
            others.append(url)
    return frozenset(names), others


@dataclass(slots=True)
class Checker:
    """Collects what is wrong with a file: its envelope, each release or record, and then ``findings``."""

    options: Options
    notes: Notes = field(default_factory=Notes)
    extensions: frozenset[str] = frozenset()
    seen: set[int] = field(default_factory=set)

    def announce(self, head: Mapping[str, Any]) -> None:
        """Begin a package: its extensions decide how what it carries is read."""
        self.seen.clear()
        if not self.options.ignore_extensions:
            self.extensions = known_extensions(head.get("extensions"))[0]

    def envelope(self, head: Mapping[str, Any], kind: Kind, *, at: Place = (), content: Any) -> None:
        """Check a package's own fields. ``content`` stands for what it carries: only its type is seen."""
        document = {**head, kind: content}
        if self.options.assume_version:
            document["version"] = VERSION
        self._version(document, at)
        self._extensions(document.get("extensions"), (*at, "extensions"))
        structure.check(structure.envelope(kind), document, at, self.notes)
        for name, value in head.items():
            self._of_envelope(name, value, (*at, name), kind)

    def _of_envelope(self, name: str, value: Any, place: Place, kind: Kind) -> None:
        """Note what the standard does not know of a package's own fields."""
        if name not in structure.names_of_envelope(kind):
            quality.strange(name, value, place, self.notes)
        elif name == "publisher" and isinstance(value, dict):
            for inner in value.keys() - PUBLISHER:
                quality.strange(inner, value[inner], (*place, inner), self.notes)
        else:
            quality.strangers(value, place, self.notes)

    def _version(self, document: Mapping[str, Any], at: Place) -> None:
        declared = document.get("version")
        if declared is None:
            self.notes.remark("version", at, messages.no_version())
        elif declared != VERSION:
            self.notes.error("version", (*at, "version"), messages.other_version(declared))

    def _extensions(self, urls: Any, at: Place) -> None:
        if not urls:
            return
        if self.options.ignore_extensions:
            self.notes.remark("ignored_extensions", at, messages.ignored_extensions(), severity=Severity.INFO)
            return
        for url in known_extensions(urls)[1]:
            self.notes.remark("unknown_extension", at, messages.unknown_extension(url), about=str(url))

    def once(self, value: Any, at: Place, kind: Kind) -> None:
        """Note a release (ocid and id) or a record (ocid) that its package already has."""
        if not isinstance(value, dict):
            return
        names = ("ocid", "id") if kind == "releases" else ("ocid",)
        key = tuple(value.get(name) for name in names)
        if any(one is None or isinstance(one, dict | list) for one in key):
            return
        mark = hash(key)
        if mark in self.seen:
            said = " e ".join(f"{name} {messages.shown(one)}" for name, one in zip(names, key, strict=True))
            self.notes.error("uniqueItems", at, messages.repeated_in_package(said))
        self.seen.add(mark)

    def release(self, value: Any, at: Place) -> None:
        """Check one release."""
        self._release(value, at)
        if self.options.coherence and structure.release(self.extensions).is_valid(value):
            coherence.note(value, at, self.notes)

    def _release(self, value: Any, at: Place) -> None:
        chosen = self.options.validator
        if chosen is None and structure.spotless(self.extensions).is_valid(value):
            identity.check(value, at, self.notes, self.extensions)
            quality.check_ocid(value, at, self.notes)
            return
        structure.check(chosen or structure.release(self.extensions), value, at, self.notes)
        if isinstance(value, dict):
            self._lone_tag(value.get("tag"), (*at, "tag"))
            identity.check(value, at, self.notes, self.extensions)
            quality.check_ocid(value, at, self.notes)
            quality.Walk(self.notes, self.extensions).release(value, at)

    def _lone_tag(self, tag: Any, at: Place) -> None:
        """Note a tag that stands outside a list and in no list of codes: two things to mend."""
        codes = CODELISTS["releaseTag"].codes
        if isinstance(tag, str) and tag and tag not in codes:
            self.notes.error("closed_codelist", at, messages.closed_code(tag, codes, "releaseTag"), about=tag)

    def record(self, value: Any, at: Place) -> None:
        """Check one record: what it embeds or points to, its compiled and its versioned release."""
        structure.check(structure.record(), value, at, self.notes)
        if not isinstance(value, dict):
            return
        quality.check_ocid(value, at, self.notes)
        if isinstance(value.get("releases"), list):
            self._releases_of_record(value["releases"], (*at, "releases"))
        if "compiledRelease" in value:
            self.release(value["compiledRelease"], (*at, "compiledRelease"))
        if "versionedRelease" in value:
            self._versioned(value["versionedRelease"], (*at, "versionedRelease"))
        for name in value.keys() - {"ocid", "releases", "compiledRelease", "versionedRelease"}:
            quality.strange(name, value[name], (*at, name), self.notes)
            quality.empties(value[name], (*at, name), self.notes)

    def _releases_of_record(self, releases: list[Any], at: Place) -> None:
        linked = structure.linked_release()
        if releases and all(linked.is_valid(one) for one in releases):
            whole = structure.release(self.extensions)
            if all(whole.is_valid(one) for one in releases):
                self.notes.error("oneOf", at, messages.mixed_releases())
            return
        complete = [isinstance(one, dict) and "id" in one for one in releases]
        if any(complete) and not all(complete):
            self.notes.error("oneOf", at, messages.mixed_releases())
            return
        for index, one in enumerate(releases):
            if complete[index]:
                self.release(one, (*at, index))
            else:
                structure.check(linked, one, (*at, index), self.notes, codes_may_be_empty=False)

    def _versioned(self, value: Any, at: Place) -> None:
        validator = structure.versioned(self.extensions)
        structure.check(validator, value, at, self.notes, codes_may_be_empty=False)
        if isinstance(value, dict):
            identity.check(value, at, self.notes, self.extensions)
            quality.Walk(self.notes, self.extensions, versioned=True).release(value, at)

    def findings(self) -> list[Finding]:
        """Return all that was found."""
        return self.notes.findings()
