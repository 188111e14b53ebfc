"""Release packages and record packages: the envelope in which releases and records travel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson

from tequio.core.ocds import merge
from tequio.core.ocds.profile.extensions import USED
from tequio.core.ocds.values import stamp

VERSION = "1.1"
Carried = Literal["releases", "records"]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a release stands by itself: its absolute address, its date as it says it, its tags."""

    url: str
    date: str
    tags: Sequence[str]


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


def record_of_links(releases: Sequence[Link], compiled: Mapping[str, Any]) -> bytes:
    """Return the record of one process with links to its releases, for files that hold many processes.

    Args:
        releases: where each release stands, the oldest first (OCDS 1.1, linked releases).
        compiled: the compiled release.
    """
    links = [{"url": one.url, "date": one.date, "tag": list(one.tags)} for one in releases]
    return orjson.dumps({"ocid": compiled["ocid"], "releases": links, "compiledRelease": compiled})


def weight(release: Mapping[str, Any]) -> int:
    """Return how many awards and contracts a release has: what the standard's limit of a file counts."""
    return len(release.get("awards") or ()) + len(release.get("contracts") or ())


def opening(envelope: Envelope, name: Carried) -> bytes:
    """Return how a package begins whose newest date is known only at its end, up to its first item.

    The items follow, with ``,`` and a line break between them, and then ``closing``.
    """
    said = head(envelope)
    del said["publishedDate"]
    return _lead(said, name)


def closing(published: datetime) -> bytes:
    """Return how a package ends that began with ``opening``."""
    return b'\n],"publishedDate":"' + stamp(published).encode() + b'"}\n'


def _lead(said: Mapping[str, Any], name: Carried) -> bytes:
    return orjson.dumps(said)[:-1] + b',"' + name.encode() + b'":[\n'


def _package(envelope: Envelope, name: Carried, parts: Iterable[bytes]) -> Iterator[bytes]:
    lead = _lead(head(envelope), name)
    for part in parts:
        yield lead
        yield part
        lead = b",\n"
    if lead != b",\n":
        raise ValueError("a package holds at least one release or record")
    yield b"\n]}\n"


def head(envelope: Envelope) -> dict[str, Any]:
    """Return what a package says before what it carries."""
    publisher = {"name": envelope.publisher}
    if envelope.publisher_uid:
        publisher |= {"scheme": "MX-RFC", "uid": envelope.publisher_uid}
    if envelope.publisher_uri:
        publisher |= {"uri": envelope.publisher_uri}
    said: dict[str, Any] = {
        "uri": envelope.uri,
        "version": VERSION,
        "extensions": list(USED),
        "publishedDate": stamp(envelope.published),
        "publisher": publisher,
    }
    if envelope.license:
        said["license"] = envelope.license
    if envelope.publication_policy:
        said["publicationPolicy"] = envelope.publication_policy
    return said
