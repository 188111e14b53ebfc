"""Reading the public shelf."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.types import DatasetSpec, datasets


@dataclass(frozen=True, slots=True)
class Shelf:
    """A dataset with what stands on its shelf now."""

    spec: DatasetSpec
    files: int
    size: int  # bytes
    updated_at: datetime | None


def catalogue() -> list[Shelf]:
    """Return every dataset that is registered or has files, in the order of the catalogue. One query."""
    rows = (
        PublishedFile.objects.order_by()
        .values("dataset")
        .annotate(files=Count("pk"), size=Sum("size"), updated_at=Max("updated_at"))
    )
    found: dict[str, Any] = {row["dataset"]: row for row in rows}
    specs = datasets()
    unnamed = sorted(found.keys() - {spec.slug for spec in specs})
    specs += [DatasetSpec(slug=slug, title=_title(slug), description="") for slug in unnamed]
    return [_shelf(spec, found.get(spec.slug, {})) for spec in specs]


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _shelf(spec: DatasetSpec, row: dict[str, Any]) -> Shelf:
    return Shelf(spec, row.get("files", 0), row.get("size", 0), row.get("updated_at"))


def shelf(slug: str) -> Shelf | None:
    """Return one dataset of the catalogue; None if it is neither registered nor has files. One query."""
    return next((one for one in catalogue() if one.spec.slug == slug), None)


def main_files() -> QuerySet[PublishedFile]:
    """Return the files that speak of the whole of their dataset, by key."""
    return PublishedFile.objects.filter(subject="").order_by("dataset", "key")


def single_files(slug: str, *, looked_for: str = "") -> QuerySet[PublishedFile]:
    """Return the files of a dataset that speak of one thing each, or of those whose name is looked for."""
    found = PublishedFile.objects.filter(dataset=slug).exclude(subject="").order_by("subject", "key")
    return found.filter(subject__icontains=looked_for) if looked_for else found


def file(key: str) -> PublishedFile | None:
    """Return what is known of a published file."""
    return PublishedFile.objects.filter(pk=key).first()
