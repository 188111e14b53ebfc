"""Putting the datasets of projects on the public shelf, each as one CSV file."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils.translation import override

from tequio.accountability.projects import queries
from tequio.foundation.web.downloads import csv_lines
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.services import publish_file

PROJECTS, STAGES, ACTIVITIES = "proyectos", "proyectos-etapas", "proyectos-actividades"
PRODUCTS, CHANGES = "proyectos-productos", "proyectos-cambios"
_CSV = "text/csv"
_ROWS: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    PROJECTS: queries.project_rows,
    STAGES: queries.stage_rows,
    ACTIVITIES: queries.activity_rows,
    PRODUCTS: queries.product_rows,
    CHANGES: queries.change_rows,
}


def publish_datasets(*, at: datetime) -> list[str]:
    """Publish the file of each dataset of projects that is not as it was; return which.

    Safe to run at any time and twice. A dataset without rows has no file.
    """
    with override("es-mx"):
        return [slug for slug, rows in _ROWS.items() if _publish(slug, rows(), at)]


def _publish(slug: str, rows: Iterator[dict[str, Any]], at: datetime) -> bool:
    first = next(rows, None)
    if first is None:
        return False
    lines = csv_lines(list(first), (list(row.values()) for row in chain([first], rows)))
    content = "".join(lines).encode()
    key = f"{slug}/{slug}.csv"
    if PublishedFile.objects.filter(pk=key, sha256=hashlib.sha256(content).digest()).exists():
        return False
    publish_file(key=key, dataset=slug, media_type=_CSV, content=content, at=at)
    return True
