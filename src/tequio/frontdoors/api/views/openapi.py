"""The description of the API for programs (OpenAPI 3.1). A snapshot of it is kept with the tests."""

from typing import Any

from django.conf import settings

Schema = dict[str, Any]
_JSON = "application/json"


def document() -> Schema:
    """Return the OpenAPI document of every address for programs."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Contrataciones abiertas",
            "version": "1.0.0",
            "summary": "Cada proceso de contratación, con todas sus versiones, en OCDS 1.1 y EDCA.",
            "description": (
                "Sin clave y desde cualquier sitio. Los montos van con IVA. Las fechas, en UTC. Todo es de "
                "solo lectura; si pregunta demasiado se responde 429 con Retry-After."
            ),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.es"},
        },
        "servers": [{"url": settings.PUBLIC_URL}],
        "paths": {**_ocds(), **_edca(), **_national(), **_others()},
        "components": {"schemas": _SCHEMAS, "responses": _RESPONSES, "parameters": _PARAMETERS},
    }


def _ocds() -> Schema:
    page = [_use(name) for name in ("limit", "since", "until", "after", "before")]
    base = "/api/v1/ocds"
    return {
        f"{base}/releases": _get(
            "releases", "Todas las entregas, de la más antigua a la más nueva.", "ReleasePackage", page
        ),
        f"{base}/releases/{{id}}": _get(
            "release", "Una entrega, por su id.", "ReleasePackage", [_in_path("id")]
        ),
        f"{base}/records": _get(
            "records", "El registro de cada proceso, por la fecha de su último cambio.", "RecordPackage", page
        ),
        f"{base}/records/{{ocid}}": _get(
            "record",
            "El registro de un proceso, con la versión compilada y la historia.",
            "RecordPackage",
            [_in_path("ocid")],
        ),
        f"{base}/ocids": _get(
            "ocids",
            "Las claves de todos los procesos.",
            "Ocids",
            [_use("limit"), _query("after", "El último ocid que ya tiene.")],
        ),
        f"{base}/projects": _get("projects", "Todos los proyectos, en OC4IDS.", "ProjectPackage", []),
        f"{base}/projects/{{folio}}": _get(
            "project", "Un proyecto, en OC4IDS.", "ProjectPackage", [_in_path("folio")]
        ),
        f"{base}/conjunto/{{name}}": _get(
            "piece",
            "Un archivo del conjunto publicado, por el nombre que da el manifiesto.",
            None,
            [_in_path("name")],
        ),
    }


def _edca() -> Schema:
    base = "/edca/contractingprocess"
    year, array = _in_path("year", "integer"), "ArrayReleasePackage"
    method, category = _in_path("method"), _in_path("category")
    by_method, by_category = f"{base}/procurementmethod", f"{base}/additionalprocurementcategories"
    return {
        "/edca/fiscalYears": _get("fiscalYears", "Los años con procesos.", "FiscalYears", []),
        f"{base}/": _get("edcaAll", "Todos los procesos.", array, []),
        f"{base}/{{year}}": _get("edcaYear", "Los procesos que empezaron en un año.", array, [year]),
        f"{by_method}/{{method}}": _get("edcaMethod", "Por tipo de procedimiento.", array, [method]),
        f"{by_method}/{{method}}/{{year}}": _get(
            "edcaMethodYear", "Por tipo de procedimiento y año.", array, [method, year]
        ),
        f"{by_category}/{{category}}": _get(
            "edcaCategory", "Por destino de la contratación.", array, [category]
        ),
        f"{by_category}/{{category}}/{{year}}": _get(
            "edcaCategoryYear", "Por destino de la contratación y año.", array, [category, year]
        ),
        "/release-package-all/{ocid}": _get(
            "edcaReleases", "Todas las entregas de un proceso.", "ReleasePackage", [_in_path("ocid")]
        ),
        "/record-package/{ocid}": _get(
            "edcaRecord", "El registro de un proceso.", "RecordPackage", [_in_path("ocid")]
        ),
    }


def _national() -> Schema:
    return {
        "/s6/api/v1/search": _post(
            "s6Search", "Búsqueda del Sistema 6, forma anterior; páginas desde 0.", "S6Search"
        ),
        "/records": _post("s6Records", "Búsqueda del Sistema 6; páginas desde 1.", "S6Records"),
    }


def _others() -> Schema:
    return {
        "/datos/contrataciones.atom": {
            "get": {
                "operationId": "feed",
                "summary": "Los últimos cambios, como canal Atom.",
                "responses": {
                    "200": {"description": "Un canal Atom.", "content": {"application/atom+xml": {}}},
                    "304": {"$ref": "#/components/responses/NotModified"},
                },
            }
        }
    }


def _get(name: str, summary: str, schema: str | None, parameters: list[Schema]) -> Schema:
    content = {_JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}} if schema else {"*/*": {}}
    responses = _failures() | {"200": {"description": "Lo que se pidió.", "content": content}}
    operation: Schema = {"operationId": name, "summary": summary, "responses": responses}
    if parameters:
        operation["parameters"] = parameters
    return {"get": operation}


def _post(name: str, summary: str, schema: str) -> Schema:
    found = {_JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    asked = {_JSON: {"schema": {"$ref": f"#/components/schemas/{schema}Query"}}}
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "requestBody": {"required": False, "content": asked},
            "responses": _failures() | {"200": {"description": "Lo que se encontró.", "content": found}},
        }
    }


def _failures() -> Schema:
    names = {"304": "NotModified", "400": "BadRequest", "404": "NotFound", "429": "TooManyRequests"}
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in names.items()}


def _use(name: str) -> Schema:
    return {"$ref": f"#/components/parameters/{name}"}


def _in_path(name: str, kind: str = "string") -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind}}


def _query(name: str, description: str, **schema: Any) -> Schema:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string"} | schema,
    }


def _object(required: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "required": required, "properties": properties}


def _many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _error(description: str, **more: Any) -> Schema:
    content = {_JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {"description": description, "content": content} | more


_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer"}
_ANY: Schema = {"type": "object"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_LINKS = _object([], next=_ADDRESS, prev=_ADDRESS)
_ENVELOPE: dict[str, Schema] = {
    "uri": _ADDRESS,
    "version": _TEXT,
    "publishedDate": _MOMENT,
    "publisher": _ANY,
    "license": _ADDRESS,
    "publicationPolicy": _ADDRESS,
    "extensions": _many(_ADDRESS),
    "links": _LINKS,
}
_PAGING: dict[str, Schema] = {
    "page": _WHOLE,
    "pageSize": {"type": "integer", "minimum": 1, "maximum": 200, "default": 10},
}
_PACKAGE = ["uri", "version", "publishedDate", "publisher"]
_SCHEMAS: Schema = {
    "ReleasePackage": _object([*_PACKAGE, "releases"], **_ENVELOPE, releases=_many(_ANY)),
    "RecordPackage": _object([*_PACKAGE, "records"], **_ENVELOPE, records=_many(_ANY)),
    "ProjectPackage": _object([*_PACKAGE, "projects"], **_ENVELOPE, projects=_many(_ANY)),
    "Ocids": _object(
        ["total", "ocids"],
        total=_WHOLE,
        ocids=_many(_TEXT),
        processes=_many(_object(["ocid", "date"], ocid=_TEXT, date=_MOMENT)),
        links=_LINKS,
    ),
    "FiscalYears": _object(
        ["fiscalYears"],
        fiscalYears=_many(
            _object(
                ["id", "year", "status"],
                id=_WHOLE,
                year=_WHOLE,
                status={"type": "boolean"},
                createdAt=_MOMENT,
                updatedAt=_MOMENT,
            )
        ),
    ),
    "ArrayReleasePackage": _object(
        ["arrayReleasePackage"], arrayReleasePackage=_many({"$ref": "#/components/schemas/ReleasePackage"})
    ),
    "S6SearchQuery": _object(
        [], **_PAGING, ocid=_TEXT, supplierName=_TEXT, procurementMethod=_TEXT, tender=_ANY
    ),
    "S6Search": _object(
        ["pagination", "data"],
        pagination=_object(["total", "page", "pageSize"], total=_WHOLE, page=_WHOLE, pageSize=_WHOLE),
        data=_many(_ANY),
    ),
    "S6RecordsQuery": _object([], **_PAGING, query=_ANY),
    "S6Records": _object(
        ["pagination", "results"],
        pagination=_object(
            ["page", "pageSize", "totalRows", "hasNextPage"],
            page=_WHOLE,
            pageSize=_WHOLE,
            totalRows=_WHOLE,
            hasNextPage={"type": "boolean"},
        ),
        results=_many(_object(["ocid", "record"], ocid=_TEXT, record=_ANY)),
    ),
    "Error": _object(["status", "message"], status=_WHOLE, message=_TEXT),
}
_RESPONSES: Schema = {
    "NotModified": {"description": "No ha cambiado desde que lo pidió (ETag, Last-Modified)."},
    "BadRequest": _error("Lo que se pide no se entiende; el mensaje dice cómo pedirlo."),
    "NotFound": _error("No existe."),
    "TooManyRequests": _error(
        "Son demasiadas preguntas en un minuto.",
        headers={"Retry-After": {"description": "Segundos que hay que esperar.", "schema": _WHOLE}},
    ),
}
_PARAMETERS: Schema = {
    "limit": _query("limit", "Cuántos por página.", type="integer", minimum=1, maximum=1000, default=100),
    "since": _query("since", "Desde esta fecha, incluida.", format="date-time"),
    "until": _query("until", "Antes de esta fecha.", format="date-time"),
    "after": _query("after", "Lugar de la lista tras el cual sigue; viene en links.next."),
    "before": _query("before", "Lugar de la lista antes del cual termina; viene en links.prev."),
}
