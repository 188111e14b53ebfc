"""The addresses of the official Mexican tool (Contrataciones Abiertas 3.0), so that what reads it reads us."""

from collections.abc import Iterator
from datetime import datetime

import orjson
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tequio.accountability.contracting import services
from tequio.core.ocds import packages
from tequio.core.ocds.values import stamp
from tequio.frontdoors.api import queries
from tequio.frontdoors.api.views.answers import endpoint, given, missing, streamed
from tequio.frontdoors.api.views.asking import whole
from tequio.frontdoors.api.views.ocds import package, record_package

_LAST_YEAR = 9998
# What the official tool calls each kind of purchase, and the code of EDCA that it stands for.
_CATEGORIES = {
    "Adquisición de bienes": "goodsAcquisition",
    "Arrendamiento de bienes": "goodsLease",
    "Obras públicas": "works",
    "Servicios": "services",
    "Servicios relacionados con obras públicas": "worksRelatedServices",
}
_METHODS = {
    "Adjudicación directa": "direct",
    "Invitación a cuando menos tres personas": "selective",
    "Licitación pública": "open",
}


@endpoint()
def fiscal_years(request: HttpRequest) -> HttpResponseBase:
    years = [
        {"id": year, "year": year, "status": True, "createdAt": stamp(first), "updatedAt": stamp(last)}
        for year, first, last in queries.years()
    ]
    return given(request, orjson.dumps({"fiscalYears": years}))


@endpoint()
def everything(request: HttpRequest) -> HttpResponseBase:
    del request
    return streamed(_array(queries.histories(Q())))


@endpoint()
def of_year(request: HttpRequest, year: str) -> HttpResponseBase:
    del request
    return streamed(_array(queries.histories(_year(year))))


@endpoint()
def by_method(request: HttpRequest, method: str, year: str = "") -> HttpResponseBase:
    del request
    asked = {*method.split(","), *(_METHODS.get(one, one) for one in method.split(","))}
    return streamed(_array(queries.histories(queries.by_method(*asked) & _year(year))))


@endpoint()
def by_category(request: HttpRequest, category: str, year: str = "") -> HttpResponseBase:
    del request
    asked = [_CATEGORIES.get(one, one) for one in category.split(",")]
    return streamed(_array(queries.histories(queries.by_category(*asked) & _year(year))))


@endpoint()
def release_package(request: HttpRequest, ocid: str) -> HttpResponseBase:
    found = queries.releases_of(ocid)
    if not found:
        return missing(_("No hay un proceso publicado con esa clave."))
    documents = [bytes(one.document) for one in found]
    return given(request, package(request, "releases", documents, found[-1].date), modified=found[-1].date)


@endpoint()
def record(request: HttpRequest, ocid: str) -> HttpResponseBase:
    found = queries.releases_of(ocid)
    return record_package(request, found) if found else missing(_("No hay un proceso publicado con esa clave."))


def _year(text: str) -> Q:
    return queries.of_year(whole(text, "year", most=_LAST_YEAR)) if text else Q()


def _array(histories: Iterator[tuple[str, datetime, list[bytes]]]) -> Iterator[bytes]:
    """Yield the one object of the official tool: a release package for each process, in an array."""
    lead = b'{"arrayReleasePackage":[\n'
    for ocid, date, documents in histories:
        yield lead
        envelope = services.envelope_at(uri=f"{settings.PUBLIC_URL}/release-package-all/{ocid}", published=date)
        yield from packages.release_package(envelope, documents)
        lead = b","
    yield b"]}\n" if lead == b"," else lead + b"]}\n"
