"""Checking whole documents: packages, bare releases and bare records (as if inside a sound package)."""

from collections.abc import Mapping
from typing import Any

from tequio.core.ocds.validation.checker import Checker, Kind
from tequio.core.ocds.validation.findings import Place


class NotOpenContractingError(ValueError):
    """The document is no release, record or package of OCDS."""


def kind_of(document: Mapping[str, Any]) -> Kind | None:
    """Return what a package carries; None if the document is no package but a bare release or record."""
    bare = "ocid" in document and "publishedDate" not in document and "publisher" not in document
    if "records" in document and not bare:
        return "records"
    if "releases" in document and not bare:
        return "releases"
    return None


def check_document(document: Any, checker: Checker, at: Place = ()) -> None:
    """Check a whole document of any kind, which stands at this place of the file.

    Raises:
        NotOpenContractingError: if it is none.
    """
    if not isinstance(document, dict):
        raise NotOpenContractingError
    kind = kind_of(document)
    if kind is not None:
        check_package(document, kind, checker, at)
    elif "ocid" in document:
        check_bare(document, checker, at)
    else:
        raise NotOpenContractingError


def check_package(document: dict[str, Any], kind: Kind, checker: Checker, at: Place) -> None:
    """Check a package and all that it carries."""
    content = document[kind]
    head = {name: value for name, value in document.items() if name != kind}
    checker.announce(head)
    checker.envelope(head, kind, at=at, content=[{}] if isinstance(content, list) and content else content)
    for index, value in enumerate(content if isinstance(content, list) else []):
        check_item(value, (*at, kind, index), kind, checker)


def check_item(value: Any, at: Place, kind: Kind, checker: Checker) -> None:
    """Check one release or record of a package."""
    checker.once(value, at[:-1], kind)
    (checker.release if kind == "releases" else checker.record)(value, at)


def check_bare(document: dict[str, Any], checker: Checker, at: Place) -> None:
    """Check a release or record that stands alone."""
    if "releases" in document or "compiledRelease" in document or "versionedRelease" in document:
        checker.record(document, at)
    else:
        checker.release(document, at)
