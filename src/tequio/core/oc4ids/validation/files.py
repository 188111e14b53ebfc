"""A file of either standard: contracting processes are read as a stream, projects as a whole."""

import json
from typing import Any

from tequio.core.oc4ids.validation.checker import check_projects, is_projects
from tequio.core.ocds.reading import BOM, UnreadableError, parse
from tequio.core.ocds.validation import Finding, Options
from tequio.core.ocds.validation.findings import Notes
from tequio.core.ocds.validation.stream import Input, NothingOfOcdsError, check_stream


def check_file(source: Input, options: Options | None = None) -> list[Finding]:
    """Check what a file holds: what ``check_stream`` takes, or project packages and projects in the same ways.

    Args:
        source: an open binary file. It may be asked to go back to its beginning.
        options: how to check; projects heed none of them.

    Raises:
        UnreadableError: if it cannot be read as JSON, or is of neither standard.
    """
    try:
        return check_stream(source, options)
    except NothingOfOcdsError:
        source.seek(0)
        documents = _documents(source.read())
        if not documents or not all(is_projects(one) for one in documents):
            raise
    notes = Notes()
    for index, one in enumerate(documents):
        check_projects(one, (index,) if len(documents) > 1 else (), notes)
    return notes.findings()


def _documents(data: bytes) -> list[Any]:
    """Return the values of a file: those of its list, its only one, or one per line."""
    data = data.removeprefix(BOM)
    try:
        found = parse(data)
    except UnreadableError:
        return _values(data.decode())
    return found if isinstance(found, list) else [found]


def _values(text: str) -> list[Any]:
    decoder, found, at = json.JSONDecoder(), [], 0
    while text[at:].strip():
        start = at + len(text[at:]) - len(text[at:].lstrip())
        try:
            value, at = decoder.raw_decode(text, start)
        except json.JSONDecodeError as error:
            raise UnreadableError(f"No es JSON bien formado ({error}).") from None
        found.append(value)
    return found
