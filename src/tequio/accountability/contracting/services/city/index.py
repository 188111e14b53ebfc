"""The index: every process with the addresses of its own files, and the manifest that lists the city's."""

from datetime import datetime
from typing import Any

import orjson
from django.db.models import Max

from tequio.accountability.contracting.models import Record
from tequio.accountability.contracting.services import shelf
from tequio.accountability.contracting.services.city import manifest
from tequio.accountability.contracting.services.processes import official, prefix
from tequio.core.ocds.values import stamp
from tequio.publishing.opendata.services import publish_file


def put(*, at: datetime) -> None:
    """Write the index in place of the one that stands. The same records give the same bytes."""
    newest = Record.objects.aggregate(newest=Max("last_at"))["newest"]
    if newest is None:
        return
    of = f"{shelf.DATASET}/indice.json"
    index = {
        "uri": shelf.address(of),
        "publishedDate": stamp(newest),
        "prefix": prefix(),
        "official": official(),
        "manifest": shelf.address(manifest.KEY),
        "table": shelf.address(f"{shelf.DATASET}/contrataciones.csv"),
        "processes": [
            _entry(*one)
            for one in Record.objects.order_by("process__ocid").values_list(
                "process__ocid", "number", "last_at"
            )
        ],
    }
    publish_file(key=of, dataset=shelf.DATASET, media_type=shelf.JSON, content=orjson.dumps(index), at=at)


def _entry(ocid: str, releases: int, date: datetime) -> dict[str, Any]:
    return {
        "ocid": ocid,
        "date": stamp(date),
        "releases": releases,
        "releasePackage": shelf.address(shelf.key(ocid, "entregas.json")),
        "recordPackage": shelf.address(shelf.key(ocid, "registro.json")),
        "csv": shelf.address(shelf.key(ocid, "resumen.csv")),
    }
