"""Packages of releases and records, page by page; single ones; the list of ocids."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Release
from tequio.core.ocds import packages
from tequio.core.ocds.values import stamp
from tequio.frontdoors.api import queries
from tequio.frontdoors.api.types import Page
from tequio.frontdoors.api.views.answers import endpoint, given, missing
from tequio.frontdoors.api.views.asking import asked, limit

PAGINATION = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_pagination_extension/master/"
    "extension.json"
)
_START = datetime(2000, 1, 1, tzinfo=UTC)


@endpoint()
def releases(request: HttpRequest) -> HttpResponseBase:
    return _paged(request, "releases", queries.releases(asked(request)))


@endpoint()
def records(request: HttpRequest) -> HttpResponseBase:
    return _paged(request, "records", queries.records(asked(request)))


@endpoint()
def release(request: HttpRequest, release_id: str) -> HttpResponseBase:
    found = queries.release(release_id)
    if found is None:
        return missing(_("No hay una entrega con ese id."))
    return given(
        request, package(request, "releases", [bytes(found.document)], found.date), modified=found.date
    )


@endpoint()
def record(request: HttpRequest, ocid: str) -> HttpResponseBase:
    found = queries.releases_of(ocid)
    if not found:
        return missing(_("No hay un proceso publicado con esa clave."))
    return record_package(request, found)


def record_package(request: HttpRequest, found: list[Release]) -> HttpResponseBase:
    """Answer with the record of one process: its releases, the compiled one and the versioned one."""
    one = packages.record([bytes(release.document) for release in found])
    return given(request, package(request, "records", [one], found[-1].date), modified=found[-1].date)


@endpoint()
def ocids(request: HttpRequest) -> HttpResponseBase:
    size = limit(request)
    found = queries.ocids(limit=size, after=request.GET.get("after", ""))
    shown = found[:size]
    answer: dict[str, Any] = {
        "total": queries.count(),
        "ocids": [ocid for ocid, _date in shown],
        "processes": [{"ocid": ocid, "date": stamp(date)} for ocid, date in shown],
    }
    if len(found) > size:
        answer["links"] = {"next": address(request, {"limit": str(size), "after": shown[-1][0]})}
    return given(request, orjson.dumps(answer))


def package(
    request: HttpRequest,
    name: packages.Carried,
    documents: Iterable[bytes],
    published: datetime,
    links: dict[str, str] | None = None,
) -> bytes:
    """Return a package of these documents, as it stands at the address that was asked for."""
    envelope = services.envelope_at(uri=here(request), published=published)
    head = packages.head(envelope)
    if links:
        head["extensions"] = [*head["extensions"], PAGINATION]
        head["links"] = links
    return orjson.dumps(head)[:-1] + b',"' + name.encode() + b'":[\n' + b",\n".join(documents) + b"\n]}\n"


def _paged(request: HttpRequest, name: packages.Carried, page: Page) -> HttpResponseBase:
    kept = {key: request.GET[key] for key in ("limit", "since", "until") if key in request.GET}
    links = {}
    if page.after:
        links["next"] = address(request, kept | {"after": str(page.after)})
    if page.before:
        links["prev"] = address(request, kept | {"before": str(page.before)})
    content = package(request, name, page.documents, page.newest or _START, links)
    return given(request, content, modified=page.newest)


def here(request: HttpRequest) -> str:
    """Return the absolute address that was asked for, as the public knows it."""
    return f"{settings.PUBLIC_URL}{request.get_full_path()}"


def address(request: HttpRequest, values: dict[str, str]) -> str:
    """Return the absolute address of another page of the same list."""
    return f"{settings.PUBLIC_URL}{request.path}?{urlencode(values)}"
