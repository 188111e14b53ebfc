"""Answering for a public file: what changed since, a part of it, or all of it, compressed where that helps."""

import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from tequio.publishing.opendata.adapters import versions
from tequio.publishing.opendata.adapters.shelf import public
from tequio.publishing.opendata.models import FileVersion, PublishedFile

_PIECE = 256 << 10
_SHORT = 1 << 20  # bytes that are sent at once
_COMPRESSED = range(1_000, 32 << 20)  # bytes; less gains nothing, more holds the worker too long
_TEXTS = ("text/", "application/json", "application/geo+json", "application/xml")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class _Opened:
    file: IO[bytes]
    size: int
    etag: str
    modified: int  # seconds


def answer(request: HttpRequest, published: PublishedFile) -> HttpResponseBase:
    """Return the answer for a file.

    Raises:
        FileNotFoundError: if the row stands but the file does not (yet).
    """
    return _answer(request, published, _open(published))


def answer_version(request: HttpRequest, version: FileVersion) -> HttpResponseBase:
    """Return the answer for an earlier version of a file, which never changes.

    Raises:
        FileNotFoundError: if its bytes are not kept.
    """
    moment = int(version.published_at.timestamp())
    opened = _Opened(versions.opened(version.digest), version.size, f'"{version.digest[:32]}"', moment)
    response = _answer(request, version.file, opened)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _answer(request: HttpRequest, published: PublishedFile, opened: _Opened) -> HttpResponseBase:
    compressed = _wants_gzip(request, published, opened)
    etag = f'{opened.etag[:-1]}-gz"' if compressed else opened.etag
    unchanged = get_conditional_response(request, etag=etag, last_modified=opened.modified)
    if unchanged is not None:
        opened.file.close()
        response: HttpResponseBase = unchanged
    elif compressed:
        response = _gzipped(request, opened)
    else:
        response = _plain(request, opened)
    return _with_headers(response, published, opened, etag)


def _open(published: PublishedFile) -> _Opened:
    """Open the file. On a disk what is said of it is read from the open file itself, never from its row.

    A store that speaks S3 fetches the whole when it is read: what is said of it comes from the row, so that who
    has the file already, or only asks how long it is, costs no fetching.
    """
    store = public()
    file = store.open(published.key)
    if isinstance(store, FileSystemStorage):
        seen = os.fstat(file.fileno())
        return _Opened(file, seen.st_size, f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"', int(seen.st_mtime))
    size = published.size or store.size(published.key)
    digest = bytes(published.sha256).hex() or published.name
    return _Opened(file, size, f'"{digest[:32]}"', int(published.updated_at.timestamp()))


def _wants_gzip(request: HttpRequest, published: PublishedFile, opened: _Opened) -> bool:
    return (
        "gzip" in request.headers.get("Accept-Encoding", "")
        and "Range" not in request.headers
        and published.media_type.startswith(_TEXTS)
        and opened.size in _COMPRESSED
    )


def _gzipped(request: HttpRequest, opened: _Opened) -> HttpResponseBase:
    response = _sent(request, _deflated(opened.file), opened, opened.size, 200)
    response["Content-Encoding"] = "gzip"
    return response


def _sent(
    request: HttpRequest, pieces: Iterator[bytes], opened: _Opened, length: int, status: int
) -> HttpResponseBase:
    """Return the answer with these pieces: at once if they are short, as they are read if they are long."""
    if request.method == "HEAD":
        opened.file.close()
        return StreamingHttpResponse((), status=status)  # whose length nobody makes up
    if length <= _SHORT:
        return HttpResponse(b"".join(pieces), status=status)
    response = StreamingHttpResponse(pieces, status=status)
    response._resource_closers.append(opened.file.close)  # type: ignore[attr-defined]  # noqa: SLF001 - as FileResponse does
    return response


def _deflated(file: IO[bytes]) -> Iterator[bytes]:
    deflate = zlib.compressobj(wbits=_GZIP)
    with file:
        while piece := file.read(_PIECE):
            yield deflate.compress(piece)
        yield deflate.flush()


def _plain(request: HttpRequest, opened: _Opened) -> HttpResponseBase:
    part = _part(request, opened)
    if part is None:
        first, last, status = 0, opened.size - 1, 200
    elif part.start >= opened.size:
        opened.file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{opened.size}"})
    else:
        first, last, status = part.start, part.stop - 1, 206
    length = last - first + 1
    response = _sent(request, _between(opened.file, first, last), opened, length, status)
    response["Content-Length"] = str(length)
    if part is not None:
        response["Content-Range"] = f"bytes {first}-{last}/{opened.size}"
    return response


def _part(request: HttpRequest, opened: _Opened) -> range | None:
    """Return the one part that is asked for; None for the whole, also where we cannot make sense of it."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-" or not _still(request, opened):
        return None
    first, last = asked[1], asked[2]
    if not first:
        return range(max(0, opened.size - int(last)), opened.size)
    stop = min(int(last) + 1, opened.size) if last else opened.size
    if last and int(last) < int(first):
        return None
    return range(int(first), stop)


def _still(request: HttpRequest, opened: _Opened) -> bool:
    """Return whether the rest that is asked for is of the same file (If-Range)."""
    condition = request.headers.get("If-Range")
    if condition is None:
        return True
    return condition == opened.etag or parse_http_date_safe(condition) == opened.modified


def _between(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece


def _with_headers(
    response: HttpResponseBase, published: PublishedFile, opened: _Opened, etag: str
) -> HttpResponseBase:
    name = published.key.rsplit("/", 1)[-1]
    kind = "inline" if "json" in published.media_type else "attachment"
    response["Content-Type"] = published.media_type
    response["Content-Disposition"] = f'{kind}; filename="{name}"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(opened.modified)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "public, no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Content-Length, Content-Range"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
