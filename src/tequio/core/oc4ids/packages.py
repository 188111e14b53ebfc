"""Project packages: the envelope in which projects travel."""

from collections.abc import Iterable, Iterator

import orjson

from tequio.core.oc4ids.schema import VERSION
from tequio.core.ocds.packages import Envelope
from tequio.core.ocds.values import stamp


def project_package(envelope: Envelope, projects: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a project package of these encoded projects, one project at a time.

    The pieces joined are one JSON document.

    Raises:
        ValueError: if there is no project.
    """
    lead = orjson.dumps(_head(envelope))[:-1] + b',"projects":[\n'
    first = lead
    for one in projects:
        yield lead
        yield one
        lead = b",\n"
    if lead is first:
        raise ValueError("a package holds at least one project")
    yield b"\n]}\n"


def _head(envelope: Envelope) -> dict[str, object]:
    publisher = {"name": envelope.publisher}
    if envelope.publisher_uid:
        publisher |= {"scheme": "MX-RFC", "uid": envelope.publisher_uid}
    if envelope.publisher_uri:
        publisher |= {"uri": envelope.publisher_uri}
    said = {
        "uri": envelope.uri,
        "version": VERSION,
        "publishedDate": stamp(envelope.published),
        "publisher": publisher,
        "license": envelope.license,
        "publicationPolicy": envelope.publication_policy,
    }
    return {name: one for name, one in said.items() if one}
