"""Release packages and record packages: the envelope in which releases and records travel."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from tequio.core.ocds import merge
from tequio.core.ocds.profile.extensions import USED
from tequio.core.ocds.values import stamp

VERSION = "1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is said of a package: its address, when it is published, by whom, under which terms."""

    uri: str
    published: datetime
    publisher: str
    publisher_uri: str = ""
    publisher_uid: str = ""  # its id in the scheme MX-RFC
    license: str = "https://creativecommons.org/licenses/by/4.0/"
    publication_policy: str = ""


def release_package(envelope: Envelope, releases: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a release package of these encoded releases, one release at a time.

    The pieces joined are one JSON document. At least one release is needed.

    Raises:
        ValueError: if there is no release.
    """
    return _package(envelope, "releases", releases)


def record_package(envelope: Envelope, records: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a record package of these encoded records (see ``record``).

    Raises:
        ValueError: if there is no record.
    """
    return _package(envelope, "records", records)


def record(releases: Sequence[bytes]) -> bytes:
    """Return the record of one process: its releases in order, the compiled one and the versioned one.

    Args:
        releases: every encoded release of the process; all of one ocid.

    Raises:
        merge.MergeError: if they are not releases of one process, or one has no readable date.
    """
    found = merge.in_order([orjson.loads(one) for one in releases])
    return orjson.dumps(
        {
            "ocid": found[0]["ocid"],
            "releases": found,
            "compiledRelease": merge.compiled(found),
            "versionedRelease": merge.versioned(found),
        }
    )


def _package(envelope: Envelope, name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    head = orjson.dumps(_head(envelope))
    lead = head[:-1] + b',"' + name.encode() + b'":[\n'
    for part in parts:
        yield lead
        yield part
        lead = b",\n"
    if lead != b",\n":
        raise ValueError("a package holds at least one release or record")
    yield b"\n]}\n"


def _head(envelope: Envelope) -> dict[str, object]:
    publisher = {"name": envelope.publisher}
    if envelope.publisher_uid:
        publisher |= {"scheme": "MX-RFC", "uid": envelope.publisher_uid}
    if envelope.publisher_uri:
        publisher |= {"uri": envelope.publisher_uri}
    head: dict[str, object] = {
        "uri": envelope.uri,
        "version": VERSION,
        "extensions": list(USED),
        "publishedDate": stamp(envelope.published),
        "publisher": publisher,
    }
    if envelope.license:
        head["license"] = envelope.license
    if envelope.publication_policy:
        head["publicationPolicy"] = envelope.publication_policy
    return head
