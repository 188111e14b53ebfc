"""The projects in OC4IDS: all of them in one package, or one, as they stand on the shelf."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tequio.accountability.contracting.services import oc4ids
from tequio.frontdoors.api.views.answers import endpoint, missing
from tequio.publishing.opendata import queries as opendata
from tequio.publishing.opendata.adapters.answers import answer


@endpoint()
def projects(request: HttpRequest) -> HttpResponseBase:
    return _shelved(request, oc4ids.CITY)


@endpoint()
def project(request: HttpRequest, folio: str) -> HttpResponseBase:
    return _shelved(request, oc4ids.project_key(folio))


def _shelved(request: HttpRequest, key: str) -> HttpResponseBase:
    published = opendata.file(key)
    if published is None:
        return missing(_("Ese proyecto todavía no está publicado."))
    try:
        return answer(request, published)
    except FileNotFoundError:
        return missing(_("Ese proyecto todavía no está publicado."))
