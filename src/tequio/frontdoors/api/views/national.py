"""The search of the national platform's System 6 (Plataforma Digital Nacional, SESNA), to read only.

Two shapes are spoken: the older wrapper (``/s6/api/v1/search``, pages from 0) and the present one
(``/records``, pages from 1). Neither writes anything nor asks for a key.
"""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tequio.frontdoors.api import queries
from tequio.frontdoors.api.types import BadRequest
from tequio.frontdoors.api.views.answers import endpoint, given
from tequio.frontdoors.api.views.asking import whole

PAGE, MOST = 10, 200
_LONGEST = 20_000  # bytes of a question
_FURTHEST = 10**9
# What may be looked for, by its name in either shape, and the column of the simple table where it stands.
_COLUMNS = {
    "ocid": "ocid",
    "buyer_id": "comprador",
    "buyer.name": "comprador",
    "supplierName": "proveedores",
    "awards.suppliers.name": "proveedores",
    "awards.title": "titulo",
    "contracts.title": "titulo",
    "tender.title": "titulo",
    "tender.procurementMethod": "metodo",
    "procurementMethod": "metodo",
}


@endpoint(posts=True)
def search(request: HttpRequest) -> HttpResponseBase:
    body = _body(request)
    page, size = _paging(body, least=0)
    flat = {key: value for key, value in _flat(body) if key not in {"page", "pageSize"}}
    total, found = queries.search(_filters(flat), skip=page * size, limit=size)
    pagination = {"total": total, "page": page, "pageSize": size}
    data = [orjson.loads(document)["compiledRelease"] for _ocid, document in found]
    return given(request, orjson.dumps({"pagination": pagination, "data": data}))


@endpoint(posts=True)
def records(request: HttpRequest) -> HttpResponseBase:
    body = _body(request)
    page, size = _paging(body, least=1)
    query = body.get("query") or {}
    if not isinstance(query, dict):
        raise BadRequest(_("«query» es un objeto."))
    total, found = queries.search(_filters(dict(_flat(query))), skip=(page - 1) * size, limit=size)
    pagination = {"page": page, "pageSize": size, "totalRows": total, "hasNextPage": page * size < total}
    results = [{"ocid": ocid, "record": orjson.Fragment(document)} for ocid, document in found]
    return given(request, orjson.dumps({"pagination": pagination, "results": results}))


def _body(request: HttpRequest) -> dict[str, Any]:
    if int(request.headers.get("Content-Length") or 0) > _LONGEST:
        raise BadRequest(_("La pregunta es demasiado larga."))
    raw = request.body
    try:
        body = orjson.loads(raw) if raw.strip() else {}
    except orjson.JSONDecodeError:
        raise BadRequest(_("La pregunta no es JSON bien formado.")) from None
    if not isinstance(body, dict):
        raise BadRequest(_("La pregunta es un objeto JSON."))
    return body


def _paging(body: dict[str, Any], *, least: int) -> tuple[int, int]:
    page = whole(body.get("page", least), "page", least=least, most=_FURTHEST)
    return page, whole(body.get("pageSize", PAGE), "pageSize", most=MOST)


def _flat(body: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Return the leaves of nested filters with their dotted names."""
    found: list[tuple[str, Any]] = []
    for key, value in body.items():
        name = f"{before}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found


def _filters(asked: dict[str, Any]) -> dict[str, str]:
    filters = {}
    for name, value in asked.items():
        wanted = value[0] if isinstance(value, list) and len(value) == 1 else value
        if wanted in (None, "", []):
            continue
        if name not in _COLUMNS or not isinstance(wanted, str):
            raise BadRequest(
                _("No se puede buscar por «%(name)s». Use, con un texto: %(known)s.")
                % {"name": name[:40], "known": ", ".join(sorted(_COLUMNS))}
            )
        filters[_COLUMNS[name]] = wanted.replace("\0", "")
    return filters
