"""The catalogue for programs: DCAT, data.json, Frictionless, hashes. Any page of any site may read it."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tequio.core.dcat import datajson, frictionless, jsonld
from tequio.publishing.opendata import queries
from tequio.publishing.opendata.queries.described import columns, download_url, page_url

_JSON = "application/json"
_MOST_VERSIONS = 1_000
_SOURCE = "es-mx"  # the language of the data and of what is said of them
View = Callable[..., HttpResponse]


def _open(view: View) -> View:
    """Answer GET in the language of the data, tell who has it already so, and let any site read the answer."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: str) -> HttpResponse:
        with override(_SOURCE):
            response = view(request, **kwargs)
        if response.status_code == 200:  # noqa: PLR2004 - OK
            response["ETag"] = f'"{_digest(response.content)}"'
            unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
            response = unchanged if isinstance(unchanged, HttpResponse) else response
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "public, no-cache"
        return response

    return require_safe(answered)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _said(value: Any, content_type: str = _JSON) -> HttpResponse:
    return HttpResponse(orjson.dumps(value, option=orjson.OPT_INDENT_2), content_type=content_type)


def _nothing() -> HttpResponse:
    return HttpResponse(b'{"detail":"no existe"}', content_type=_JSON, status=404)


@_open
def dcat(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as DCAT 3 in JSON-LD."""
    del request
    return _said(jsonld.catalogue(queries.described()), "application/ld+json")


@_open
def data_json(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as Project Open Data 1.1."""
    del request
    return _said(datajson.data_json(queries.described()))


@_open
def data_package(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the Frictionless descriptor of a dataset."""
    del request
    shelf = queries.shelf(slug)
    if shelf is None:
        return _nothing()
    files = queries.files_by_dataset(slug).get(slug, [])
    described = queries.described_one(shelf, files)
    return _said(frictionless.data_package(described, queries.publisher()))


@_open
def table_schema(request: HttpRequest, slug: str, table: str) -> HttpResponse:
    """Give the Table Schema of a table of a dataset."""
    del request
    shelf = queries.shelf(slug)
    found = shelf.spec.table(table) if shelf else None
    return _said(frictionless.table_schema(columns(found.fields))) if found else _nothing()


@_open
def checksums(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the SHA-256 of each file of the whole of a dataset, as ``sha256sum --check`` reads them."""
    del request
    files = queries.files_by_dataset(slug).get(slug, [])
    text = "".join(f"{one.digest}  {one.name}\n" for one in files)
    return HttpResponse(text, content_type="text/plain; charset=utf-8") if files else _nothing()


@_open
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the latest versions of the files of a dataset: when, how long, with which hash."""
    shelf = queries.shelf(slug)
    if shelf is None:
        return _nothing()
    rows = queries.last_versions(slug, most=_MOST_VERSIONS)
    return _said([
        {
            "file": one.file.name,
            "published": one.published_at,
            "byteSize": one.size,
            "sha256": one.digest,
            "downloadURL": request.build_absolute_uri(one.url) if one.kept else None,
        }
        for one in rows
    ])  # fmt: skip


@_open
def plain_catalogue(request: HttpRequest) -> HttpResponse:
    """Give the catalogue plainly: each dataset with its files that speak of the whole, and how it is kept."""
    del request
    files, shelves = queries.files_by_dataset(), queries.catalogue()
    rhythms = queries.rhythms([one.spec.slug for one in shelves])
    return _said({
        "datasets": [
            _plain(shelf, files.get(shelf.spec.slug, []), rhythms.get(shelf.spec.slug))
            for shelf in shelves
        ]
    })  # fmt: skip


def _plain(shelf: queries.Shelf, files: list[Any], rhythm: Any) -> dict[str, Any]:
    spec = shelf.spec
    return {
        "identifier": spec.slug,
        "title": str(spec.title),
        "description": str(spec.description),
        "license": spec.licence_url,
        "frequency": str(spec.promised),
        "promisedFrequency": spec.periodicity,
        "realFrequency": rhythm.code if rhythm else None,
        "issued": shelf.created_at,
        "modified": shelf.updated_at,
        "checked": shelf.looked_at,
        "landingPage": page_url(spec.slug),
        "tables": [
            {
                "name": table.name,
                "fields": [
                    {"name": one.name, "type": one.type, "description": str(one.description)}
                    for one in table.fields
                ],
            }
            for table in spec.dictionary
        ],
        "distribution": [
            {
                "downloadURL": download_url(one),
                "mediaType": one.media_type,
                "byteSize": one.size,
                "sha256": one.digest,
                "modified": one.updated_at,
                "valid": one.valid,
            }
            for one in files
        ],
    }
