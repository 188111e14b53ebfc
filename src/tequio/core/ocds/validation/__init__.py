"""Checking releases, records and packages of anybody against the profile (docs/rules/publishing.md, CHECK)."""

from collections.abc import Mapping
from typing import Any

import orjson

from tequio.core.ocds.profile.extensions import USED
from tequio.core.ocds.validation.checker import Checker, Options, known_extensions
from tequio.core.ocds.validation.coherence import coherence
from tequio.core.ocds.validation.documents import NotOpenContractingError, check_document
from tequio.core.ocds.validation.findings import Finding, Severity, is_valid

__all__ = [
    "Checker",
    "Finding",
    "NotOpenContractingError",
    "Options",
    "Severity",
    "check",
    "check_release",
    "coherence",
    "is_valid",
    "passes",
]


def check(document: Any, options: Options | None = None) -> list[Finding]:
    """Check a parsed package, release or record and return all that was found.

    Raises:
        NotOpenContractingError: if the document is none of these.
    """
    checker = Checker(options or Options())
    check_document(document, checker)
    return checker.findings()


def passes(release: Mapping[str, Any]) -> bool:
    """Return whether a release of our own has no errors, without saying what else there is to remark."""
    checker = Checker(Options(), extensions=known_extensions(list(USED))[0])
    checker.release(release, ())
    return is_valid(checker.findings())


def check_release(document: bytes | Mapping[str, Any]) -> list[Finding]:
    """Check one release of our own, with the extensions that we use, and whether what it says hangs together.

    No errors means that it may be published; remarks are for the office that records the process.
    """
    checker = Checker(Options(), extensions=known_extensions(list(USED))[0])
    release = orjson.loads(document) if isinstance(document, bytes) else document
    checker.release(release, ())
    findings = checker.findings()
    return findings + coherence(release) if is_valid(findings) else findings
